"""The window goes on when a call is over: the keys of that call are not in its memory any more.
usage: window_memory_test.py VIZ [unittest arguments]"""
import shutil

import viz1
from process_memory import guarded_mappings, places_of
from secrets_test import keys_of, keys_of_invite
from security_case import OK, PROGRAM, SecurityCase, main
from sound_card import SoundCard
from voice_host import VoiceHost
from waiting import wait_until
from window_program import Screen, WindowProgram

MARKER = "a name that is no secret"
NEEDED = ["Xvfb", "xdotool", "pulseaudio", "pactl"]


class WindowMemory(SecurityCase):
    def setUp(self):
        screen, card = self.enter(Screen()), self.enter(SoundCard())
        environment = dict(card.environment("A"), VIZ_COREDUMPS="1")
        self.window = self.enter(WindowProgram(PROGRAM[0], screen, environment=environment))
        self.card, self.keys = card, viz1.InviteKeys.random()

    def find(self, secrets, **where):
        return places_of(self.window.process.pid, secrets, **where)

    def test_after_the_call(self):
        with VoiceHost(self.keys, name=MARKER) as peer:
            self.window.type(self.keys.invite(peer.port))
            self.window.keys("Return")
            peer.talk_and_hang_up()
        secrets = dict(keys_of(peer.session), **keys_of_invite(self.keys))
        wait_until(lambda: self.card.microphones_in_use() == 0, "the microphone closes")
        wait_until(lambda: not self.find(secrets), "every key is gone")
        self.assertIn("marker", self.find({"marker": MARKER.encode("utf-16-le")}), "the search works, the window is there")
        self.window.process.terminate()
        self.assertEqual(self.window.wait_exit(), OK)

    def test_during_the_call(self):
        """The keys are in locked memory, and nowhere else."""
        with VoiceHost(self.keys, name=MARKER) as peer:
            self.window.type(self.keys.invite(peer.port))
            self.window.keys("Return")
            peer.answer()
            wait_until(lambda: self.card.microphones_in_use() == 1, "the microphone opens")
            secrets = dict(keys_of(peer.session), **keys_of_invite(self.keys))
            self.assertIn("joiner_to_host", self.find(secrets))
            # Pages may be locked between looking for them and searching: a copy elsewhere would stay.
            wait_until(lambda: not self.find(secrets, outside_of=guarded_mappings(self.window.process.pid)),
                       "no key is anywhere but in locked memory")


if __name__ == "__main__":
    main([name for name in NEEDED if not shutil.which(name)])
