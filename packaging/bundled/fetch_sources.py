"""The source packages of what a bundle brings along under a licence of the GPL family, as those licences ask for.
usage: fetch_sources.py BILL_OF_MATERIALS FOLDER

Needs apt with deb-src lines for the release that the bundle was made on.
"""
import json
import pathlib
import subprocess
import sys


def asks_for_source(component):
    return any("GPL" in entry["license"].get("name", "") for entry in component["licenses"])


def wanted(bill):
    """"name=version" of each source package, once."""
    sources = {entry["value"] for component in bill["components"] if asks_for_source(component)
               for entry in component["properties"] if entry["name"] == "debian:source"}
    return sorted(source.replace(" ", "=") for source in sources)


def fetch(source, folder):
    return subprocess.run(["apt-get", "source", "--download-only", source], cwd=folder, check=False,
                          stdout=subprocess.DEVNULL).returncode == 0


def main(bill_path, folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    missing = [source for source in wanted(json.loads(pathlib.Path(bill_path).read_text()))
               if not fetch(source, folder)]
    if missing:
        sys.exit("not to be had: " + ", ".join(missing))


if __name__ == "__main__":
    main(*sys.argv[1:])
