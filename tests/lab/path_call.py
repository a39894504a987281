"""A call between two viz processes in the two ends of a path, with an endless voice on both sides. What was spoken and
what was heard is put on one clock."""
import contextlib
import pathlib
import tempfile
import wave

import numpy as np

import endless_voice
from viz_program import VizProgram, read_stats

RATE = 48_000
LISTENER_OF = {"A": "B", "B": "A"}
SIDES = tuple(LISTENER_OF)


class PathCall:
    """A context manager: inside of it both sides are connected; after it `sounds` {"A>B": Sound, "B>A": Sound} and
    `stats` {"A": [...], "B": [...]} are there. `lost` says which sides ended by themselves."""

    def __init__(self, viz, path, seconds, *options):
        self.viz, self.path, self.seconds, self.options = viz, path, seconds, options
        self.sounds, self.stats, self.lost = {}, {}, []

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            self.folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="viz-path-")))
            for seed, side in enumerate(SIDES):
                endless_voice.write_wav(self.folder / f"{side}-mouth.wav", self.seconds, seed)
            host = self._start(stack, "A", "host", "--bind", self.path.address("A"), "--port", 0,
                               "--accept", "verified")
            port = host.wait_line("listening ").rsplit(":", 1)[1]
            secret = host.wait_line("invite ").split("#")[1]
            joiner = self._start(stack, "B", "join", f"viz1+ws:{self.path.address('A')}:{port}#{secret}")
            self.programs = {"A": host, "B": joiner}
            for program in self.programs.values():
                program.wait_line("connected ")
            self._stack = stack.pop_all()
        return self

    def _start(self, stack, side, *arguments):
        devices = ["--input", f"file:{self.folder / side}-mouth.wav", "--output", f"file:{self.folder / side}-ear.wav",
                   "--no-processing", "--stats", self.folder / f"{side}.jsonl"]
        return stack.enter_context(VizProgram(*self.path.inside(side, self.viz, *arguments, *devices, *self.options)))

    def __exit__(self, failure, *_):
        with self._stack:
            self.lost = [side for side, program in self.programs.items() if program.process.poll() is not None]
            if failure:
                return
            for program in self.programs.values():
                if program.process.poll() is None:
                    program.hang_up()
            self.stats = {side: read_stats(self.folder / f"{side}.jsonl") for side in SIDES}
            self.sounds = {f"{speaker}>{listener}": self._sound(speaker, listener)
                           for speaker, listener in LISTENER_OF.items()}

    def _sound(self, speaker, listener):
        return Sound(read_wav(self.folder / f"{speaker}-mouth.wav"), start_time(self.stats[speaker], "input"),
                     read_wav(self.folder / f"{listener}-ear.wav"), start_time(self.stats[listener], "output"))


class Sound:
    """One direction: mouth and ear, and when their first samples were."""

    def __init__(self, mouth, mouth_start, ear, ear_start):
        self.mouth, self.mouth_start, self.ear, self.ear_start = mouth, mouth_start, ear, ear_start

    def spoken(self, begin, end):
        return cut(self.mouth, self.mouth_start, begin, end)

    def heard(self, begin, end):
        return cut(self.ear, self.ear_start, begin, end)


def cut(samples, start, begin, end):
    """From `begin` to `end`, seconds of the clock on which sample 0 is at `start`; silence where there is nothing."""
    first, last = (round((time - start) * RATE) for time in (begin, end))
    out = np.zeros(last - first)
    inside = samples[max(first, 0):max(last, 0)]
    out[max(-first, 0):max(-first, 0) + len(inside)] = inside
    return out


def start_time(stats, device):
    return next(line[f"{device}StartMonotonicNs"] for line in stats if line[f"{device}StartMonotonicNs"]) / 1e9


def read_wav(path):
    with wave.open(str(path)) as wav:
        return np.frombuffer(wav.readframes(wav.getnframes()), "<i2") / 32768
