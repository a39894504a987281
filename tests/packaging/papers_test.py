"""What packages say about themselves, without making one: versions that agree, texts, bills, property lists, scripts.
usage: papers_test.py [VIZ] [unittest arguments]; with VIZ, also the texts of the libraries that it would bring along."""
import importlib.util
import os
import pathlib
import plistlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

TREE = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(TREE / "packaging/bundled"), str(TREE / "packaging/appimage")]

import closure  # noqa: E402
import debian_packages  # noqa: E402
import fetch_sources  # noqa: E402
import license_texts  # noqa: E402
import make_appdir  # noqa: E402
import sbom  # noqa: E402


def contents(path):
    return (TREE / path).read_text()


def version():
    return re.search(r"^project\(viz VERSION ([\d.]+)", contents("CMakeLists.txt"), re.MULTILINE)[1]


class Versions(unittest.TestCase):
    def test_all_papers_name_the_version_that_is_built(self):
        for path, sentence in (("packaging/linux/viz.1", f'"Viz {version()}"'),
                               ("packaging/linux/app.viz.Viz.metainfo.xml", f'<release version="{version()}"'),
                               ("CHANGELOG.md", version())):
            self.assertIn(sentence, contents(path), path)


class Closure(unittest.TestCase):
    def test_lists_have_comments(self):
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
            file.write("# all of it\na.so b.so  # two\n\nc.so\n")
            file.flush()
            self.assertEqual(closure.words(pathlib.Path(file.name)), ["a.so", "b.so", "c.so"])

    def test_leaves_out_what_the_system_has(self):
        brought, left = closure.closure(["/bin/ls"], {"libc.so.6"})
        self.assertNotIn("libc.so.6", brought)
        self.assertEqual(left, ["libc.so.6"])

    def test_a_library_that_is_not_installed_is_an_error(self):
        with self.assertRaisesRegex(LookupError, "libnothing.so.7"):
            closure.named("libnothing.so.7")

    def test_finds_the_newest_symbol(self):
        found = closure.version_needed([shutil.which("ls")])
        self.assertRegex(found, r"^2\.\d+$")


class Packages(unittest.TestCase):
    def setUp(self):
        if not shutil.which("dpkg"):
            self.skipTest("no Debian")

    def test_finds_who_brought_a_file_by_either_of_its_names(self):
        for path in ("/bin/ls", "/usr/bin/ls", "/lib64/ld-linux-x86-64.so.2"):
            if pathlib.Path(path).exists():
                self.assertIn(debian_packages.owners([path])[path], ("coreutils", "libc6"))

    def test_a_file_that_no_package_brought_is_an_error(self):
        with tempfile.NamedTemporaryFile() as file, self.assertRaisesRegex(LookupError, re.escape(file.name)):
            debian_packages.owners(["/bin/ls", file.name])

    def test_names_the_files_of_each_package(self):
        found = debian_packages.packages_of({"bin/list": "/bin/ls"}, ["libc6"])
        self.assertEqual([(package.name, package.files) for package in found],
                         [("coreutils", ["bin/list"]), ("libc6", [])])


class Bill(unittest.TestCase):
    def setUp(self):
        class Fake(debian_packages.Package):
            copyright = "License: LGPL-2.1+\n text\nLicense: BSD-3-clause\nLicense: LGPL-2.1+\n"
        self.package = Fake("libfake1", "1:2.0+dfsg-3", "fake", "1:2.0+dfsg-3", ["lib/libfake.so.1"])

    def test_is_the_same_for_the_same_packages(self):
        texts = {sbom.text("1.2", 1_700_000_000, [self.package], "debian-12") for _ in range(2)}
        self.assertEqual(len(texts), 1)

    def test_escapes_versions_in_addresses(self):
        part = sbom.component(self.package, "debian-12")
        self.assertEqual(part["purl"], "pkg:deb/debian/libfake1@1%3A2.0%2Bdfsg-3?arch=amd64&distro=debian-12")

    def test_names_each_licence_once(self):
        self.assertEqual(sbom.component(self.package, "debian-12")["licenses"],
                         [{"license": {"name": "BSD-3-clause"}}, {"license": {"name": "LGPL-2.1+"}}])

    def test_bears_the_moment_that_it_is_told(self):
        self.assertEqual(sbom.bill("1", 0, [], "x")["metadata"]["timestamp"], "1970-01-01T00:00:00Z")

    def test_sources_are_asked_for_once_and_only_where_the_licence_does(self):
        bill = sbom.bill("1", 0, [self.package, self.package], "debian-12")
        self.assertEqual(fetch_sources.wanted(bill), ["fake=1:2.0+dfsg-3"])
        bill["components"][0]["licenses"] = bill["components"][1]["licenses"] = [{"license": {"name": "MIT"}}]
        self.assertEqual(fetch_sources.wanted(bill), [])


