"""The Debian packages that files on this machine come from: versions, sources, copyright."""
import pathlib
import re
import subprocess
from dataclasses import dataclass, field

DOCUMENTS = pathlib.Path("/usr/share/doc")
COMMON = pathlib.Path("/usr/share/common-licenses")


@dataclass(order=True)
class Package:
    name: str
    version: str
    source: str
    source_version: str
    files: list = field(default_factory=list)

    @property
    def copyright(self):
        return (DOCUMENTS / self.name / "copyright").read_text(errors="replace")


def spellings(path):
    """dpkg knows /bin/x or /usr/bin/x, also where both are one folder."""
    for name in dict.fromkeys((str(path), str(pathlib.Path(path).resolve()))):
        yield name
        yield name.removeprefix("/usr") if name.startswith("/usr/") else "/usr" + name


def owners(paths):
    """{path: package's name}; an error for a path that no package brought."""
    asked = {spelling: str(path) for path in paths for spelling in spellings(path)}
    lines = subprocess.run(["dpkg", "--search", *asked], capture_output=True, text=True, check=False).stdout.splitlines()
    found = {}
    for line in lines:
        names, _, spelling = line.partition(": ")
        if spelling in asked:
            found[asked[spelling]] = re.split(r"[:,]", names)[0]
    missing = sorted(set(asked.values()) - set(found))
    if missing:
        raise LookupError(f"no Debian package owns {', '.join(missing)}")
    return found


def described(names):
    """Packages by name, sorted."""
    form = "${Package}\t${Version}\t${source:Package}\t${source:Version}\n"
    text = subprocess.check_output(["dpkg-query", "--show", f"--showformat={form}", *sorted(names)], text=True)
    return sorted({line.split("\t")[0]: Package(*line.split("\t")) for line in text.splitlines()}.values())


def packages_of(files, built_in=()):
    """`files` maps a name inside the bundle to the path that it was copied from; `built_in` are packages without one."""
    owner = owners(files.values())
    packages = described(set(owner.values()) | set(built_in))
    for package in packages:
        package.files = sorted(name for name, path in files.items() if owner[str(path)] == package.name)
    return packages
