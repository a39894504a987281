"""Which shared libraries a program and its plugins load, by asking the dynamic linker of this machine."""
import pathlib
import re
import subprocess


def words(path):
    """The words of a list; # begins a comment."""
    return [word for line in path.read_text().splitlines() for word in line.partition("#")[0].split()]


def loaded(path):
    """{soname: path} of everything that the linker loads for this file."""
    text = subprocess.run(["ldd", str(path)], capture_output=True, text=True, check=True).stdout
    missing = re.findall(r"^\s*(\S+) => not found", text, re.MULTILINE)
    if missing:
        raise LookupError(f"{path} needs {', '.join(missing)}")
    return dict(re.findall(r"^\s*(\S+) => (/\S+)", text, re.MULTILINE))


def named(soname):
    """Where the linker finds a library that is opened at run time only."""
    text = subprocess.check_output(["/sbin/ldconfig", "--print-cache"], text=True)
    found = re.search(rf"^\s+{re.escape(soname)} \(libc6,x86-64\S*\) => (\S+)$", text, re.MULTILINE)
    if not found:
        raise LookupError(f"{soname} is not installed")
    return found[1]


def closure(paths, excluded):
    """({soname: path} to bring along, the excluded ones that are needed)"""
    needed = {}
    for path in paths:
        needed.update(loaded(path))
    return ({name: where for name, where in sorted(needed.items()) if name not in excluded},
            sorted(set(needed) & set(excluded)))


def version_needed(paths, symbol="GLIBC"):
    """The highest version of the C library's symbols that these files use, as in "2.34"."""
    found = set()
    for path in paths:
        text = subprocess.check_output(["readelf", "--wide", "--version-info", str(path)], text=True)
        found.update(tuple(map(int, version.split("."))) for version in re.findall(rf"Name: {symbol}_([\d.]+)", text))
    return ".".join(map(str, max(found)))


def is_elf(path):
    path = pathlib.Path(path)
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"