class Texts(unittest.TestCase):
    def test_what_is_missing_too_much_or_changed_is_told(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            license_texts.write(folder, {"bundled/a.txt": "A\n", "bundled/old.txt": "O\n", "common/G.txt": "G\n"})
            wanted = {"bundled/a.txt": "A, later\n", "bundled/new.txt": "N\n", "common/G.txt": "G\n"}
            self.assertEqual(license_texts.differences(folder, wanted), [
                "licenses/bundled/new.txt is missing", "licenses/bundled/old.txt is for nothing that is shipped",
                "licenses/bundled/a.txt is not what Debian's package says"])
            license_texts.write(folder, wanted)
            self.assertEqual(license_texts.differences(folder, wanted), [])

    def test_texts_bring_the_common_ones_that_they_refer_to(self):
        found = license_texts.referred(["see /usr/share/common-licenses/GPL-2, and /usr/share/common-licenses/LGPL-2.1."])
        self.assertEqual(found, ["GPL-2", "GPL-3", "LGPL-2.1", "LGPL-3"])

    def test_what_is_kept_is_whole(self):
        texts = list((TREE / "licenses/bundled").glob("*.txt"))
        self.assertGreater(len(texts), 40)
        for path in texts:
            self.assertGreater(len(path.read_text()), 300, path.name)
            for name in license_texts.referred([path.read_text()]):
                self.assertTrue((TREE / f"licenses/common/{name}.txt").exists(), f"{path.name} refers to {name}")

    def test_are_what_the_packages_of_this_machine_say(self):
        if not VIZ or license_texts.debian_here() != "12":
            self.skipTest("the texts are those of Debian 12's packages, for a program that was built there")
        with tempfile.TemporaryDirectory() as folder:
            appdir = make_appdir.AppDir(pathlib.Path(folder))
            appdir.program.parent.mkdir(parents=True)
            shutil.copy(VIZ, appdir.program)
            try:
                make_appdir.add_qt(appdir)
                make_appdir.add_libraries(appdir)
                packages = debian_packages.packages_of(
                    appdir.origins, closure.words(TREE / "packaging/appimage/built_in.txt"))
            except (OSError, LookupError, subprocess.CalledProcessError) as error:
                self.skipTest(f"not installed here: {error}")
            self.assertEqual(license_texts.differences(TREE / "licenses", license_texts.texts(packages)), [])


class AppRun(unittest.TestCase):
    """Its check of the C library, with a getconf of ours and a program that only says that it ran."""

    CASES = [("glibc 2.35", True), ("glibc 2.36", True), ("glibc 2.100", True), ("glibc 2.36.9000", True),
             ("", True), ("something else", True), ("glibc 2.34", False), ("glibc 2.9", False), ("glibc 2.31", False)]

    def run_with(self, answer, *arguments, loader="ld-linux-x86-64.so.2"):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "usr/bin").mkdir(parents=True)
            text = contents("packaging/appimage/AppRun.in").replace("@GLIBC@", "2.35").replace("@LOADER@", loader)
            for name, script in (("AppRun", text), ("usr/bin/viz", '#!/bin/sh\necho ran "$@"\n'),
                                 ("getconf", f"#!/bin/sh\necho '{answer}'\n")):
                (root / name).write_text(script)
                (root / name).chmod(0o755)
            return subprocess.run([root / "AppRun", *arguments], capture_output=True, text=True, check=False,
                                  env={"PATH": f"{folder}:{os.environ['PATH']}"})

    def test_runs_where_the_library_is_new_enough(self):
        for answer, runs in self.CASES:
            found = self.run_with(answer, "join", "a b")
            self.assertEqual(found.stdout, "ran join a b\n" if runs else "", answer)
            self.assertEqual(found.returncode, 0 if runs else 127, answer)
            self.assertEqual("too old" in found.stderr, not runs, answer)

    def test_says_so_where_there_is_none(self):
        found = self.run_with("glibc 2.36", loader="ld-nothing.so")
        self.assertEqual((found.returncode, found.stdout), (127, ""))
        self.assertIn("no glibc", found.stderr)


