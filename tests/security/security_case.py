"""What all of these tests share: the program under test, and `main` which takes it from the command line."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lab"))

from viz_program import VizProgram  # noqa: E402
from web_socket import WebSocket  # noqa: E402

SOUNDLESS = ["--input", "silence", "--output", "null"]
OK, WRONG_USAGE, NO_WAY, NOT_AUTHENTIC, REFUSED, LOST = 0, 2, 4, 5, 6, 7
SKIPPED = 77  # ctest's SKIP_RETURN_CODE
PROGRAM = []


class SecurityCase(unittest.TestCase):
    def viz(self, *arguments, files=None, **options):
        """`files`: as many as it may open."""
        limit = ["/usr/bin/prlimit", f"--nofile={files}"] if files else []
        program = VizProgram(*limit, PROGRAM[0], *arguments, **options)
        self.addCleanup(program.__exit__)
        return program

    def host(self, *arguments, accept="verified", **options):
        host = self.viz("host", "--port", 0, "--accept", accept, *SOUNDLESS, *arguments, **options)
        host.port = int(host.wait_line("listening ").rsplit(":", 1)[1])
        host.invite = host.wait_line("invite ").split()[1]
        return host

    def join(self, address, *arguments, **options):
        return self.viz("join", address, *SOUNDLESS, *arguments, **options)

    def open_files(self, program):
        """The numbers of them."""
        return {int(file.name) for file in pathlib.Path(f"/proc/{program.process.pid}/fd").iterdir()}

    def dial(self, port, path, limit=20):
        web_socket = WebSocket.dial(port, path, limit)
        self.addCleanup(web_socket.connection.close)
        return web_socket

    def play(self, web_socket, messages):
        """What the other side answers until it closes."""
        try:
            for message in messages:
                web_socket.send(message)
        except OSError:
            pass  # it was shown the door before the last one
        return list(iter(web_socket.receive, None))

    def enter(self, context):
        value = context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)
        return value

    def assert_ends(self, program, status, *words):
        """With this status, and one sentence that holds these words."""
        self.assertEqual(program.wait_exit(), status, program.errors())
        self.assertEqual(len(program.errors().splitlines()), 1, program.errors())
        for word in words:
            self.assertIn(word.lower(), program.errors().lower())

    def assert_never_rang(self, *programs):
        for program in programs:
            self.assertEqual([line for line in program.lines if line.split()[0] in ("ringing", "connected")], [])

    def assert_still_serves(self, host):
        """Whatever happened: somebody with the invite gets through to this host."""
        joiner = self.join(host.invite, "--duration", "0.1")
        self.assertEqual([joiner.wait_exit(), host.wait_exit()], [OK, OK], host.errors() + joiner.errors())


def main(missing=()):
    """usage: SCRIPT VIZ [unittest arguments]"""
    PROGRAM.append(sys.argv.pop(1))
    if missing:
        print("skipped, not installed here:", ", ".join(missing))
        sys.exit(SKIPPED)
    unittest.main(verbosity=2)
