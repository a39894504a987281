"""A whole call in which B sits at a loudspeaker in a room, and what A hears of itself.

    seconds 0..SETTLE       A speaks, B is silent: the canceller learns
    SETTLE..FAR_END         the same, measured: whatever A hears is echo
    NEAR_BEGIN..END         A and B speak at once, measured: what A hears should be B
"""
import contextlib
import pathlib
import signal
import tempfile

import numpy as np
from scipy.signal import resample_poly

import echo_measures as measures
import speech
from echo_card import EchoCard
from intelligibility import stoi
from sound_card import EAR, MOUTH, RATE
from viz_program import VizProgram
from waiting import wait_until

SETTLE, FAR_END, NEAR_BEGIN, END = 5, 20, 22, 38
UNPROCESSED = ["--no-processing"]


class EchoCall:
    """Result: `recording` (four channels, full scale 1) and `began`, where in it A begins to speak. Levels in dBFS."""

    def __init__(self, program, plugin, room, processed):
        """`program`: viz, as a list: what may stand before it raises its priority."""
        self.program, self.plugin, self.room = program, plugin, room
        # A sits at headphones and is heard as it is, so that only B's cleaner makes the difference.
        self.own = {"A": UNPROCESSED, "B": [] if processed else UNPROCESSED}

    def run(self):
        with contextlib.ExitStack() as stack:
            self.folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="viz-echo-")))
            self.card = stack.enter_context(EchoCard(self.plugin, self.room))
            self._connect(stack)
            self._talk(stack)
            self.host.hang_up()
            self.joiner.wait_exit()
        return self

    def _start(self, stack, side, *arguments):
        return stack.enter_context(VizProgram(*self.program, *arguments, *self.own[side],
                                              environment=self.card.environment(side)))

    def _connect(self, stack):
        self.host = self._start(stack, "A", "host", "--port", 0, "--accept", "verified")
        self.joiner = self._start(stack, "B", "join", self.host.wait_line("invite ").split()[1])
        for side in (self.host, self.joiner):
            side.wait_line("connected ")
        wait_until(lambda: self.card.microphones_in_use() >= 2, "both microphones are open")

    def _talk(self, stack):
        recording = self.folder / "card.s16"
        recorder = self.card.record(recording)
        stack.callback(recorder.terminate)
        far = speech.write_speech(self.folder / "far.raw", END)
        near = speech.write_speech(self.folder / "near.raw", END - NEAR_BEGIN - 2, skip=1)
        self.near = np.fromfile(near, "<i2")
        pause = np.zeros(NEAR_BEGIN * speech.RATE, "<i2")
        np.concatenate([pause, self.near]).tofile(near)
        # Before somebody speaks: a recorder needs a moment to begin.
        wait_until(lambda: recording.exists() and recording.stat().st_size > RATE, "the card is recorded")
        cpu = self.joiner.cpu_seconds()
        talkers = [self.card.speak(side, file) for side, file in (("A", far), ("B", near))]
        for talker in talkers:
            talker.wait(END + 60)
        self.cpu = (self.joiner.cpu_seconds() - cpu) / END
        recorder.send_signal(signal.SIGTERM)
        recorder.wait(10)
        samples = np.fromfile(recording, "<i2")
        self.recording = samples[:len(samples) // 4 * 4].reshape(-1, 4) / 32768
        self.began = measures.first_sound(self.recording[:, MOUTH["A"]])

    def _cut(self, channel, begin, end):
        return self.recording[self.began + int(begin * RATE):self.began + int(end * RATE), channel]

    def heard_by_a(self, begin=SETTLE, end=FAR_END):
        """The echo, while B is silent."""
        return measures.level_dbfs(self._cut(EAR["A"], begin, end))

    def played_by_b(self, begin=SETTLE, end=FAR_END):
        return measures.level_dbfs(self._cut(EAR["B"], begin, end))

    def echo_loss_db(self, begin=SETTLE, end=FAR_END):
        """From what B's loudspeaker plays to what A hears of it."""
        return self.played_by_b(begin, end) - self.heard_by_a(begin, end)

    def losses_by_second_db(self):
        return np.array([self.echo_loss_db(second, second + 1) for second in range(SETTLE, FAR_END)])

    def near_intelligibility(self):
        """Of B's speech as A hears it while A speaks itself; against what B said."""
        said = resample_poly(self.near / 32768, RATE // 2000, speech.RATE // 2000)
        begin = self.began + int((NEAR_BEGIN - 2) * RATE)  # two players do not begin at the same moment
        return stoi(*measures.aligned(said, self.recording[:, EAR["A"]], begin, RATE, 4.0), RATE)

    def room_delays_ms(self):
        """From B's loudspeaker to B's microphone, in both halves of the time when B is silent: that the lab is what it
        says."""
        half = FAR_END / 2
        return [measures.first_echo(self._cut(EAR["B"], begin, begin + half),
                                    self._cut(MOUTH["B"], begin, begin + half)) / RATE * 1000
                for begin in (0, half)]