class Macos(unittest.TestCase):
    def test_the_property_list_says_why_the_microphone_is_asked_for(self):
        text = contents("packaging/macos/Info.plist.in")
        found = plistlib.loads(text.encode())
        self.assertGreater(len(found["NSMicrophoneUsageDescription"]), 40)
        self.assertEqual(found["CFBundleIdentifier"], "app.viz.Viz")
        self.assertEqual(found["CFBundleURLTypes"][0]["CFBundleURLSchemes"], ["viz1"])
        self.assertEqual(set(re.findall(r"\$\{(\w+)\}", text)),
                         {"MACOSX_BUNDLE_EXECUTABLE_NAME", "PROJECT_VERSION", "CMAKE_OSX_DEPLOYMENT_TARGET"})

    def test_the_entitlements_are_the_microphone_alone(self):
        self.assertEqual(plistlib.loads(contents("packaging/macos/viz.entitlements").encode()),
                         {"com.apple.security.device.audio-input": True})

    @unittest.skipUnless(shutil.which("rsvg-convert") and shutil.which("png2icns"), "icnsutils is not installed")
    def test_the_icon_is_made(self):
        with tempfile.TemporaryDirectory() as folder:
            icon = pathlib.Path(folder) / "viz.icns"
            subprocess.run([TREE / "packaging/macos/make-icons", TREE / "resources/icons/viz.svg", f"{folder}/iconset",
                            icon], check=True)
            self.assertEqual(icon.read_bytes()[:4], b"icns")
            self.assertEqual(len(list((pathlib.Path(folder) / "iconset").glob("*.png"))), 10)


    def test_installing_deploys_qt_and_then_signs(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("macdeployqt", "codesign"):
                tool = pathlib.Path(folder) / name
                tool.write_text(f'#!/bin/sh\nfor word in {name} "$@"; do printf "%s|" "$word"; done >>{folder}/log\n'
                                f"echo >>{folder}/log\n")
                tool.chmod(0o755)
            subprocess.run(["cmake", f"-DTREE={TREE}", f"-DFOLDER={folder}", "-P",
                            TREE / "tests/packaging/run_bundle_steps.cmake"], check=True)
            subprocess.run(["cmake", "-DCMAKE_INSTALL_PREFIX=/With space", "-P", f"{folder}/steps.cmake"], check=True,
                           env=dict(os.environ, PATH=f"{folder}:{os.environ['PATH']}", DESTDIR="/image"))
            self.assertEqual((pathlib.Path(folder) / "log").read_text().splitlines(), [
                "macdeployqt|/image/With space/Viz.app|-always-overwrite|",
                f"codesign|--force|--deep|--entitlements|{TREE}/packaging/macos/viz.entitlements|--sign|-|"
                "/image/With space/Viz.app|"])


@unittest.skipUnless(shutil.which("git") and shutil.which("c++"), "git or a compiler is not installed")
class QrCodeGenerator(unittest.TestCase):
    """The script that builds it for macOS, with a repository of ours in the place of its author's."""

    URL = "https://github.com/nayuki/QR-Code-generator.git"

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.env = {"PATH": os.environ["PATH"], "HOME": folder.name, "GIT_CONFIG_COUNT": "1",
                    "GIT_CONFIG_KEY_0": f"url.file://{folder.name}/author.insteadOf", "GIT_CONFIG_VALUE_0": self.URL}
        self.commit = self.tagged_commit(self.folder / "author")

    def tagged_commit(self, tree):
        (tree / "cpp").mkdir(parents=True)
        (tree / "cpp/qrcodegen.hpp").write_text("int qr();\n")
        (tree / "cpp/qrcodegen.cpp").write_text('#include "qrcodegen.hpp"\nint qr() { return 1; }\n')
        person = ["-c", "user.name=nobody", "-c", "user.email=nobody@example.org"]
        for command in (["init", "--quiet"], ["add", "."], [*person, "commit", "--quiet", "-m", "one"], ["tag", "v1.8.0"]):
            subprocess.run(["git", *command], cwd=tree, env=self.env, check=True)
        return subprocess.run(["git", "rev-parse", "HEAD"], cwd=tree, env=self.env, check=True, capture_output=True,
                              text=True).stdout.strip()

    def build(self, text):
        script = self.folder / "build-qrcodegen"
        script.write_text(text)
        return subprocess.run(["bash", script, self.folder / "prefix"], env=self.env, capture_output=True, text=True,
                              check=False)

    def test_only_the_known_commit_is_built(self):
        script = contents("packaging/macos/build-qrcodegen")
        known = re.search(r"^commit=([0-9a-f]{40})\b", script, re.MULTILINE)[1]
        refused = self.build(script)
        self.assertEqual(refused.returncode, 1, refused.stderr)
        self.assertIn(f"{self.commit}, not {known}", refused.stderr)
        self.assertFalse((self.folder / "prefix").exists())
        built = self.build(script.replace(known, self.commit))
        self.assertEqual(built.returncode, 0, built.stderr)
        self.assertTrue((self.folder / "prefix/lib/libqrcodegencpp.a").exists())


class Scripts(unittest.TestCase):
    @unittest.skipUnless(shutil.which("shellcheck"), "shellcheck is not installed")
    def test_have_no_known_mistakes(self):
        scripts = [path for path in (TREE / "packaging").rglob("*") if path.is_file() and
                   path.read_bytes()[:2] == b"#!" and b"sh" in path.read_bytes().split(b"\n")[0]]
        self.assertGreaterEqual(len(scripts), 3)
        found = subprocess.run(["shellcheck", "--severity=warning", *scripts, TREE / "packaging/appimage/AppRun.in"], capture_output=True,
                               text=True, check=False)
        self.assertEqual(found.stdout, "")


class Workflows(unittest.TestCase):
    FOLDER = TREE / ".github/workflows"

    def test_use_only_actions_pinned_by_commit(self):
        for path in self.FOLDER.glob("*.yml"):
            for used in re.findall(r"uses: *(\S+)", path.read_text()):
                self.assertRegex(used, r"@[0-9a-f]{40}$", path.name)

    @unittest.skipUnless(importlib.util.find_spec("yaml"), "python3-yaml is not installed")
    def test_are_made_of_jobs_that_can_run(self):
        read = {path: yaml_of(path) for path in (TREE / ".github").rglob("*") if path.is_file()}
        workflows = {path.name: text for path, text in read.items() if path.parent == self.FOLDER}
        self.assertGreaterEqual(len(workflows), 1)
        for name, workflow in workflows.items():
            self.assertEqual(faults_of_jobs(workflow), [], name)

    def test_faults_are_found(self):
        good = {"runs-on": "ubuntu-24.04", "steps": [{"run": "true"}]}
        cases = [({}, ["no jobs"]), ({"jobs": None}, ["no jobs"]), ({"jobs": {"a": good}}, []),
                 ({"jobs": {"a": None}}, ["a: no runs-on", "a: no steps"]),
                 ({"jobs": {"a": dict(good, steps=[])}}, ["a: no steps"]),
                 ({"jobs": {"a": dict(good, steps=[{"name": "x"}])}}, ["a: a step neither runs nor uses anything"]),
                 ({"jobs": {"a": good, "b": dict(good, needs="a"), "c": dict(good, needs=["a", "b"])}}, []),
                 ({"jobs": {"a": good, "b": dict(good, needs=["a", "z"])}}, ["b: needs z"])]
        for workflow, faults in cases:
            self.assertEqual(faults_of_jobs(workflow), faults, workflow)


def yaml_of(path):
    import yaml
    return yaml.safe_load(path.read_text())


def faults_of_jobs(workflow):
    jobs = workflow.get("jobs") or {}
    found = [f"{name}: {fault}" for name, job in jobs.items() for fault in faults_of_job(job or {}, jobs)]
    return found if jobs else ["no jobs"]


def faults_of_job(job, jobs):
    needs, steps = job.get("needs", []), job.get("steps") or []
    yield from (f"no {key}" for key in ("runs-on", "steps") if not job.get(key))
    if not all("run" in step or "uses" in step for step in steps):
        yield "a step neither runs nor uses anything"
    yield from (f"needs {need}" for need in ([needs] if isinstance(needs, str) else needs) if need not in jobs)


if __name__ == "__main__":
    VIZ = sys.argv.pop(1) if sys.argv[1:] and os.path.isfile(sys.argv[1]) else None
    unittest.main()
