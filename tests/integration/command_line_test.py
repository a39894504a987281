"""What a person or a script meets on the command line: each wrong input gets a sentence and the right exit status.
usage: command_line_test.py VIZ [unittest arguments]"""
import http.server
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lab"))

from viz_program import VizProgram, read_stats  # noqa: E402
from waiting import free_port  # noqa: E402

SOUNDLESS = ["--input", "silence", "--output", "null"]
USAGE, NO_DEVICE, NO_WAY, NOT_AUTHENTIC, REFUSED = 2, 3, 4, 5, 6


class Case(unittest.TestCase):
    def viz(self, *arguments):
        program = VizProgram(VIZ, *arguments)
        self.addCleanup(program.__exit__)
        return program

    def host(self, *arguments):
        host = self.viz("host", "--port", 0, "--accept", "verified", *SOUNDLESS, *arguments)
        host.address = host.wait_line("listening ").split()[1]
        host.invite = host.wait_line("invite ").split()[1]
        return host

    def join(self, address, *arguments):
        return self.viz("join", address, *SOUNDLESS, *arguments)

    def assert_fails(self, program, status, *words):
        self.assertEqual(program.wait_exit(), status, program.errors())
        for word in words:
            self.assertIn(word.lower(), program.errors().lower())


class WrongInput(Case):
    def test_addresses_that_cannot_be_understood(self):
        for address in ("", "viz1:example.org#short", "ftp://example.org", "https://a b", "https://u:p@example.org",
                        "example.org:99999", "viz2:example.org#abc"):
            with self.subTest(address):
                self.assert_fails(self.join(address), USAGE)

    def test_options_out_of_range(self):
        for options in (["--frames", "17"], ["--frame-ms", "30"], ["--bitrate", "1"], ["--profile", "loud"],
                        ["--sizes", "huge"], ["--frame-ms", "60", "--frames", "11"], ["--unknown"],
                        ["--log-level", "chatty"], ["--duration", "-1"], ["--input", "tone:0"]):
            with self.subTest(options):
                self.assert_fails(self.viz("host", "--port", 0, *SOUNDLESS, *options), USAGE)
        self.assert_fails(self.viz("frobnicate"), USAGE)
        self.assert_fails(self.viz("ctl"), USAGE, "toggle-mute")
        self.assert_fails(self.viz("ctl", "show"), USAGE, "toggle-mute")
        self.assert_fails(self.viz("ctl", "mute", "unmute"), USAGE)
        self.assert_fails(self.viz("tunnels", "ngrok"), USAGE)

    def test_files_that_cannot_be_used(self):
        with tempfile.NamedTemporaryFile(suffix=".wav") as broken:
            broken.write(b"RIFF....no wave at all")
            broken.flush()
            for options in (["--input", "file:/nowhere/in.wav"], ["--input", f"file:{broken.name}"],
                            ["--input", "silence", "--output", "file:/nowhere/out.wav"]):
                with self.subTest(options):
                    self.assert_fails(self.viz("host", "--port", 0, "--output", "null", *options), NO_DEVICE)

    def test_no_sound_server(self):
        import os
        host = VizProgram(VIZ, "host", "--port", 0, environment=dict(os.environ, PULSE_SERVER="unix:/nowhere",
                                                                       XDG_RUNTIME_DIR="/nowhere", HOME="/nowhere"))
        self.addCleanup(host.__exit__)
        self.assert_fails(host, NO_DEVICE, "sound device")


