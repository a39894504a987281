"""The window as a screen reader is told of it: a bus of its own with AT-SPI on it, and as a tree those widgets of a
program that can be seen or scrolled to."""
import dataclasses
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

READER = pathlib.Path(__file__).with_name("accessible_tree.py")


def missing():
    """What of Debian's packages is not installed here."""
    bindings = subprocess.run(["/usr/bin/python3", "-c", "import gi; gi.require_version('Atspi', '2.0')"],
                              stderr=subprocess.DEVNULL).returncode == 0
    launcher = pathlib.Path("/usr/share/dbus-1/services/org.a11y.Bus.service").exists()
    programs = [name for name in ("dbus-daemon", "dbus-send") if not shutil.which(name)]
    return programs + ([] if bindings else ["gir1.2-atspi-2.0"]) + ([] if launcher else ["at-spi2-core"])


@dataclasses.dataclass
class Widget:
    role: str
    name: str
    description: str
    box: tuple  # x, y, width, height on the screen
    value: float  # None if it has none
    text: str  # None if it is not a field
    states: frozenset
    labels: tuple  # names of the widgets that label it
    children: tuple
    parent: "Widget" = dataclasses.field(default=None, repr=False, compare=False)

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def ancestors(self):
        return [self.parent, *self.parent.ancestors()] if self.parent else []

    def called(self):
        """What a reader says it is: its label if it has one, as Qt's lists have, whose name is what is chosen."""
        return (self.labels or (self.name,))[0]

    def is_enabled(self):
        return {"enabled", "sensitive"} <= self.states

    def is_in_sight(self):
        """All of it: nothing that it lies in cuts it off."""
        return all(_contains(around.box, self.box) for around in self.ancestors() if around.box[2] > 0)

    def middle(self):
        x, y, width, height = self.box
        return x + width // 2, y + height // 2


def _contains(outer, inner):
    return all(outer[i] <= inner[i] and inner[i] + inner[i + 2] <= outer[i] + outer[i + 2] for i in (0, 1))


def _widget(fields):
    children = tuple(_widget(child) for child in fields["children"])
    widget = Widget(**dict(fields, box=tuple(fields["box"]), states=frozenset(fields["states"]),
                           labels=tuple(fields["labels"]), children=children))
    for child in children:
        child.parent = widget
    return widget


class AccessibilityBus:
    """A session bus with AT-SPI on it, for the programs of one screen. Context manager."""

    def __init__(self, screen):
        self.screen = screen

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="viz-bus-")
        self.base = dict(os.environ, XDG_RUNTIME_DIR=self.folder.name, DISPLAY=self.screen.display)
        self.daemon = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address=1"], env=self.base,
                                       text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL)
        self.base["DBUS_SESSION_BUS_ADDRESS"] = self.address = self.daemon.stdout.readline().strip()
        self._wake()
        return self

    def __exit__(self, *_):
        self.daemon.terminate()  # the others that it started end with it
        self.daemon.wait(10)
        self.daemon.stdout.close()
        self.folder.cleanup()

    def environment(self, base):
        """For a program that is to be read. Qt asks only once, so AT-SPI must be there before it starts."""
        return dict(base, DBUS_SESSION_BUS_ADDRESS=self.address, QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1")

    def read(self, process):
        """The shown widgets of a program as a tree; None while it has not been heard of."""
        answer = subprocess.run(["/usr/bin/python3", "-B", str(READER), str(process)], env=self.base, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60)
        found = json.loads(answer.stdout) if answer.returncode == 0 else None  # a widget may go away while it is read
        return found and _widget(found)

    def _wake(self):
        subprocess.run(["dbus-send", f"--bus={self.address}", "--print-reply", "--dest=org.a11y.Bus", "/org/a11y/bus",
                        "org.a11y.Bus.GetAddress"], env=self.base, stdout=subprocess.DEVNULL, check=True, timeout=30)
