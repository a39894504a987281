"""The window of viz under Xvfb, driven by the keyboard as a person without a mouse would."""
import os
import pathlib
import subprocess
import tempfile
import time

from viz_program import VizProgram
from waiting import wait_until


class Screen:
    """An X server without a monitor. Several windows may be on it; they share its clipboard."""

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="viz-screen-")
        read_end, write_end = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1000x800x24", "-nolisten", "tcp", "-noreset"],
            pass_fds=[write_end], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write_end)
        with os.fdopen(read_end) as number:
            self.display = f":{number.readline().strip()}"
        return self

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait(10)
        self.folder.cleanup()

    def environment(self, base):
        return dict(base, DISPLAY=self.display, QT_QPA_PLATFORM="xcb", LC_ALL="C.UTF-8")

    def picture(self, path):
        """A PNG of the whole screen; needs ImageMagick."""
        pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["import", "-display", self.display, "-window", "root", str(path)], check=True)


class WindowProgram(VizProgram):
    """`viz` without a sub-command."""

    def __init__(self, program, screen, *arguments, environment=None):
        self.screen, self.began = screen, time.monotonic()
        self._home = tempfile.TemporaryDirectory(prefix="viz-home-")
        self.environment = screen.environment(self._on_its_own(environment or dict(os.environ)))
        super().__init__(program, *arguments, environment=self.environment)
        self.window = wait_until(self._visible_window, "the window shows")
        self.seconds_to_window = time.monotonic() - self.began

    def __exit__(self, *details):
        super().__exit__(*details)
        self._home.cleanup()

    def _on_its_own(self, environment):
        """As another user's: settings of its own, and no other window of this user to bring to the front."""
        folders = {"XDG_CONFIG_HOME": environment.get("XDG_CONFIG_HOME", self._home.name),
                   "XDG_RUNTIME_DIR": self._home.name}
        return dict(environment, **folders)

    def keys(self, *names):
        """Presses these keys in this window, one after the other: xdotool's names, as in `ctrl+v` or `Return`."""
        wait_until(self._take_focus, "the window has the keyboard")
        for name in names:
            self._xdotool("key", "--clearmodifiers", name)

    def type(self, text):
        wait_until(self._take_focus, "the window has the keyboard")
        self._xdotool("type", text)

    def _take_focus(self):
        self._xdotool("windowraise", self.window, "windowfocus", self.window)
        return self._xdotool("getwindowfocus").strip() == self.window

    def _visible_window(self):
        found = self._xdotool("search", "--all", "--onlyvisible", "--pid", self.process.pid, "--name", "^Viz$")
        return found.split()[0] if found.strip() else None

    def _xdotool(self, *arguments):
        return subprocess.run(["xdotool", *map(str, arguments)], env=dict(os.environ, DISPLAY=self.screen.display),
                              text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=30).stdout


def call_between_windows(host, joiner, card):
    """Host, copy, join, paste, answer: returns when both microphones are open."""
    host.keys("shift+Tab", "space")              # from the address field back to "Wait for a call"
    wait_until(lambda: listens(host), "the host listens")
    # Over "Back", then from the last control backwards: QR code, E-mail, Message, Copy.
    host.keys(*5 * ["shift+Tab"], "space")
    joiner.keys("ctrl+v", "Return")

    def answered():
        host.keys("space")  # takes effect as soon as Answer may be pressed
        return card.microphones_in_use() == 2
    wait_until(answered, "both microphones open")


def listens(host):
    inodes = {os.readlink(link) for link in pathlib.Path(f"/proc/{host.process.pid}/fd").iterdir()
              if link.is_symlink()}
    for line in pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:]:
        fields = line.split()
        if fields[3] == "0A" and f"socket:[{fields[9]}]" in inodes:
            return True
    return False
