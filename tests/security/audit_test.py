"""docs/SECURITY-AUDIT.md keeps its promises: every test that it names exists.
usage: audit_test.py [unittest arguments]"""
import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).parents[2]
PAGE = ROOT / "docs" / "SECURITY-AUDIT.md"
FINDINGS = 39
DOWNLOADS = re.compile(
    r"\b(curl|wget|FetchContent|ExternalProject|file\(DOWNLOAD|git (?:clone|fetch|pull)|pip3? install|brew install)\b")
# Of macOS, for which there are no packages of Debian's: what each may download, once.
EXCEPTIONS = {"packaging/macos/build-qrcodegen": ["git clone"], ".github/workflows/release.yml": ["brew install"]}


def tests_in(stem):
    """The names of tests in every file with this name that is built or run."""
    names = set()
    for file in filter(is_used, (ROOT / "tests").rglob(f"{stem}.*")):
        if file.suffix == ".cpp":
            names |= set(re.findall(r"^TEST(?:_F|_P)?\(\s*\w+,\s*(\w+)\)", file.read_text(), re.MULTILINE))
        elif file.suffix == ".py":
            names |= set(re.findall(r"def (test_\w+)\(", file.read_text()))
    return names


def is_used(file):
    lists = next(folder / "CMakeLists.txt" for folder in file.parents if (folder / "CMakeLists.txt").exists())
    return file.name in lists.read_text()


def is_source(path):
    return path.is_file() and "__pycache__" not in path.parts


class Audit(unittest.TestCase):
    def setUp(self):
        self.rows = re.findall(r"^\| (\d+) \|.*\|(.*)\|$", PAGE.read_text(), re.MULTILINE)

    def test_every_finding_has_a_test(self):
        self.assertEqual([int(number) for number, _ in self.rows], list(range(1, FINDINGS + 1)))
        for number, shown_by in self.rows:
            self.assertRegex(shown_by, r"`\w+_test:\w+`", f"row {number}")

    def test_every_test_that_is_named_exists(self):
        for stem, name in re.findall(r"`(\w+_test):(\w+)`", PAGE.read_text()):
            with self.subTest(f"{stem}:{name}"):
                self.assertIn(name, tests_in(stem))

    def test_every_fuzz_target_is_listed_and_has_seeds(self):
        text = PAGE.read_text().split("## Fuzzing")[1]
        for file in (ROOT / "tests" / "fuzz").glob("*_fuzzer.cpp"):
            name = file.name.removesuffix("_fuzzer.cpp")
            with self.subTest(name):
                self.assertIn(f"`{name}`", text)
                self.assertTrue(any((ROOT / "tests" / "fuzz" / "corpus" / name).iterdir()))

    def test_the_build_downloads_nothing(self):
        for script in self.build_scripts():
            with self.subTest(str(script.relative_to(ROOT))):
                self.assertEqual(DOWNLOADS.findall(script.read_text()),
                                 EXCEPTIONS.get(script.relative_to(ROOT).as_posix(), []))

    def test_the_exceptions_are_looked_at(self):
        looked_at = {script.relative_to(ROOT).as_posix() for script in self.build_scripts()}
        self.assertLessEqual(set(EXCEPTIONS), looked_at)

    def build_scripts(self):
        yield from (ROOT / "dev", ROOT / "CMakeLists.txt", ROOT / "CMakePresets.json")
        for folder in (".ci", ".github", "packaging"):
            yield from filter(is_source, (ROOT / folder).rglob("*"))
        for folder in ("core", "app", "ui", "tests"):
            yield from (ROOT / folder).rglob("*.cmake")
            yield from (ROOT / folder).rglob("CMakeLists.txt")


if __name__ == "__main__":
    unittest.main(verbosity=2)
