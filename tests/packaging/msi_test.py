"""The Windows installer under wine: installing, running, calls with the Linux program, upgrading, removing.
usage: msi_test.py MSI LINUX_VIZ FOLDER_FOR_PICTURES [unittest arguments]

Needs wine, msitools, wixl, Xvfb and ImageMagick. What wine cannot show: real sound devices, what Windows itself says of
an unsigned program, its own look.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
TREE = HERE.parents[1]
sys.path.insert(0, str(HERE.parents[0] / "lab"))

import wine  # noqa: E402
from viz_program import VizProgram  # noqa: E402
from waiting import wait_until  # noqa: E402
from window_program import Screen  # noqa: E402

MOST_BYTES = 25 * 1024 * 1024
PROGRAM = "Program Files/Viz/viz.exe"
WINDOWED = "Program Files/Viz/vizw.exe"
SOUNDLESS = ["--input", "tone:440", "--output", "null"]


def contents(msi):
    listing = subprocess.check_output(["msiextract", "--list", msi], text=True)
    return {line.rsplit("/", 1)[-1] for line in listing.splitlines()}


def newer(folder):
    """The same installer with a higher version, as the next release would be."""
    subprocess.run(["msiextract", "--directory", folder, FILE], check=True, stdout=subprocess.DEVNULL)
    laid_down = next(path.parent for path in folder.rglob("viz.exe"))
    laid_down.rename(folder / "Viz")
    (folder / "Viz/only-in-the-next.txt").write_text("new\n")
    (folder / "Viz/licenses/viz.txt").unlink()
    source = subprocess.check_output([sys.executable, "-B", TREE / "packaging/windows/make_wxs.py", folder / "Viz", "99.0.0"])
    (folder / "viz.wxs").write_bytes(source)
    subprocess.run(["wixl", "--arch", "x64", "--output", "newer.msi", "viz.wxs"], cwd=folder, check=True)
    return folder / "newer.msi"


class Package(unittest.TestCase):
    def test_is_small(self):
        print(f"{FILE.name}: {FILE.stat().st_size / 2**20:.2f} MiB", file=sys.stderr)
        self.assertLessEqual(FILE.stat().st_size, MOST_BYTES)

    def test_brings_what_it_should_and_nothing_under_the_gpl(self):
        names = {name.lower() for name in contents(FILE)}
        for name in ("viz.exe", "vizw.exe", "qt.conf", "qwindows.dll", "qschannelbackend.dll", "lgpl-3.txt", "viz.txt"):
            self.assertIn(name, names)
        self.assertNotIn("qt6shadertools.dll", names)
        self.assertFalse([name for name in names if "ffmpeg" in name or name.startswith("av")])


class Installed(unittest.TestCase):
    """One life of the program, in the order of the tests' names."""

    @classmethod
    def setUpClass(cls):
        cls.screen = Screen().__enter__()
        cls.addClassCleanup(cls.screen.__exit__)
        cls.windows = wine.Windows(cls.screen.display).__enter__()
        cls.addClassCleanup(cls.windows.__exit__)
        cls.before = cls.windows.files()

    @property
    def program(self):
        return self.windows.disk / PROGRAM

    def msiexec(self, action, msi):
        began = time.monotonic()
        found = self.windows.run("msiexec", action, msi, "/qn")
        self.assertEqual(found.returncode, 0, found.stdout + found.stderr)
        print(f"msiexec {action}: {time.monotonic() - began:.1f} s", file=sys.stderr)

    def run_here(self, *arguments, program=None):
        found = self.windows.run(program or self.program, *arguments)
        self.assertEqual(found.returncode, 0, found.stdout + found.stderr)
        return found.stdout

    def under_wine(self, *arguments):
        return VizProgram(*self.windows.line(self.program, *arguments), environment=self.windows.environment())

    def entries_among_programs(self):
        keys = self.windows.registry().split("\n[")
        return len([key for key in keys if "\\\\Uninstall\\\\" in key.split("]")[0] and '"DisplayName"="Viz"' in key])

    def call(self, start_host, start_joiner):
        with start_host("host", "--port", 0, "--accept", "verified", *SOUNDLESS) as host:
            invite = host.wait_line("invite ", 60).split()[1]
            with start_joiner("join", invite, "--input", "speech", "--output", "null", "--duration", 4) as joiner:
                joiner.wait_line("connected ", 60)
                self.assertEqual((joiner.wait_exit(), host.wait_exit()), (0, 0), joiner.errors() + host.errors())
                for side in (joiner, host):
                    print(*[line for line in side.lines if not line.startswith("invite")], sep="\n", file=sys.stderr)

    def test_1_installs(self):
        self.msiexec("/i", FILE)
        self.assertTrue(self.program.exists())
        self.assertIn("viz 0.", self.run_here("--version"))

    def test_2_demo(self):
        print(self.run_here("demo", "--duration", 4), file=sys.stderr)

    def test_2_demo_from_a_folder_with_blanks_and_letters_of_another_script(self):
        folder = self.windows.copy("Program Files/Viz", "Кот и пёс")
        self.addCleanup(shutil.rmtree, folder)
        self.run_here("demo", "--duration", 4, program=folder / "viz.exe")

    def test_3_a_call_that_linux_joins(self):
        self.call(self.under_wine, lambda *arguments: VizProgram(LINUX_VIZ, *arguments))

    def test_3_a_call_that_linux_hosts(self):
        self.call(lambda *arguments: VizProgram(LINUX_VIZ, *arguments), self.under_wine)

    def test_3_a_call_of_its_own(self):
        self.call(self.under_wine, self.under_wine)

    def test_4_a_window(self):
        with VizProgram(*self.windows.line(self.windows.disk / WINDOWED),
                        environment=self.windows.environment()) as viz:
            display = dict(os.environ, DISPLAY=self.screen.display)
            wait_until(lambda: viz.process.poll() is not None or subprocess.run(
                ["xdotool", "search", "--onlyvisible", "--name", "^Viz$"], env=display, capture_output=True,
                check=False).stdout, "the window shows", 60)
            self.assertIsNone(viz.process.poll(), viz.errors())
            time.sleep(2)  # wine paints when it likes
            self.screen.picture(PICTURES / "msi.png")

    def test_5_is_known_to_the_desktop(self):
        registry = self.windows.registry()
        self.assertIn("Software\\\\Classes\\\\viz1\\\\shell\\\\open\\\\command", registry)
        self.assertIn("vizw.exe\\\" \\\"%1\\\"", registry)
        self.assertTrue([name for name in self.windows.files() if name.endswith("Programs/Viz.lnk")])

    def test_6_upgrades(self):
        with tempfile.TemporaryDirectory() as folder:
            self.msiexec("/i", newer(pathlib.Path(folder)))
            self.run_here("demo", "--duration", 4)
            places = self.windows.disk / "Program Files/Viz"
            self.assertTrue((places / "only-in-the-next.txt").exists())
            self.assertFalse((places / "licenses/viz.txt").exists(), "only in the former")
            self.assertEqual(self.entries_among_programs(), 1)
            self.msiexec("/x", pathlib.Path(folder) / "newer.msi")

    def test_7_goes_without_a_trace(self):
        left = {name for name in self.windows.files() - self.before if "viz" in name.lower()}
        # What a program keeps for its user is the user's, and the installer's own log is Windows'.
        self.assertEqual({name for name in left if not name.startswith("users/")}, set())
        self.assertNotIn("viz1", self.windows.registry())
        self.assertEqual(self.entries_among_programs(), 0)


if __name__ == "__main__":
    missing = wine.missing() + [name for name in ("msiextract", "wixl", "Xvfb", "xdotool", "import")
                                if not shutil.which(name)]
    if missing:
        sys.exit("needs " + ", ".join(missing))
    FILE, LINUX_VIZ, PICTURES = (pathlib.Path(sys.argv.pop(1)).resolve() for _ in range(3))
    unittest.main()
