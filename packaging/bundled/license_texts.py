"""The texts in licenses/bundled and licenses/common: what Debian's packages say of the copyright of every library that a
package of Viz brings along, one text a source package. Generated, kept in the tree, and compared when a package is
built, so that a new library cannot slip in without its text."""
import re
import subprocess

from debian_packages import COMMON

# Shipped even where no text refers to them: Qt is used under the first, which builds on the second.
ALWAYS = {"LGPL-3", "GPL-3"}


def texts(packages):
    """{path below licenses/: text}"""
    found = {f"bundled/{package.source}.txt": tidy(package.copyright) for package in packages}
    found.update((f"common/{name}.txt", tidy((COMMON / name).read_text())) for name in referred(found.values()))
    return found


def tidy(text):
    return "".join(line.rstrip() + "\n" for line in text.rstrip().splitlines())


def referred(copyrights):
    """Names of the common licences that these texts point to."""
    named = {name for text in copyrights for name in re.findall(rf"{COMMON}/([\w.+-]*\w)", text)}
    return sorted(name for name in named | ALWAYS if (COMMON / name).exists())


def write(folder, wanted):
    """Makes the two folders what `wanted` says, and nothing else in them."""
    for part in ("bundled", "common"):
        (folder / part).mkdir(parents=True, exist_ok=True)
        for old in (folder / part).glob("*.txt"):
            old.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text)


def differences(folder, wanted):
    """What is wrong with the texts in `folder`, one line each. A changed year is no reason not to build a package, so
    that is for the test that compares; a missing text is."""
    kept = {f"{path.parent.name}/{path.name}": path.read_text() for path in folder.glob("*/*.txt")}
    return ([f"licenses/{name} is missing" for name in sorted(set(wanted) - set(kept))] +
            [f"licenses/{name} is for nothing that is shipped" for name in sorted(set(kept) - set(wanted))] +
            [f"licenses/{name} is not what Debian's package says" for name in sorted(set(wanted) & set(kept))
             if kept[name] != wanted[name]])


def debian_here():
    """The release that this machine is, as in "12"."""
    return subprocess.check_output(["sh", "-c", ". /etc/os-release && echo ${VERSION_ID:-}"], text=True).strip()
