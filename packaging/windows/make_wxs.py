"""Writes the source of the installer for wixl: every file of a folder, the Start menu, viz1: links.
usage: make_wxs.py FOLDER VERSION >viz.wxs

Each component's GUID is made of its path, so that it stays the same from release to release, and the product's of the
version, so that the same files make the same package twice. wixl resolves file names from where it is started: run it in
the folder above FOLDER.
"""
import hashlib
import pathlib
import sys
import uuid
from xml.sax.saxutils import quoteattr

# Of Viz alone, and never to be changed: Windows knows an older Viz by what is made of it.
NAMESPACE = uuid.UUID("5cfa6d5b-b20a-4a4e-b2a9-7f6b0c1d8a52")
UPGRADE = "upgrade"

# The windowed program, what the Start menu opens.
WINDOWED = "vizw.exe"
ICON = "viz.ico"


def guid(name):
    return str(uuid.uuid5(NAMESPACE, name)).upper()


def identifier(kind, name):
    return kind + hashlib.sha256(name.encode()).hexdigest()[:16]


def shortcut():
    return ('<Shortcut Id="StartMenu" Directory="ProgramMenuFolder" Name="Viz" WorkingDirectory="INSTALLDIR" '
            'Icon="viz.ico" Advertise="yes" Description="Encrypted voice calls between two people"/>')


def component(folder, file, components):
    name = file.relative_to(folder).as_posix()
    components.append(identifier("c", name))
    inside = shortcut() if name == WINDOWED else ""
    source = quoteattr(file.relative_to(folder.parent).as_posix())
    return (f'<Component Id="{components[-1]}" Guid="{guid(name)}" Win64="yes"><File Id="{identifier("f", name)}" '
            f'Source={source} Name={quoteattr(file.name)} KeyPath="yes">{inside}</File></Component>')


def directory(folder, place, components):
    """The files in `place`, then its folders."""
    lines = [component(folder, file, components) for file in sorted(place.iterdir()) if file.is_file()]
    for inner in sorted(path for path in place.iterdir() if path.is_dir()):
        name = inner.relative_to(folder).as_posix()
        lines.append(f'<Directory Id="{identifier("d", name)}" Name={quoteattr(inner.name)}>')
        lines += directory(folder, inner, components)
        lines.append("</Directory>")
    return lines


def link_handler(components):
    """Makes viz1: links open in Viz."""
    components.append("LinkHandler")
    key = "Software\\Classes\\viz1"
    command = f"&quot;[INSTALLDIR]{WINDOWED}&quot; &quot;%1&quot;"
    return f'''<Component Id="LinkHandler" Guid="{guid("link handler")}" Win64="yes">
<RegistryValue Root="HKLM" Key="{key}" Type="string" Value="URL:Viz invite" KeyPath="yes"/>
<RegistryValue Root="HKLM" Key="{key}" Name="URL Protocol" Type="string" Value=""/>
<RegistryValue Root="HKLM" Key="{key}\\DefaultIcon" Type="string" Value="[INSTALLDIR]{WINDOWED},0"/>
<RegistryValue Root="HKLM" Key="{key}\\shell\\open\\command" Type="string" Value="{command}"/>
</Component>'''


def source(folder, version):
    components = []
    files = "\n".join(directory(folder, folder, components))
    handler = link_handler(components)
    references = "\n".join(f'<ComponentRef Id="{name}"/>' for name in components)
    return f'''<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
<Product Id="{guid("product " + version)}" Name="Viz" Version="{version}" Manufacturer="The Viz authors"
 UpgradeCode="{guid(UPGRADE)}" Language="1033">
<Package Id="{guid("package " + version)}" InstallerVersion="200" Compressed="yes" InstallScope="perMachine"
 Description="Viz {version}" Comments="Encrypted voice calls between two people. MIT licence." Manufacturer="The Viz authors"/>
<MajorUpgrade DowngradeErrorMessage="A newer Viz is installed already."/>
<Media Id="1" Cabinet="viz.cab" EmbedCab="yes"/>
<Icon Id="viz.ico" SourceFile="{folder.name}/{ICON}"/>
<Property Id="ARPPRODUCTICON" Value="viz.ico"/>
<Property Id="ARPNOREPAIR" Value="1"/>
<Directory Id="TARGETDIR" Name="SourceDir">
<Directory Id="ProgramFiles64Folder"><Directory Id="INSTALLDIR" Name="Viz">
{files}
{handler}
</Directory></Directory>
<Directory Id="ProgramMenuFolder"/>
</Directory>
<Feature Id="Viz" Level="1">
{references}
</Feature>
</Product>
</Wix>
'''


if __name__ == "__main__":
    sys.stdout.write(source(pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]))
