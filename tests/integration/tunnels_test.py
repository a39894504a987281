"""Calls through tunnels that Viz starts itself, and through what stands between tunnels and people: real programs, each
of which is killed in the middle of a call. usage: tunnels_test.py VIZ [unittest arguments]"""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest

LAB = pathlib.Path(__file__).resolve().parents[1] / "lab"
sys.path.insert(0, str(LAB))

from processes import children_of, is_running  # noqa: E402
from tunnels import ConnectProxy, HaProxy, Nginx, SshReverse  # noqa: E402
from viz_program import VizProgram, read_stats  # noqa: E402
from waiting import free_port, wait_until  # noqa: E402

SOUND = ["--input", "speech", "--output", "null"]
USAGE, NO_WAY = 2, 4
SKIPPED = 77  # ctest's SKIP_RETURN_CODE
NAME = "viz.example.test"  # only the proxy knows it

STAND_IN = {"id": "stand-in", "name": "Stand-in", "program": "/usr/bin/python3", "transport": "tcp",
            "addressLines": ["your address is (\\S+)"], "hosts": ["127.0.0.1"]}


class Case(unittest.TestCase):
    NEEDED = []

    @classmethod
    def setUpClass(cls):
        path = os.environ["PATH"] + ":/usr/sbin"
        absent = [name for name in cls.NEEDED if not shutil.which(name, path=path)]
        if absent:
            raise unittest.SkipTest("not installed here: " + ", ".join(absent))

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="viz-tunnels-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
        self.environment |= {"XDG_CONFIG_HOME": str(self.folder / "config"), "XDG_DATA_HOME": str(self.folder / "data")}

    def write_settings(self, settings):
        (self.folder / "config/viz").mkdir(parents=True, exist_ok=True)
        (self.folder / "config/viz/tunnels.json").write_text(json.dumps(settings))

    def viz(self, *arguments, environment=None, **options):
        program = VizProgram(VIZ, *arguments, environment=environment or self.environment, **options)
        self.addCleanup(program.__exit__)
        return program

    def host(self, *arguments):
        return self.viz("host", "--port", 0, "--accept", "verified", *SOUND, *arguments)

    def join(self, invite, *arguments, **options):
        joiner = self.viz("join", invite, *SOUND, "--stats", self.folder / "joiner.jsonl", *arguments,
                          stdin=subprocess.PIPE, **options)
        joiner.wait_line("connected ")
        return joiner

    def call_through(self, host, **options):
        """An invite, a call, and voice in it."""
        joiner = self.join(host.wait_line("invite ").split()[1], **options)
        host.wait_line("connected ")
        self.wait_for_voice()
        return joiner

    def wait_for_voice(self):
        """More of it than there is now."""
        def heard():
            stats = read_stats(self.folder / "joiner.jsonl") if (self.folder / "joiner.jsonl").exists() else []
            return stats[-1]["received"]["frames"] if stats else 0
        before = heard()
        wait_until(lambda: heard() > before + 20, "voice arrives")

    def assert_resumed(self, host, joiner, times=1):
        for side in (host, joiner):
            side.wait_nth_line("resumed ", times, limit=60)
        self.wait_for_voice()

    def assert_ends_well(self, host, joiner):
        self.assertEqual(host.hang_up(), 0, host.errors())
        self.assertEqual(joiner.wait_exit(), 0, joiner.errors())
        self.assertTrue(joiner.lines[-1].startswith("ended hung-up-there"), joiner.lines)

    def wait_said(self, program, words, limit=60.0):
        wait_until(lambda: words in program.errors(), f"{words!r} in {program.errors()!r}", limit)


