"""Devices that come and go during a call between two viz processes, on a real sound server of our own.
usage: devices_test.py VIZ [--times N] [unittest arguments]"""
import contextlib
import pathlib
import shutil
import signal
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lab"))

SKIPPED = 77  # ctest's SKIP_RETURN_CODE
BACK_WITHIN = 1.0  # s after the device
SAME_DELAY = 40.0  # ms


def missing():
    programs = [name for name in ("pulseaudio", "parec", "pacat", "pactl", "ffmpeg") if not shutil.which(name)]
    try:
        import numpy  # noqa: F401
        import scipy  # noqa: F401
        import speech
        return programs + ([] if speech.is_installed() else ["asterisk-core-sounds-en-g722"])
    except ImportError as error:
        return programs + [error.name]


class ReplugTest(unittest.TestCase):
    def measured_before(self, call):
        call.wait_for_sound()
        call.settle()
        return call.delay()

    def assert_same_delay(self, call, before):
        """None may stay behind; the jitter buffer may take some seconds to give back what the gap cost."""
        after = call.delay_again(before["median"] + SAME_DELAY)
        print({"delay before": before, "after": after}, file=sys.stderr)
        self.assertLess(after[-1]["median"], before["median"] + SAME_DELAY)

    def assert_call_ends_well(self, call):
        self.assertEqual([call.speaker.hang_up(), call.listener.wait_exit()], [0, 0],
                         call.speaker.errors() + call.listener.errors())

    def replug(self, name, **options):
        from replug_call import ReplugCall
        with ReplugCall(VIZ, **options) as call:
            before = self.measured_before(call)
            took = [call.replug(name) for _ in range(TIMES)]
            print({"device": name, "back after s": [round(t, 2) for t in took]}, file=sys.stderr)
            self.assertLessEqual(max(took), BACK_WITHIN)
            self.assert_same_delay(call, before)
            self.assert_call_ends_well(call)


class Loudspeaker(ReplugTest):
    def test_comes_back_with_the_sound_and_without_delay(self):
        self.replug("B_spk")


class Microphone(ReplugTest):
    def test_comes_back_with_the_sound_and_without_delay(self):
        self.replug("A_in")


class SuspendedLoudspeaker(ReplugTest):
    def test_is_not_taken_for_hearing_and_is_left(self):
        from replug_call import ReplugCall
        from viz_program import read_stats
        from waiting import wait_until
        with tempfile.TemporaryDirectory(prefix="viz-suspended-") as folder:
            stats = pathlib.Path(folder) / "A.jsonl"

            def heard():
                lines = read_stats(stats) if stats.exists() else []
                return lines[-1]["heardLevelDbfs"] if lines else None
            with ReplugCall(VIZ, speaker_options=("--input", "A_in", "--stats", stats)) as call:
                call.wait_for_sound()
                wait_until(lambda: heard() is not None, "the speaker is told that B plays it")
                call.devices.suspend("B_spk")
                wait_until(lambda: heard() is None, "the speaker is told so no longer")
                wait_until(lambda: "The loudspeaker is gone" in call.listener.errors(), "B takes another loudspeaker")
                self.assert_call_ends_well(call)


class PipeWire(ReplugTest):
    def setUp(self):
        from pipewire_card import missing_programs
        if missing_programs():
            self.skipTest("not installed: " + ", ".join(missing_programs()))

    def test_loudspeaker_comes_back(self):
        from pipewire_card import PipeWireCard
        self.replug("B_spk", card=PipeWireCard)

    def test_microphone_comes_back(self):
        from pipewire_card import PipeWireCard
        self.replug("A_in", card=PipeWireCard)


class Default(ReplugTest):
    def test_is_followed(self):
        from replug_call import ReplugCall
        from sound_card import EAR
        from waiting import wait_until
        with ReplugCall(VIZ, listener_options=("--output", "default")) as call:
            call.wait_for_sound(side="A")  # the card's default at first
            self.assertTrue(call.recording.is_silent(EAR["B"]))
            call.devices.make_default("B_spk")
            moved = call.recording.position()
            took = (call.wait_for_sound(moved) - moved) / 50_000
            print({"new default sounds after s": round(took, 2)}, file=sys.stderr)
            self.assertLessEqual(took, 2.0)
            wait_until(lambda: call.recording.is_silent(EAR["A"]), "the old default is left")
            self.assert_call_ends_well(call)


class Server(ReplugTest):
    def test_may_be_killed_and_started_again(self):
        from replug_call import ReplugCall
        with ReplugCall(VIZ) as call:
            before = self.measured_before(call)
            call.recording.end()
            call.card.server.kill()
            call.card.server.wait(10)
            call.card.start()
            call.begin_speech()
            took = call.wait_for_sound() / 50_000
            print({"after the server s": round(took, 2)}, file=sys.stderr)
            self.assertLessEqual(took, 10.0)  # Qt connects again after 3 s
            self.assert_same_delay(call, before)
            self.assert_call_ends_well(call)


class FrozenServer(unittest.TestCase):
    """A server that answers nobody while Viz opens its devices: the threads that open them hang for ever."""

    def begin(self, stack):
        from sound_card import SoundCard
        from viz_program import VizProgram
        card = stack.enter_context(SoundCard())
        host = stack.enter_context(
            VizProgram(VIZ, "host", "--port", 0, "--accept", "verified", environment=card.environment("A")))
        invite = host.wait_line("invite ").split()[1]
        card.server.send_signal(signal.SIGSTOP)
        stack.callback(card.server.send_signal, signal.SIGCONT)
        joiner = stack.enter_context(VizProgram(VIZ, "join", invite, "--input", "silence", "--output", "null"))
        host.wait_line("connected ")
        return host, joiner

    def assert_ends_well(self, host, joiner):
        self.assertEqual([host.hang_up(), joiner.wait_exit()], [0, 0], host.errors() + joiner.errors())
        self.assertEqual(host.lines[-1], "ended hung-up-here")

    def test_does_not_keep_the_program_from_ending(self):
        with contextlib.ExitStack() as stack:
            self.assert_ends_well(*self.begin(stack))

    def test_does_not_keep_the_program_from_ending_when_threads_were_replaced(self):
        from waiting import wait_until
        with contextlib.ExitStack() as stack:
            host, joiner = self.begin(stack)
            for device in ("microphone", "loudspeaker"):
                wait_until(lambda: f"There is no {device}" in host.errors(), f"the missing {device} is told")
            self.assert_ends_well(host, joiner)


if __name__ == "__main__":
    VIZ = sys.argv.pop(1)
    TIMES = 3
    if "--times" in sys.argv:
        at = sys.argv.index("--times")
        TIMES = int(sys.argv[at + 1])
        del sys.argv[at:at + 2]
    if missing():
        print("skipped, not installed here:", ", ".join(missing()))
        sys.exit(SKIPPED)
    unittest.main(verbosity=2)
