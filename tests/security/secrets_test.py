"""Secrets stay where they belong: not in the memory of a program whose call is over, not in its logs, files, command
line or core dumps. The peer is VoiceCaller or VoiceHost, which knows every key.
usage: secrets_test.py VIZ [unittest arguments]"""
import json
import os
import pathlib
import pty
import re
import signal
import subprocess
import tempfile
import termios

import viz1
from process_memory import StoppedAtExit, guarded_mappings, places_of
from security_case import OK, SOUNDLESS, WRONG_USAGE, SecurityCase, main
from voice_caller import VoiceCaller
from voice_host import VoiceHost
from waiting import wait_until

# A release build forbids what these tests do; this is its documented switch.
READABLE = dict(os.environ, VIZ_COREDUMPS="1")
MARKER = "a-name-that-is-no-secret"


def keys_of(session):
    """Everything that must be gone with the connection."""
    names = ("host_to_joiner", "joiner_to_host", "resume_psk", "exporter", "chaining_key", "shared")
    return {name: getattr(session, name) for name in names}


def keys_of_invite(keys):
    return {"k": keys.secret, "psk": keys.psk, "knock key": keys.knock_key}


def forms_of_invite(invite):
    """Everything that would let somebody else call."""
    secret = invite.rsplit("#", 1)[1]
    return dict(keys_of_invite(viz1.InviteKeys.of(invite)), text=secret.encode(), QString=secret.encode("utf-16-le"))


class Memory(SecurityCase):
    def assert_gone(self, pid, secrets):
        found = places_of(pid, dict(secrets, marker=MARKER.encode()))
        self.assertIn("marker", found, "the search itself does not work")
        del found["marker"]
        self.assertEqual(found, {})

    def test_keys_of_a_call_are_there_while_it_lasts(self):
        """Otherwise it would prove nothing that they are not there afterwards."""
        host = self.host(environment=READABLE)
        keys = viz1.InviteKeys.of(host.invite)
        with VoiceCaller(host.port, keys) as caller:
            caller.wait_until_talking()
            secrets = dict(keys_of(caller.session), **keys_of_invite(keys))
            found = places_of(host.process.pid, secrets)
            self.assertLessEqual({"host_to_joiner", "joiner_to_host", "k", "psk"}, set(found))
            of_the_handshake_only = {"exporter", "chaining_key", "shared"}
            self.assertEqual(set(found) & of_the_handshake_only, set())

    def test_a_waiting_host_forgets_who_was_declined(self):
        host = self.host("--name", MARKER, accept="none", environment=READABLE)
        for keys in (viz1.InviteKeys.of(host.invite), None):
            with self.subTest(with_invite=bool(keys)), VoiceCaller(host.port, keys) as caller:
                wait_until(lambda: caller.declined, "the host declines")
                caller.wait_until_closed()
                wait_until(lambda: "host_to_joiner" not in places_of(host.process.pid, keys_of(caller.session)),
                           "the connection is given up")
                self.assert_gone(host.process.pid, keys_of(caller.session))

    def test_keys_of_the_connection_before_are_gone(self):
        """The call goes on over another connection, with keys of its own."""
        host = self.host("--name", MARKER, environment=READABLE)
        keys = viz1.InviteKeys.of(host.invite)
        with VoiceCaller(host.port, keys) as first:
            first.wait_until_talking()
            with first.moved(host.port, keys, viz1.Ticket.of(first.session)) as second:
                second.wait_until_sound()
                wait_until(lambda: not places_of(host.process.pid, keys_of(first.session)), "the old keys are wiped")
                self.assertIn("host_to_joiner", places_of(host.process.pid, keys_of(second.session)))
        self.assertEqual(host.wait_exit(), OK, host.errors())

    def test_a_host_whose_call_is_over(self):
        host = self.host("--name", MARKER, environment=READABLE)
        keys = viz1.InviteKeys.of(host.invite)
        stopped = StoppedAtExit(host.process.pid)
        with VoiceCaller(host.port, keys) as caller:
            caller.wait_until_talking()
        stopped.wait()
        try:
            self.assert_gone(host.process.pid, dict(keys_of(caller.session), **keys_of_invite(keys)))
        finally:
            stopped.release()
        self.assertEqual(host.wait_exit(), OK)

    def test_a_joiner_whose_call_is_over(self):
        keys = viz1.InviteKeys.random()
        with VoiceHost(keys) as peer:
            joiner = self.join(keys.invite(peer.port), "--name", MARKER, environment=READABLE)
            stopped = StoppedAtExit(joiner.process.pid)
            peer.talk_and_hang_up()
            stopped.wait()
            try:
                self.assert_gone(joiner.process.pid, dict(keys_of(peer.session), **keys_of_invite(keys)))
            finally:
                stopped.release()
        self.assertEqual(joiner.wait_exit(), OK)


    def test_the_invite_is_nowhere_but_in_locked_memory(self):
        """While the call is on, in both programs, however the joiner got it."""
        for lines in ([], ["--json"]):
            for stdin in (None, subprocess.PIPE):
                with self.subTest(lines=lines, stdin=stdin):
                    host = self.host("--name", MARKER, environment=READABLE)
                    joiner = self.join("-" if stdin else host.invite, "--name", MARKER, *lines, environment=READABLE,
                                       stdin=stdin or subprocess.DEVNULL)
                    if stdin:
                        joiner.type(host.invite)
                    joiner.wait_line('{"event":"connected"' if lines else "connected ")
                    for side in (host, joiner):
                        self.assert_locked(side.process.pid, forms_of_invite(host.invite))
                    self.assertEqual([joiner.hang_up(), host.wait_exit()], [OK, OK], host.errors() + joiner.errors())

    def test_the_invite_of_a_host_that_writes_json(self):
        host = self.viz("host", "--port", 0, "--json", "--name", MARKER, *SOUNDLESS, environment=READABLE)
        invite = json.loads(host.wait_line('{"event":"invite"'))["invite"]
        self.assert_locked(host.process.pid, forms_of_invite(invite))
        host.hang_up()

    def assert_locked(self, pid, secrets):
        self.assertIn("psk", places_of(pid, secrets), "the search itself does not work")
        self.assertEqual(places_of(pid, secrets, outside_of=guarded_mappings(pid)), {})


