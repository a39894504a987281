"""Calls between two viz processes on real sound devices (a PulseAudio server of our own), with recorded speech, over
loopback, through nginx with TLS, and through ssh -R. usage: real_calls_test.py VIZ [unittest arguments]"""
import os
import pathlib
import shutil
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lab"))

from waiting import wait_until  # noqa: E402

NEEDED = ["pulseaudio", "parec", "pacat", "pactl", "ffmpeg", "nginx", "ssh", "openssl"]
SKIPPED = 77  # ctest's SKIP_RETURN_CODE


def missing():
    path = os.environ["PATH"] + ":/usr/sbin"
    programs = [name for name in NEEDED + ["sshd"] if not shutil.which(name, path=path)]
    try:
        import numpy  # noqa: F401
        import scipy  # noqa: F401
        import speech
        return programs + ([] if speech.is_installed() else ["asterisk-core-sounds-en-g722"])
    except ImportError as error:
        return programs + [error.name]


class RealCall(unittest.TestCase):
    SECONDS = 12

    def assert_speech_goes_both_ways(self, tunnel):
        from measured_call import MeasuredCall
        call = MeasuredCall(VIZ, self.SECONDS, ["--profile", "low-latency"], tunnel).run()
        for direction, found in call.delays.items():
            # What is found is the right words; how late they are is for the benchmark, machines differ.
            self.assertGreater(found["found"], 0.8, f"{direction}: {found}")
        self.assertEqual(call.microphones_in_call, 2)
        self.assertEqual(call.exit_statuses, [0, 0])
        for side in "AB":
            last = call.stats[side][-1]
            self.assertGreater(last["received"]["frames"], 40 * self.SECONDS)
            self.assertEqual(last["verified"], "link")
        print({"tunnel": tunnel.__name__ if tunnel else "loopback", **call.delays}, file=sys.stderr)

    def test_over_loopback(self):
        self.assert_speech_goes_both_ways(None)

    def test_through_nginx_with_tls(self):
        from tunnels import Nginx
        self.assert_speech_goes_both_ways(Nginx)

    def test_through_ssh_reverse_forwarding(self):
        from tunnels import SshReverse
        self.assert_speech_goes_both_ways(SshReverse)


class LostDevice(unittest.TestCase):
    def test_a_sound_server_that_dies_does_not_end_the_call(self):
        from sound_card import SoundCard
        from viz_program import VizProgram
        with SoundCard() as card, \
                VizProgram(VIZ, "host", "--port", 0, "--accept", "verified", environment=card.environment("A")) as host:
            invite = host.wait_line("invite ").split()[1]
            with VizProgram(VIZ, "join", invite, "--input", "silence", "--output", "null") as joiner:
                host.wait_line("connected ")
                wait_until(lambda: card.microphones_in_use() == 1, "the microphone opens")
                card.server.kill()
                for device in ("microphone", "loudspeaker"):
                    wait_until(lambda: f"There is no {device}" in host.errors(), f"the missing {device} is told")
                wait_until(lambda: "cannot hear" in joiner.errors(), "the other side is told")
                self.assertEqual(joiner.hang_up(), 0)
                self.assertEqual(host.wait_exit(), 0)


if __name__ == "__main__":
    VIZ = sys.argv.pop(1)
    if missing():
        print("skipped, not installed here:", ", ".join(missing()))
        sys.exit(SKIPPED)
    unittest.main(verbosity=2)
