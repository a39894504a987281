"""The bill of materials of the Windows package: CycloneDX 1.5, like that of the AppImage, but of source packages, which
build-dependencies cross-built.
usage: bill.py FOLDER VERSION EPOCH >viz.cdx.json

FOLDER is what `collect` has filled; a library in it that no source package is known to make is an error.
"""
import fnmatch
import pathlib
import subprocess
import sys
from types import SimpleNamespace

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "bundled"))

import sbom  # noqa: E402

# Which source package makes which file; the first that fits. Those without a file are in the programs themselves.
MADE_BY = [("Qt6Multimedia.dll", "qt6-multimedia"), ("Qt6*.dll", "qt6-base"), ("q*.dll", "qt6-base"),
           ("libopus-*.dll", "opus"), ("libsodium-*.dll", "libsodium"), ("libspeexdsp-*.dll", "speexdsp"),
           ("libzstd.dll", "libzstd"), ("libwinpthread-*.dll", "mingw-w64"), ("libgcc_*.dll", "gcc-mingw-w64"),
           ("libstdc++-*.dll", "gcc-mingw-w64"), ("libssp-*.dll", "gcc-mingw-w64")]
INSIDE = ["wslay", "qr-code-generator"]
COMPILERS = {"mingw-w64": ("mingw-w64-x86-64-dev", "mingw-w64"),
             "gcc-mingw-w64": ("gcc-mingw-w64-x86-64-posix-runtime", "gcc-runtime")}


def maker(file):
    for pattern, package in MADE_BY:
        if fnmatch.fnmatchcase(file.name, pattern):
            return package
    sys.exit(f"bill: nobody knows who makes {file.name}")


def version_of(package, versions):
    if package not in COMPILERS:
        return versions[package]
    return subprocess.check_output(["dpkg-query", "--show", "--showformat=${Version}", COMPILERS[package][0]], text=True)


def packages(folder):
    texts = folder / "licenses/bundled"
    versions = dict(line.split() for line in (texts / "versions.txt").read_text().splitlines())
    files = {name: [] for name in INSIDE}
    for file in sorted(folder.rglob("*.dll")):
        files.setdefault(maker(file), []).append(file.relative_to(folder).as_posix())
    for name in sorted(files):
        version = version_of(name, versions)
        text = texts / f"{COMPILERS.get(name, (None, name))[1]}.txt"
        yield SimpleNamespace(name=name, version=version, source=name, source_version=version, files=files[name],
                              copyright=text.read_text(errors="replace"))


def main(folder, version, epoch):
    text = sbom.text(version, int(epoch), list(packages(pathlib.Path(folder))), "debian-12")
    sys.stdout.write(text.replace("?arch=amd64", "?arch=source"))


if __name__ == "__main__":
    main(*sys.argv[1:])