class InviteOnStandardInput(SecurityCase):
    """`viz join -`."""

    def test_the_rest_of_standard_input_stays_unread(self):
        host = self.host()
        joiner = self.join("-", stdin=subprocess.PIPE)
        joiner.type(f"  {host.invite}\nnot an address")
        joiner.wait_line("connected ")
        self.assertEqual([joiner.hang_up(), host.wait_exit()], [OK, OK], joiner.errors())

    def test_a_file_without_a_line_end(self):
        host = self.host()
        joiner = self.join("-", "--duration", "0.1", stdin=subprocess.PIPE)
        joiner.process.stdin.write(host.invite)
        joiner.process.stdin.close()
        self.assertEqual([joiner.wait_exit(), host.wait_exit()], [OK, OK], joiner.errors())

    def test_what_is_no_address_is_wrong_usage(self):
        for text in ("", "\n", "viz1:host#short\n", "x" * 3000, "ftp://host\n"):
            with self.subTest(text[:20]):
                joiner = self.join("-", stdin=subprocess.PIPE)
                try:
                    joiner.process.stdin.write(text)
                    joiner.process.stdin.close()
                except BrokenPipeError:
                    pass  # it had enough
                self.assert_ends(joiner, WRONG_USAGE)

    def test_a_terminal_does_not_show_it(self):
        host = self.host()
        person, terminal = pty.openpty()
        joiner = self.join("-", stdin=terminal)
        wait_until(lambda: not self.shows_what_is_typed(terminal), "it asks")
        os.write(person, host.invite.encode() + b"\n")
        joiner.wait_line("connected ")
        self.assertNotIn(b"#", self.shown(person))
        self.assertTrue(self.shows_what_is_typed(terminal), "later, too")
        self.assertEqual([joiner.hang_up(), host.wait_exit()], [OK, OK], joiner.errors())

    def test_ctrl_c_gives_the_terminal_back(self):
        person, terminal = pty.openpty()
        joiner = self.join("-", stdin=terminal)
        wait_until(lambda: not self.shows_what_is_typed(terminal), "it asks")
        joiner.process.send_signal(signal.SIGINT)
        self.assertEqual(joiner.wait_exit(), -signal.SIGINT)
        self.assertTrue(self.shows_what_is_typed(terminal))

    def shows_what_is_typed(self, terminal):
        return bool(termios.tcgetattr(terminal)[3] & termios.ECHO)

    def shown(self, person):
        os.set_blocking(person, False)
        try:
            return os.read(person, 10_000)
        except BlockingIOError:
            return b""


class Elsewhere(SecurityCase):
    def test_logs_and_standard_error_and_files(self):
        with tempfile.TemporaryDirectory() as home:
            folders = {f"XDG_{name}_HOME": f"{home}/{name}" for name in ("CONFIG", "DATA", "CACHE", "STATE")}
            environment = dict(os.environ, HOME=home, QT_LOGGING_RULES="*=true", **folders)
            options = ["--log-level", "debug", "--stats", f"{home}/stats"]
            host = self.host(*options, "--log-file", f"{home}/host.log", environment=environment)
            joiner = self.join(host.invite, *options, "--duration", "1", environment=environment)
            self.assertEqual([joiner.wait_exit(), host.wait_exit()], [OK, OK])
            files = [file for file in pathlib.Path(home).rglob("*") if file.is_file()]
            self.assertGreater((pathlib.Path(home) / "host.log").stat().st_size, 200, "it does log")
            texts = [file.read_bytes().decode(errors="replace") for file in files]
            for text in (*texts, host.errors(), joiner.errors()):
                self.assert_harmless(text, viz1.InviteKeys.of(host.invite), host.invite)

    def assert_harmless(self, text, keys, invite):
        self.assertNotIn(invite.rsplit("#", 1)[1], text)
        self.assertNotIn(keys.path, text)
        for secret in (keys.secret, keys.psk):
            self.assertNotIn(secret.hex(), text.lower())

    def test_the_command_line_others_can_see(self):
        host = self.host()
        joiner = self.join(host.invite)
        joiner.wait_line("connected ")
        shown = pathlib.Path(f"/proc/{joiner.process.pid}/cmdline").read_bytes().decode()
        self.assertIn("join", shown)
        self.assertIn("#*", shown)
        self.assertNotIn(host.invite.rsplit("#", 1)[1], shown)
        self.assertEqual([joiner.hang_up(), host.wait_exit()], [OK, OK])

    def test_no_core_dumps(self):
        host = self.host(environment={name: value for name, value in os.environ.items() if name != "VIZ_COREDUMPS"})
        limits = pathlib.Path(f"/proc/{host.process.pid}/limits").read_text()
        if not re.search(r"Max core file size +0 +0 ", limits):
            self.skipTest("a debug build, which leaves core dumps on")
        if os.getuid() != 0:  # what belongs to root here belongs to nobody whom another program of this user could be
            self.assertEqual(os.stat(f"/proc/{host.process.pid}/maps").st_uid, 0, "not dumpable")
        host.hang_up()


if __name__ == "__main__":
    main()
