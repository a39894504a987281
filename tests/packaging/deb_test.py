"""The Debian package in a bare Debian: what lintian says, installing, running, upgrading, removing.
usage: deb_test.py DEB FOLDER_FOR_PICTURES [unittest arguments]

Needs root, and the tools that chroots.py names. The screen is this machine's.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[0] / "lab"))

import chroots  # noqa: E402
from viz_program import VizProgram  # noqa: E402
from waiting import wait_until  # noqa: E402
from window_program import Screen  # noqa: E402

MOST_BYTES = 3 * 1024 * 1024


def field(name, package=None):
    return subprocess.check_output(["dpkg-deb", "--field", package or FILE, name], text=True).strip()


def newer(folder):
    """The same package with a higher version, as the next release would be."""
    subprocess.run(["dpkg-deb", "--raw-extract", FILE, folder / "parts"], check=True)
    control = folder / "parts/DEBIAN/control"
    control.write_text(re.sub(r"^Version: .*$", "Version: 99.0-1", control.read_text(), flags=re.MULTILINE))
    subprocess.run(["dpkg-deb", "--root-owner-group", "--build", folder / "parts", folder / "newer.deb"], check=True,
                   stdout=subprocess.DEVNULL)
    return folder / "newer.deb"


def files():
    """What it installs, folders not counted: others may use them."""
    lines = subprocess.check_output(["dpkg-deb", "--contents", FILE], text=True).splitlines()
    return [line.split(maxsplit=5)[5].removeprefix("./") for line in lines if not line.startswith("d")]


class Package(unittest.TestCase):
    def test_lintian_finds_nothing_wrong(self):
        found = subprocess.run(["lintian", "--allow-root", "--display-info", "--no-tag-display-limit", FILE], text=True,
                               capture_output=True, check=False)
        print(found.stdout, file=sys.stderr, end="")
        self.assertNotRegex(found.stdout, r"(?m)^[EW]:")
        self.assertEqual(found.returncode, 0, found.stderr)

    def test_is_small_and_named_after_its_release(self):
        print(f"{FILE.name}: {FILE.stat().st_size / 2**20:.2f} MiB", file=sys.stderr)
        self.assertLessEqual(FILE.stat().st_size, MOST_BYTES)
        self.assertTrue(FILE.stem.endswith("-debian12"), FILE.name)
        self.assertIn("qt6-websockets-abi (= 6.4.2)", field("Depends"))

    def test_tells_no_path_of_the_machine_that_made_it(self):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["dpkg-deb", "--extract", FILE, folder], check=True)
            self.assertNotIn(str(HERE.parents[1]).encode(), (pathlib.Path(folder) / "usr/bin/viz").read_bytes())


class Installed(unittest.TestCase):
    """One life of the package, in the order of the tests' names."""

    @classmethod
    def setUpClass(cls):
        cls.system = chroots.System("bookworm").__enter__()
        cls.addClassCleanup(cls.system.__exit__)

    def run_here(self, *command, **more):
        found = self.system.run(*command, **more)
        self.assertEqual(found.returncode, 0, found.stdout + found.stderr)
        return found.stdout

    def version(self):
        return self.run_here("dpkg-query", "--show", "--showformat=${Version}", "viz")

    def test_1_installs_with_what_it_depends_on(self):
        self.system.install(self.system.put(FILE, "/opt/viz.deb", 0o644))
        self.assertEqual([path for path in files() if not (self.system.root / path).exists() and "/doc/" not in path], [])
        self.assertEqual(self.version(), field("Version"))
        self.assertIn("viz 0.", self.run_here("viz", "--version"))

    def test_2_demo(self):
        print(self.run_here("viz", "demo", "--duration", 4), file=sys.stderr)

    def test_3_a_call(self):
        environment = self.system.environment()
        with VizProgram(*self.system.line("viz", "host", "--port", 0, "--accept", "verified", "--input", "tone:440",
                                          "--output", "null"), environment=environment) as host:
            invite = host.wait_line("invite ").split()[1]
            with VizProgram(*self.system.line("viz", "join", invite, "--input", "speech", "--output", "null",
                                              "--duration", 2), environment=environment) as joiner:
                joiner.wait_line("connected ")
                self.assertEqual((joiner.wait_exit(), host.wait_exit()), (0, 0), joiner.errors() + host.errors())

    def test_4_a_window(self):
        self.system.install("fonts-dejavu-core")
        with Screen() as screen:
            self.system.mount("--bind", "/tmp/.X11-unix", "tmp/.X11-unix")
            display = dict(os.environ, DISPLAY=screen.display)
            with VizProgram(*self.system.line("viz"), environment=self.system.environment(DISPLAY=screen.display)) as viz:
                wait_until(lambda: viz.process.poll() is not None or subprocess.run(
                    ["xdotool", "search", "--onlyvisible", "--name", "^Viz$"], env=display, capture_output=True,
                    check=False).stdout, "the window shows")
                self.assertIsNone(viz.process.poll(), viz.errors())
                screen.picture(PICTURES / "deb.png")
                viz.process.terminate()
                self.assertEqual(viz.process.wait(20), 0)
            subprocess.run(["umount", self.system.root / "tmp/.X11-unix"], check=True)

    def test_5_is_known_to_desktops(self):
        root = self.system.root / "usr/share"
        subprocess.run(["desktop-file-validate", root / "applications/app.viz.Viz.desktop"], check=True)
        self.assertIn("x-scheme-handler/viz1", (root / "applications/app.viz.Viz.desktop").read_text())
        found = subprocess.run(["appstreamcli", "validate", "--no-net", root / "metainfo/app.viz.Viz.metainfo.xml"],
                               capture_output=True, text=True, check=False)
        self.assertEqual(found.returncode, 0, found.stdout)
        for pixels in (16, 32, 48, 256):
            self.assertTrue((root / f"icons/hicolor/{pixels}x{pixels}/apps/app.viz.Viz.png").exists(), pixels)

    def test_6_upgrades_and_again_over_itself(self):
        with tempfile.TemporaryDirectory() as folder:
            path = self.system.put(newer(pathlib.Path(folder)), "/opt/newer.deb", 0o644)
        for _ in range(2):
            self.system.install("--reinstall", path)
            self.assertEqual(self.version(), "99.0-1")
        self.run_here("viz", "demo", "--duration", 4)

    def test_7_goes_without_a_trace(self):
        self.run_here("apt-get", "-qq", "-y", "purge", "viz", user=0)
        self.assertEqual([path for path in files() if (self.system.root / path).exists()], [])
        self.assertNotEqual(self.system.run("dpkg-query", "--show", "viz").returncode, 0)


class OtherRelease(unittest.TestCase):
    def test_debian_13_refuses_it_and_says_why(self):
        with chroots.System("trixie", chroots.DESKTOP) as system:
            system.put(FILE, "/opt/viz.deb", 0o644)
            with self.assertRaisesRegex(RuntimeError, r"viz\S* Depends"):
                system.install("/opt/viz.deb")


if __name__ == "__main__":
    missing = chroots.missing() + [name for name in ("lintian", "Xvfb", "xdotool") if not shutil.which(name)]
    if missing:
        sys.exit("needs " + ", ".join(missing))
    chroots.in_own_mounts([sys.executable, "-B", *sys.argv])
    FILE, PICTURES = (pathlib.Path(sys.argv.pop(1)).resolve() for _ in range(2))
    unittest.main()
