"""Makes an AppDir of what `cmake --install` put into it: libraries, Qt's plugins and translations, licences, a bill of
materials, and the AppRun. usage: make_appdir.py APPDIR VERSION EPOCH [--write-licenses FOLDER]

Run it on the oldest system that the AppImage shall work on: the libraries are this machine's.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
TREE = HERE.parents[1]
sys.path.insert(0, str(HERE.parent / "bundled"))

import license_texts  # noqa: E402
import sbom  # noqa: E402
from closure import closure, is_elf, named, version_needed, words  # noqa: E402
from debian_packages import packages_of  # noqa: E402

APP_ID = "app.viz.Viz"
LOADER = "ld-linux-x86-64.so.2"
# Qt opens these when it first needs TLS, by the name without a version first: without such a link in the bundle it
# takes the OpenSSL of the system.
OPENED_LATER = ["libssl.so.3", "libcrypto.so.3"]
TRANSLATIONS = ["qtbase_ru.qm"]


class AppDir:
    def __init__(self, root):
        self.root = root
        self.usr = root / "usr"
        self.program = self.usr / "bin" / "viz"
        self.origins = {}  # path below usr → the file on this machine that it is a copy of

    def add(self, origin, name):
        target = self.usr / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(os.path.realpath(origin), target)
        self.origins[name] = str(origin)
        return target

    def elf_files(self):
        return sorted(path for path in self.usr.rglob("*") if is_elf(path))


def qt_path(name):
    return pathlib.Path(subprocess.check_output(["qtpaths6", "--query", name], text=True).strip())


def add_qt(appdir):
    for plugin in words(HERE / "plugins.txt"):
        appdir.add(qt_path("QT_INSTALL_PLUGINS") / plugin, f"plugins/{plugin}")
    for translation in TRANSLATIONS:
        appdir.add(qt_path("QT_INSTALL_TRANSLATIONS") / translation, f"translations/{translation}")
    appdir.program.with_name("qt.conf").write_text(
        "[Paths]\nPrefix=..\nLibraries=lib\nPlugins=plugins\nTranslations=translations\n")


def add_libraries(appdir):
    """Returns the names of those that the system has to have."""
    opened = {name: named(name) for name in OPENED_LATER}
    loaded, from_system = closure([*appdir.elf_files(), *opened.values()], words(HERE / "host_libraries.txt"))
    for name, path in {**loaded, **opened}.items():
        appdir.add(path, f"lib/{name}").chmod(0o755)
    for name in OPENED_LATER:
        (appdir.usr / "lib" / name.rpartition(".")[0]).symlink_to(name)
    return from_system


def point_to_libraries(appdir):
    """RUNPATH of each file: the bundle's libraries, wherever it is mounted, before the system's."""
    for path in appdir.elf_files():
        to_libraries = os.path.relpath(appdir.usr / "lib", path.parent)
        subprocess.run(["patchelf", "--set-rpath", f"$ORIGIN/{to_libraries}".removesuffix("/."), str(path)], check=True)
    subprocess.run(["strip", "--strip-unneeded", str(appdir.program)], check=True)


def add_entry(appdir):
    shutil.copy(appdir.usr / f"share/applications/{APP_ID}.desktop", appdir.root)
    shutil.copy(appdir.usr / f"share/icons/hicolor/256x256/apps/{APP_ID}.png", appdir.root)
    (appdir.root / ".DirIcon").symlink_to(f"{APP_ID}.png")
    text = (HERE / "AppRun.in").read_text().replace("@LOADER@", LOADER)
    script = appdir.root / "AppRun"
    script.write_text(text.replace("@GLIBC@", version_needed(appdir.elf_files())))
    script.chmod(0o755)


def add_papers(appdir, packages, options):
    """The licences are those that the tree keeps; a library without one is refused."""
    wanted = license_texts.texts(packages)
    if options.write_licenses:
        license_texts.write(options.write_licenses, wanted)
    wrong = [line for line in license_texts.differences(TREE / "licenses", wanted) if line.endswith("is missing")]
    if wrong:
        sys.exit("\n".join([*wrong, "`./dev licenses` writes them anew"]))
    shutil.copytree(TREE / "licenses", appdir.usr / "share/doc/viz/licenses", dirs_exist_ok=True)
    bill = sbom.text(options.version, options.epoch, packages, "debian-" + license_texts.debian_here())
    (appdir.usr / "share/doc/viz/viz.cdx.json").write_text(bill)


def make(options):
    appdir = AppDir(options.appdir)
    add_qt(appdir)
    from_system = add_libraries(appdir)
    packages = packages_of(appdir.origins, words(HERE / "built_in.txt"))
    add_papers(appdir, packages, options)
    point_to_libraries(appdir)
    add_entry(appdir)
    print(f"{len(list((appdir.usr / 'lib').glob('*.so.*')))} libraries of {len(packages)} packages, "
          f"{len(list((appdir.usr / 'plugins').rglob('*.so')))} plugins; needs glibc "
          f"{version_needed(appdir.elf_files())}, and of the system: {' '.join(from_system)}")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("appdir", type=pathlib.Path)
    parser.add_argument("version")
    parser.add_argument("epoch", type=int)
    parser.add_argument("--write-licenses", type=pathlib.Path, metavar="FOLDER")
    return parser.parse_args()


if __name__ == "__main__":
    make(arguments())
