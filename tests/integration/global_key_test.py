"""Push-to-talk with a key that counts in every window: two windows on one X server, and the keyboard in the other one.
usage: global_key_test.py VIZ [unittest arguments]"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lab"))

SKIPPED = 77  # ctest's SKIP_RETURN_CODE
missing = [name for name in ("Xvfb", "xdotool", "pulseaudio", "pactl") if not shutil.which(name)]
try:
    import Xlib.X
    import Xlib.display
    import Xlib.error
except ImportError:
    missing.append("python3-xlib")
KEY, PLACE_OF_KEY = "F8", 74  # as X11 numbers the keys of a PC
SETTINGS = f"""[talking]
mode=push-to-talk
key={KEY}
keyScanCode={PLACE_OF_KEY}
keyEverywhere=true
"""


class KeyInEveryWindow(unittest.TestCase):
    def setUp(self):
        from sound_card import SoundCard
        from window_program import Screen, WindowProgram, call_between_windows
        self.screen = self.enterContext(Screen())
        self.card = self.enterContext(SoundCard())
        self.host = self.enterContext(WindowProgram(VIZ, self.screen, environment=self.card.environment("A")))
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="viz-key-")))
        (self.folder / "viz").mkdir()
        (self.folder / "viz" / "viz.ini").write_text(SETTINGS)
        environment = dict(self.card.environment("B"), XDG_CONFIG_HOME=str(self.folder))
        self.talker = self.enterContext(WindowProgram(VIZ, self.screen, environment=environment))
        call_between_windows(self.host, self.talker, self.card)

    def enterContext(self, context):  # part of unittest from Python 3.11 on
        value = context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)
        return value

    def test_the_voice_goes_out_while_the_key_is_down_in_another_window(self):
        self.assertFalse(self.transmits())
        self.talk()

    def test_the_key_is_everybodys_again_after_the_call(self):
        from waiting import wait_until
        self.talk()
        self.assertTrue(self.is_grabbed())
        self.host.process.terminate()
        wait_until(lambda: self.card.microphones_in_use() == 0, "the call is over")
        wait_until(lambda: not self.is_grabbed(), "the key is given back")

    def talk(self):
        from waiting import wait_until
        wait_until(lambda: self.status()["seconds"] > 0, "the window shows the call")
        self.press("keydown")
        wait_until(self.transmits, "the voice goes out")
        self.press("keyup")
        wait_until(lambda: not self.transmits(), "the voice stays here")

    def press(self, what):
        self.host.keys()  # the keyboard is there
        subprocess.run(["xdotool", what, KEY], env=self.talker.environment, check=True)

    def transmits(self):
        return self.status()["transmitting"]

    def status(self):
        status = subprocess.run([VIZ, "ctl", "--json", "status"], env=self.talker.environment, text=True, timeout=30,
                                stdout=subprocess.PIPE, check=True).stdout
        return json.loads(status)

    def is_grabbed(self):
        """Nobody can grab what somebody has."""
        display, refusal = Xlib.display.Display(self.screen.display), Xlib.error.CatchError(Xlib.error.BadAccess)
        display.screen().root.grab_key(PLACE_OF_KEY, 0, False, Xlib.X.GrabModeAsync, Xlib.X.GrabModeAsync, refusal)
        display.sync()
        display.close()
        return refusal.get_error() is not None


if __name__ == "__main__":
    VIZ = sys.argv.pop(1)
    if missing:
        print("skipped, not installed here:", ", ".join(missing))
        sys.exit(SKIPPED)
    unittest.main(verbosity=2)