class StandIn(Case):
    """A provider of the user's own, from tunnels.json."""

    def setUp(self):
        super().setUp()
        arguments = [str(LAB / "stand_in_provider.py"), "{port}", str(self.folder)]
        self.write_settings({"providers": [STAND_IN | {"arguments": arguments}]})

    def provider(self):
        """Its newest process."""
        return int((self.folder / "starts").read_text().split()[-1])

    def test_the_invite_comes_in_one_step_and_leads_to_the_host(self):
        host = self.host("--tunnel", "stand-in")
        joiner = self.call_through(host)
        self.wait_said(host, "Tested from outside: the invite reaches you.")
        port = host.wait_line("listening ").rsplit(":", 1)[1]
        invite = host.wait_line("invite ")
        self.assertRegex(invite, r"^invite viz1\+ws:127\.0\.0\.1:\d+#")
        self.assertNotIn(f":{port}#", invite, "the address is the tunnel's")
        provider = self.provider()
        self.assert_ends_well(host, joiner)
        self.assertFalse(is_running(provider))
        for text in (host.errors(), joiner.errors()):
            self.assertNotIn(invite.split("#")[1], text)
            self.assertNotRegex(text, r"/v1/[A-Za-z0-9_-]{11}")

    def test_a_call_moves_when_the_tunnel_names_a_new_address(self):
        host = self.host("--tunnel", "stand-in")
        joiner = self.call_through(host)
        os.kill(self.provider(), signal.SIGUSR1)
        first, second = (host.wait_nth_line("invite ", count) for count in (1, 2))
        self.assertNotEqual(first, second)
        self.assertEqual(first.split("#")[1], second.split("#")[1], "the secret stays")
        self.wait_for_voice()  # what was sent after the new address has arrived, so the joiner knows it
        os.kill(self.provider(), signal.SIGUSR2)
        self.assert_resumed(host, joiner)
        self.assert_ends_well(host, joiner)

    def test_a_call_survives_a_killed_program_that_comes_back_with_a_new_address(self):
        host = self.host("--tunnel", "stand-in")
        joiner = self.call_through(host)
        killed = self.provider()
        os.kill(killed, signal.SIGKILL)
        self.wait_said(host, "The tunnel Stand-in ended; Viz starts it again.")
        invite = host.wait_nth_line("invite ", 2).split()[1]
        self.assertNotEqual(self.provider(), killed)
        # The only way to the joiner was the one that is gone, so people carry the address.
        joiner.wait_line("reconnecting")
        joiner.type(invite)
        self.assert_resumed(host, joiner)
        self.assert_ends_well(host, joiner)

    def test_the_program_dies_with_viz_even_if_viz_is_killed(self):
        host = self.host("--tunnel", "stand-in")
        host.wait_line("invite ")
        provider = self.provider()
        self.assertTrue(is_running(provider))
        host.process.kill()
        wait_until(lambda: not is_running(provider), "the program is gone")

    def test_ctrl_c_while_waiting_leaves_nothing_behind(self):
        host = self.host("--tunnel", "stand-in")
        host.wait_line("invite ")
        provider = self.provider()
        self.assertEqual(host.hang_up(), 0)
        self.assertFalse(is_running(provider))

    def test_an_old_invite_finds_nobody_after_the_call(self):
        host = self.host("--tunnel", "stand-in")
        invite = host.wait_line("invite ").split()[1]
        self.assertEqual(host.hang_up(), 0)
        late = self.viz("join", invite, *SOUND)
        self.assertEqual(late.wait_exit(), NO_WAY)


class Unusable(Case):
    def assert_fails(self, program, status, *words):
        self.assertEqual(program.wait_exit(), status, program.errors())
        for word in words:
            self.assertIn(word, program.errors())

    def test_an_unknown_name(self):
        self.assert_fails(self.host("--tunnel", "nothing"), USAGE, "nothing", "cloudflared", "own-server")

    def test_a_program_that_is_not_there(self):
        self.write_settings({"providers": [STAND_IN | {"program": "/nowhere/tunnel", "arguments": ["{port}"]}]})
        host = self.host("--tunnel", "stand-in")
        self.assert_fails(host, NO_WAY, "not installed")
        self.assertEqual(host.lines, [])

    def test_a_setting_without_a_value(self):
        self.write_settings({"providers": [STAND_IN | {"arguments": ["{region}"], "settings": ["region"]}]})
        self.assert_fails(self.host("--tunnel", "stand-in"), NO_WAY, "region")

    def test_a_program_that_fails(self):
        self.write_settings({"providers": [STAND_IN | {"arguments": ["-c", "print('out of order')"]}]})
        host = self.host("--tunnel", "stand-in")
        self.assert_fails(host, NO_WAY, "Stand-in ended by itself", "out of order")
        self.assertEqual(host.lines[-1], "ended tunnel-failed")
        self.assertFalse([line for line in host.lines if line.startswith("invite")])


