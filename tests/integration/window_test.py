"""Two windows on one virtual screen call each other on real sound devices, driven by the keyboard alone.
usage: window_test.py VIZ FOLDER_FOR_PICTURES [unittest arguments]"""
import pathlib
import shutil
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lab"))

SKIPPED = 77  # ctest's SKIP_RETURN_CODE
missing = [name for name in ("Xvfb", "xdotool", "import", "pulseaudio", "pactl") if not shutil.which(name)]


class Windows(unittest.TestCase):
    def setUp(self):
        from sound_card import SoundCard
        from window_program import Screen, WindowProgram
        self.screen = self.enterContext(Screen())
        self.card = self.enterContext(SoundCard())
        self.host, self.joiner = (
            self.enterContext(WindowProgram(VIZ, self.screen, environment=self.card.environment(side)))
            for side in "AB")

    def enterContext(self, context):  # part of unittest from Python 3.11 on
        value = context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)
        return value

    def test_host_copy_join_answer_mute_end(self):
        from waiting import wait_until
        from window_program import call_between_windows
        self.assertEqual(self.card.microphones_in_use(), 0, "no microphone before a call")
        call_between_windows(self.host, self.joiner, self.card)
        self.screen.picture(PICTURES / "call.png")
        self.joiner.keys("m")
        self.screen.picture(PICTURES / "muted.png")
        self.assertEqual(self.card.microphones_in_use(), 2, "mute sends silence, it does not show in the traffic")
        self.joiner.keys("ctrl+q")   # asks, with "Keep talking" as the default
        self.joiner.keys("Escape")
        self.assertEqual(self.card.microphones_in_use(), 2)
        self.host.process.terminate()  # hangs up in order
        self.assertEqual(self.host.process.wait(20), 0)
        wait_until(lambda: self.card.microphones_in_use() == 0, "both microphones close")
        self.assertIsNone(self.joiner.process.poll(), "the other window shows that the call ended")
        self.screen.picture(PICTURES / "ended.png")

    def test_a_wrong_address_is_explained_and_nothing_is_dialled(self):
        self.joiner.type("viz1:example.org#cut-short")
        self.joiner.keys("Return")
        self.screen.picture(PICTURES / "wrong-address.png")
        self.assertEqual(self.card.microphones_in_use(), 0)
        self.assertIsNone(self.joiner.process.poll())


if __name__ == "__main__":
    VIZ = sys.argv.pop(1)
    PICTURES = pathlib.Path(sys.argv.pop(1))
    if missing:
        print("skipped, not installed here:", ", ".join(missing))
        sys.exit(SKIPPED)
    unittest.main(verbosity=2)
