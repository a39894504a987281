"""A Windows that is thrown away afterwards: a wine prefix of its own, with its own registry and programs."""
import os
import pathlib
import shutil
import subprocess
import tempfile

# Debian's 64-bit wine is not on the PATH.
FOLDERS = ["/usr/lib/wine", "/usr/bin"]


def find(*names):
    return next((path for folder in FOLDERS for name in names if (path := pathlib.Path(folder) / name).exists()), None)


WINE = find("wine64", "wine")
SERVER = find("wineserver64", "wineserver")


def missing():
    return [name for name, path in (("wine64", WINE), ("wineserver", SERVER)) if not path]


class Windows:
    """Everything in it runs on `display`."""

    def __init__(self, display):
        self._display = display

    def __enter__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="viz-wine-", ignore_cleanup_errors=True)
        self.prefix = pathlib.Path(self._folder.name) / "prefix"
        self.run("wineboot", "--init", limit=300)
        self.wait()
        return self

    def __exit__(self, *_):
        subprocess.run([SERVER, "-k"], env=self.environment(), check=False)
        subprocess.run([SERVER, "-w"], env=self.environment(), check=False)
        self._folder.cleanup()

    def environment(self, **more):
        """No browser and no .NET, which wine offers to fetch, and no words of wine's own."""
        return dict(os.environ, WINEPREFIX=str(self.prefix), DISPLAY=self._display, WINEDEBUG="-all",
                    WINEDLLOVERRIDES="mscoree,mshtml=", LC_ALL="C.UTF-8", HOME=self._folder.name, **more)

    @staticmethod
    def line(program, *arguments):
        return [str(WINE), str(program), *map(str, arguments)]

    def run(self, program, *arguments, limit=120, **more):
        """Its output and exit status; a program that crashes in wine may hang, so every one has a limit."""
        return subprocess.run(self.line(program, *arguments), env=self.environment(**more), text=True, timeout=limit,
                              stdin=subprocess.DEVNULL, capture_output=True, check=False)

    def wait(self):
        """Until wine has written its registry to the files."""
        subprocess.run([SERVER, "-w"], env=self.environment(), check=True, timeout=120)

    @property
    def disk(self):
        return self.prefix / "drive_c"

    def files(self):
        return {str(path.relative_to(self.disk)) for path in self.disk.rglob("*")}

    def registry(self):
        """What is in it below the user's own and the machine's."""
        self.wait()
        return "".join((self.prefix / name).read_text(errors="replace") for name in ("system.reg", "user.reg"))

    def copy(self, source, target):
        shutil.copytree(self.disk / source, self.disk / target)
        return self.disk / target