class NoWay(Case):
    def test_port_in_use(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            host = self.viz("host", "--port", taken.getsockname()[1], *SOUNDLESS)
            self.assert_fails(host, NO_WAY, "port")

    def test_nobody_listens(self):
        self.assert_fails(self.join(f"ws://127.0.0.1:{free_port()}"), NO_WAY)

    def test_unknown_host(self):
        for scheme in ("ws", "wss"):
            with self.subTest(scheme):
                self.assert_fails(self.join(f"{scheme}://no-such-name.invalid"), NO_WAY, "no host with this name")

    def test_a_web_page_instead_of_viz(self):
        for status in (200, 302, 502):
            with self.subTest(status):
                server = self.web_server(status)
                self.assert_fails(self.join(f"ws://127.0.0.1:{server}"), NO_WAY, str(status))

    def test_tls_that_is_none(self):
        server = self.web_server(200)
        self.assert_fails(self.join(f"wss://127.0.0.1:{server}"), NO_WAY)

    def web_server(self, status):
        class Page(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(status)
                self.send_header("Location", "https://example.org/")
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"hi")

            def log_message(self, *_):
                pass
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return server.server_address[1]


class Refused(Case):
    def test_wrong_secret(self):
        host, other = self.host(), self.host()
        mixed = host.invite.split("#")[0] + "#" + other.invite.split("#")[1]
        self.assert_fails(self.join(mixed), NOT_AUTHENTIC, "invite")

    def test_strangers_where_only_invites_count(self):
        host = self.host("--link-only")
        self.assert_fails(self.join(f"ws://{host.address}"), NOT_AUTHENTIC, "invite")

    def test_declined(self):
        host = self.host("--accept", "none")
        self.assert_fails(self.join(host.invite), REFUSED)

    def test_busy(self):
        host = self.host()
        first = self.join(host.invite)
        first.wait_line("connected ")
        self.assert_fails(self.join(host.invite), REFUSED, "call")
        self.assertEqual(first.hang_up(), 0)
        self.assertEqual(host.wait_exit(), 0)


class Remote(Case):
    """`viz ctl`, in a runtime folder of its own: other calls on this machine must not be touched."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        os.chmod(folder.name, 0o700)
        self.environment = os.environ | {"XDG_RUNTIME_DIR": folder.name}

    def viz(self, *arguments):
        program = VizProgram(VIZ, *arguments, environment=self.environment)
        self.addCleanup(program.__exit__)
        return program

    def ctl(self, *arguments):
        program = self.viz("ctl", *arguments)
        return program.wait_exit(), program

    def status(self):
        exit_status, program = self.ctl("status", "--json")
        self.assertEqual(exit_status, 0, program.errors())
        return json.loads(program.lines[0])

    def test_nobody_is_there(self):
        for verb in ("status", "mute", "accept"):
            self.assert_fails(self.viz("ctl", verb), NO_WAY, "running")

    def test_a_call_is_answered_muted_and_ended(self):
        host = VizProgram(VIZ, "host", "--port", 0, "--accept", "ask", *SOUNDLESS, environment=self.environment,
                          stdin=subprocess.PIPE)  # a terminal at which nobody answers
        self.addCleanup(host.__exit__)
        invite = host.wait_line("invite ").split()[1]
        self.assert_fails(self.viz("ctl", "accept"), REFUSED, "hosting")
        caller = VizProgram(VIZ, "join", invite, "--name", "Ann", *SOUNDLESS)  # with a runtime folder of its own
        self.addCleanup(caller.__exit__)
        host.wait_line("ringing Ann")
        self.assertEqual(self.ctl("accept")[0], 0)
        host.wait_line("connected Ann")
        self.assertEqual(self.ctl("mute")[0], 0)
        status = self.status()
        self.assertEqual((status["state"], status["peer"], status["verification"], status["muted"]),
                         ("connected", "Ann", "verified-by-link", True))
        self.assertNotIn(invite.split("#")[1], json.dumps(status))
        self.assertEqual(self.ctl("toggle-mute")[0], 0)
        self.assertFalse(self.status()["muted"])
        self.assert_fails(self.viz("ctl", "talk"), REFUSED, "connected")  # no push-to-talk in this call
        self.assertEqual(self.ctl("hangup")[0], 0)
        self.assertEqual(host.wait_exit(), 0)
        self.assertEqual(caller.wait_exit(), 0)

    def test_status_for_people(self):
        host = self.viz("host", "--port", 0, *SOUNDLESS)
        host.wait_line("listening ")
        exit_status, program = self.ctl("status")
        self.assertEqual(exit_status, 0)
        self.assertIn("state hosting", program.lines)
        self.assertIn("muted no", program.lines)


class Talk(Case):
    def test_the_contract_of_lines_and_statuses(self):
        host = self.host("--name", "Anna")
        joiner = self.join(host.invite, "--name", "Boris", "--duration", "2")
        self.assertEqual(host.wait_line("ringing "), "ringing Boris")
        self.assertEqual(joiner.wait_line("ringing "), "ringing Anna")
        self.assertEqual(host.wait_line("connected "), "connected Boris verified-by-link")
        self.assertEqual(joiner.wait_line("connected "), "connected Anna verified-by-link")
        self.assertEqual(host.wait_line("words "), joiner.wait_line("words "))
        self.assertEqual(len(host.wait_line("words ").split()), 6)
        host.wait_line("ended ")
        joiner.wait_line("ended ")
        self.assertEqual([joiner.wait_exit(), host.wait_exit()], [0, 0])

    def test_a_bare_address_is_unverified(self):
        host = self.host("--accept", "all")
        joiner = self.join(f"ws://{host.address}", "--duration", "1")
        self.assertIn("unverified", joiner.wait_line("connected "))
        self.assertIn("unverified", host.wait_line("connected "))
        self.assertEqual([joiner.wait_exit(), host.wait_exit()], [0, 0])

    def test_the_place_of_a_killed_peer_is_kept_until_somebody_hangs_up(self):
        host = self.host()
        joiner = self.join(host.invite)
        joiner.wait_line("connected ")
        joiner.process.kill()
        host.wait_line("reconnecting")
        host.process.send_signal(signal.SIGINT)
        self.assertEqual(host.wait_exit(), 0, host.errors())

    def test_a_peer_that_stops_reading_fills_no_memory(self):
        host = self.host("--input", "speech", "--bitrate", "128000", "--sizes", "constant")
        joiner = self.join(host.invite)
        joiner.wait_line("connected ")
        before, most = host.resident_mib(), 0.0
        joiner.process.send_signal(signal.SIGSTOP)
        self.addCleanup(joiner.process.send_signal, signal.SIGCONT)
        host.wait_line("reconnecting")
        for _ in range(100):  # sound of 10 s is 0.9 MiB
            most = max(most, host.resident_mib())
            time.sleep(0.1)
        self.assertLess(most, before + 6)
        host.process.send_signal(signal.SIGINT)
        self.assertEqual(host.wait_exit(), 0, host.errors())

    def test_stats_of_a_call(self):
        with tempfile.TemporaryDirectory() as folder:
            host = self.host("--stats", f"{folder}/a.jsonl", "--profile", "saver", "--sizes", "constant",
                             "--input", "speech")
            joiner = self.join(host.invite, "--duration", "6", "--profile", "saver", "--sizes", "constant")
            self.assertEqual([joiner.wait_exit(), host.wait_exit()], [0, 0])
            last = read_stats(f"{folder}/a.jsonl")[-1]
        self.assertEqual(last["batchMs"], 320)
        self.assertGreater(last["sent"]["records"], 10)
        # 8 frames of 160 bytes, 26 of header, 16 of tag.
        audio_records = last["sent"]["opusBytes"] / 1280
        self.assertLess(last["sent"]["bytes"] / last["sent"]["records"], 1323)
        self.assertGreater(audio_records / last["sent"]["records"], 0.7)

    def test_no_secret_in_any_log(self):
        with tempfile.TemporaryDirectory() as folder:
            host = self.host("--log-level", "debug", "--log-file", f"{folder}/a.log")
            joiner = self.join(host.invite, "--duration", "1", "--log-level", "debug", "--log-file", f"{folder}/b.log")
            self.assertEqual([joiner.wait_exit(), host.wait_exit()], [0, 0])
            secret = host.invite.split("#")[1]
            logs = [pathlib.Path(folder, name).read_text() for name in ("a.log", "b.log")]
            for text in (*logs, host.errors(), joiner.errors()):
                self.assertNotIn(secret, text)
                self.assertNotRegex(text, r"/v1/[A-Za-z0-9_-]{11}")


if __name__ == "__main__":
    VIZ = sys.argv.pop(1)
    unittest.main(verbosity=2)
