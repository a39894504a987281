"""A real window hosts through a tunnel program that is in PATH, driven by the keyboard alone.
usage: hosting_window_test.py VIZ FOLDER_FOR_PICTURES [unittest arguments]"""
import json
import pathlib
import shutil
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lab"))

SKIPPED = 77  # ctest's SKIP_RETURN_CODE
missing = [name for name in ("Xvfb", "xdotool", "import", "pulseaudio", "pactl") if not shutil.which(name)]

# Forwards a port of its own to the one that it is given, and notes its starts and the requests that come through.
PROGRAM = """#!/usr/bin/python3
import os, socket, sys, threading

def note(line):
    with open(sys.argv[0] + ".seen", "a") as seen:
        seen.write(line + "\\n")

def pump(source, sink, noted):
    try:
        while data := source.recv(65536):
            if noted:
                note(data.split(b" HTTP")[0].decode())
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        pass

server = socket.create_server(("127.0.0.1", 0))
note(f"start {os.getpid()}")
print(f"open at 127.0.0.1:{server.getsockname()[1]}", flush=True)
while True:
    caller = server.accept()[0]
    host = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
    threading.Thread(target=pump, args=(caller, host, True), daemon=True).start()
    threading.Thread(target=pump, args=(host, caller, False), daemon=True).start()
"""
CATALOG = {"providers": [{"id": "stand-in", "name": "Stand-in", "program": "standin", "arguments": ["{port}"],
                          "addressLines": ["open at (\\S+)"], "hosts": ["127.0.0.1"], "transport": "tcp"}]}


class HostingWindow(unittest.TestCase):
    def setUp(self):
        from sound_card import SoundCard
        from window_program import Screen
        self.screen = self.enterContext(Screen())
        card = self.enterContext(SoundCard())
        self.home = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="viz-hosting-")))
        self.program = self.home / "standin"
        self.program.write_text(PROGRAM)
        self.program.chmod(0o755)
        (self.home / "viz").mkdir()
        (self.home / "viz" / "tunnels.json").write_text(json.dumps(CATALOG))
        self.environment = card.environment("A")
        self.environment.update(PATH=f"{self.home}:{self.environment['PATH']}", XDG_CONFIG_HOME=str(self.home),
                                XDG_DATA_HOME=str(self.home))

    def enterContext(self, context):  # part of unittest from Python 3.11 on
        value = context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)
        return value

    def seen(self, kind):
        notes = pathlib.Path(f"{self.program}.seen")
        lines = notes.read_text().splitlines() if notes.exists() else []
        return [line for line in lines if line.startswith(kind)]

    def host(self):
        """To the hosting page, and there over "More" to "Start it for me"."""
        from waiting import wait_until
        from window_program import WindowProgram, listens
        window = self.enterContext(WindowProgram(VIZ, self.screen, environment=self.environment))
        window.keys("shift+Tab", "space")
        wait_until(lambda: listens(window), "the host listens")
        window.keys("Tab", "Tab", "space")
        return window

    def wait_for_the_test(self):
        """A question by Viz has come in through the tunnel."""
        from waiting import wait_until
        wait_until(lambda: self.seen("GET /v1/"), "the address is tested from outside")

    def close(self, window):
        from waiting import wait_until
        process = pathlib.Path("/proc") / self.seen("start")[-1].split()[1]
        window.keys("ctrl+q")
        self.assertEqual(window.wait_exit(), 0)
        wait_until(lambda: not process.exists(), "the tunnel program ends with the window")

    def test_consent_once_then_one_key(self):
        first = self.host()
        self.screen.picture(PICTURES / "hosting-consent.png")
        self.assertEqual(self.seen("start"), [], "nothing runs before the person agreed")
        first.keys("shift+Tab", "space")  # from "Not now" to "Agree and start"
        self.wait_for_the_test()
        self.screen.picture(PICTURES / "hosting-open.png")
        self.close(first)
        pathlib.Path(f"{self.program}.seen").unlink()
        second = self.host()
        self.wait_for_the_test()
        self.close(second)


if __name__ == "__main__":
    VIZ = sys.argv.pop(1)
    PICTURES = pathlib.Path(sys.argv.pop(1))
    if missing:
        print("skipped, not installed here:", ", ".join(missing))
        sys.exit(SKIPPED)
    unittest.main(verbosity=2)
