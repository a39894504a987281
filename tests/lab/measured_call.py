"""A whole call on the virtual sound card: two viz processes, recorded speech into both microphones, both ears
recorded."""
import contextlib
import pathlib
import signal
import tempfile
import time

import numpy as np

import delay
import speech
from sound_card import EAR, MOUTH, RATE, SoundCard
from viz_program import VizProgram, read_stats


class MeasuredCall:
    """Result: `delays` {"A>B": summary, "B>A": summary}, `stats` {"A": [...], "B": [...]}, `cpu`, `rss`."""

    def __init__(self, program, seconds, options=(), tunnel=None):
        # The delay is measured by comparing what is said with what is heard, so both must be one sound.
        self.options = ["--no-processing", *options]
        self.program, self.seconds, self.tunnel = program, seconds, tunnel
        self.delays, self.stats, self.cpu, self.rss = {}, {}, {}, {}

    def run(self):
        with contextlib.ExitStack() as stack:
            self.folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="viz-call-")))
            self.card = stack.enter_context(SoundCard())
            self._connect(stack)
            self._talk(stack)
            self._hang_up()
            self._analyse()
        return self

    def _connect(self, stack):
        host = VizProgram(self.program, "host", "--port", 0, "--accept", "verified", "--name", "Anna", *self.options,
                          "--stats", self.folder / "A.jsonl", environment=self.card.environment("A"))
        self.host = stack.enter_context(host)
        address = self.host.wait_line("listening ").split()[1]
        invite = self.host.wait_line("invite ").split()[1]
        if self.tunnel:
            tunnel = stack.enter_context(self.tunnel(int(address.rsplit(":", 1)[1])))
            secure = tunnel.__class__.__name__ == "Nginx"
            invite = f"{'viz1' if secure else 'viz1+ws'}:127.0.0.1:{tunnel.port}#{invite.split('#')[1]}"
        join = VizProgram(self.program, "join", invite, "--name", "Boris", *self.options, "--stats",
                          self.folder / "B.jsonl", environment=self.card.environment("B"))
        self.joiner = stack.enter_context(join)
        for side in (self.host, self.joiner):
            side.wait_line("connected ")

    def _talk(self, stack):
        recording = self.folder / "card.s16"
        recorder = self.card.record(recording)
        stack.callback(recorder.terminate)
        speech_files = {side: speech.write_speech(self.folder / f"{side}.raw", self.seconds, skip)
                        for skip, side in enumerate("AB")}
        before = {"A": self.host.cpu_seconds(), "B": self.joiner.cpu_seconds()}
        began = time.monotonic()
        talkers = [self.card.speak(side, file) for side, file in speech_files.items()]
        for talker in talkers:
            talker.wait(self.seconds + 60)
        took = time.monotonic() - began
        for side, viz in (("A", self.host), ("B", self.joiner)):
            self.cpu[side] = (viz.cpu_seconds() - before[side]) / took
            self.rss[side] = viz.resident_mib()
        recorder.send_signal(signal.SIGTERM)
        recorder.wait(10)
        self.recording = np.fromfile(recording, "<i2")
        self.recording = self.recording[:len(self.recording) // 4 * 4].reshape(-1, 4)

    def _hang_up(self):
        self.microphones_in_call = self.card.microphones_in_use()
        self.exit_statuses = [self.host.hang_up(), self.joiner.wait_exit()]

    def _analyse(self):
        for speaker, listener in (("A", "B"), ("B", "A")):
            track = delay.delay_track(self.recording[:, MOUTH[speaker]], self.recording[:, EAR[listener]], RATE)
            self.delays[f"{speaker}>{listener}"] = delay.summary(track)
        for side in "AB":
            self.stats[side] = read_stats(self.folder / f"{side}.jsonl")