class OwnServer(Case):
    """The built-in row "own-server": ssh -R to an sshd, and nginx with TLS in front of its port."""
    NEEDED = ["ssh", "sshd", "ssh-keygen", "nginx", "openssl"]

    def test_a_call_survives_ssh_sshd_and_nginx(self):
        with SshReverse(0, program_is_viz=True) as server, Nginx(server.port) as nginx:
            self.write_settings({"settings": {"own-server": {
                "server": server.login, "serverPort": str(server.port), "publicUrl": f"https://127.0.0.1:{nginx.port}",
                "sshOptions": server.client_options()}}})
            host = self.host("--tunnel", "own-server")
            joiner = self.call_through(host)
            self.assertIn(f"invite viz1:127.0.0.1:{nginx.port}#", host.wait_line("invite "))
            self.wait_said(host, "Tested from outside: the invite reaches you.")
            breakers = [lambda: os.kill(children_of(host.process.pid, "ssh")[0], signal.SIGKILL), server.restart,
                        nginx.restart]
            for times, break_it in enumerate(breakers, 1):
                break_it()
                self.assert_resumed(host, joiner, times)
            self.assert_ends_well(host, joiner)
        self.assertEqual(len([line for line in host.lines if line.startswith("invite")]), 1, "the address stays")


class Haproxy(Case):
    NEEDED = ["haproxy"]

    def test_a_call_survives_its_restart(self):
        port = free_port()
        with HaProxy(port) as haproxy:
            host = self.viz("host", "--port", port, "--accept", "verified", *SOUND, "--public-url",
                            f"http://127.0.0.1:{haproxy.port}")
            joiner = self.call_through(host)
            haproxy.restart()
            self.assert_resumed(host, joiner)
            self.assert_ends_well(host, joiner)


class ProxyCase(Case):
    """A joiner whose network lets only a proxy out, as the environment says."""

    def assert_call_survives(self, proxy, address, target, variable):
        host = self.viz("host", "--port", target, "--accept", "verified", *SOUND, "--public-url", address)
        environment = self.environment | {variable: f"http://127.0.0.1:{proxy.port}"}
        joiner = self.call_through(host, environment=environment)
        asked = len(proxy.asked())
        self.assertEqual(asked, 1)
        proxy.restart()
        self.assert_resumed(host, joiner)
        self.assertGreater(len(proxy.asked()), asked)
        self.assert_ends_well(host, joiner)


class Proxy(ProxyCase):
    def test_a_call_survives_its_restart(self):
        port = free_port()
        with ConnectProxy(port) as proxy:
            self.assert_call_survives(proxy, f"http://{NAME}", port, "http_proxy")
            self.assertEqual(set(proxy.asked()), {f"CONNECT {NAME}:80 HTTP/1.1"})

    def test_no_other_way_is_tried(self):
        """The name exists for the proxy alone."""
        joiner = self.viz("join", f"ws://{NAME}", *SOUND)
        self.assertEqual(joiner.wait_exit(), NO_WAY)


class TlsProxy(ProxyCase):
    NEEDED = ["nginx", "openssl"]

    def test_a_call_survives_its_restart(self):
        port = free_port()
        with Nginx(port) as nginx, ConnectProxy(nginx.port) as proxy:
            self.assert_call_survives(proxy, f"https://{NAME}", port, "https_proxy")
            self.assertEqual(set(proxy.asked()), {f"CONNECT {NAME}:443 HTTP/1.1"})


class List(Case):
    def test_tells_what_is_there_as_json(self):
        program = self.folder / "bin/cloudflared"
        program.parent.mkdir()
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
        own = STAND_IN | {"id": "own", "arguments": ["{port}", "{region}"], "settings": ["region"]}
        self.write_settings({"providers": [own, {"id": "broken"}]})
        tunnels = self.viz("tunnels", "--json",
                           environment=self.environment | {"PATH": str(program.parent), "HOME": str(self.folder)})
        self.assertEqual(tunnels.wait_exit(), 0)
        rows = {row["name"]: row for row in map(json.loads, tunnels.lines)}
        self.assertEqual(next(iter(rows)), "own", "the user's own come first")
        self.assertEqual((rows["own"]["found"], rows["own"]["missingSetting"]), (True, "region"))
        self.assertEqual((rows["cloudflared"]["found"], rows["cloudflared"]["path"]), (True, str(program)))
        self.assertIn("--url http://127.0.0.1:8443", rows["cloudflared"]["command"])
        self.assertEqual((rows["bore"]["found"], rows["bore"]["path"]), (False, None))
        self.assertIn("broken", tunnels.errors())
        self.assertNotIn("broken", rows)


if __name__ == "__main__":
    VIZ = sys.argv.pop(1)
    outcome = unittest.main(verbosity=2, exit=False).result
    if outcome.wasSuccessful() and outcome.skipped:
        print("skipped,", "; ".join(reason for _, reason in outcome.skipped))
        sys.exit(SKIPPED)
    sys.exit(not outcome.wasSuccessful())
