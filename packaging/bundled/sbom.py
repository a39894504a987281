"""The bill of materials of a bundle: CycloneDX 1.5, JSON, the same bytes for the same packages."""
import datetime
import json
import re
import urllib.parse

SPECIFICATION = "1.5"


def component(package, distribution):
    version = urllib.parse.quote(package.version, safe="")
    name = urllib.parse.quote(package.name, safe="")
    purl = f"pkg:deb/debian/{name}@{version}?arch=amd64&distro={distribution}"
    properties = [{"name": "debian:source", "value": f"{package.source} {package.source_version}"}]
    properties += [{"name": "file", "value": name} for name in package.files]
    return {"type": "library", "bom-ref": purl, "name": package.name, "version": package.version, "purl": purl,
            "licenses": licenses(package.copyright), "properties": properties}


def licenses(text):
    """Names as Debian writes them; those of SPDX differ in places, so they are names, not identifiers."""
    names = sorted(set(re.findall(r"^License: *(\S.*?) *$", text, re.MULTILINE)))
    return [{"license": {"name": name}} for name in names]


def bill(version, epoch, packages, distribution):
    """`epoch`: seconds since 1970, the moment that the bill bears."""
    moment = datetime.datetime.fromtimestamp(epoch, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    program = {"type": "application", "bom-ref": f"viz@{version}", "name": "viz", "version": version,
               "licenses": [{"license": {"id": "MIT"}}]}
    parts = [component(package, distribution) for package in packages]
    return {"bomFormat": "CycloneDX", "specVersion": SPECIFICATION, "version": 1,
            "metadata": {"timestamp": moment, "component": program}, "components": parts,
            "dependencies": [{"ref": program["bom-ref"], "dependsOn": [part["bom-ref"] for part in parts]}]}


def text(*arguments):
    return json.dumps(bill(*arguments), indent=1, sort_keys=True) + "\n"
