"""A call whose loudspeaker or microphone is unplugged and plugged in again, on the virtual sound card: how long after
the device the sound is back, and whether the delay is the same as before."""
import contextlib
import pathlib
import signal
import subprocess
import tempfile
import time

import numpy as np

import delay
import speech
from sound_card import CHANNELS, EAR, MOUTH, RATE, SoundCard
from viz_program import VizProgram
from waiting import wait_until

FRAME = RATE // 100  # 10 ms


class Replugs:
    """Takes the remapped devices of a card away and brings them back, by their names."""

    def __init__(self, card):
        self.card = card

    def unplug(self, name):
        for line in self._pactl("list", "short", "modules").splitlines():
            if f"_name={name} " in line:
                self._pactl("unload-module", line.split()[0])

    def plug(self, name):
        if name.endswith("_in"):
            self._pactl("load-module", "module-remap-source", f"source_name={name}", "master=LAB.monitor", "channels=1",
                        "channel_map=mono", f"master_channel_map={CHANNELS[name[0] + '_mic']}", "remix=no")
        else:
            self._pactl("load-module", "module-remap-sink", f"sink_name={name}", "master=LAB", "channels=1",
                        "channel_map=mono", f"master_channel_map={CHANNELS[name]}", "remix=no")

    def suspend(self, sink):
        """It stays, but takes no sound any more, as a card does that sleeps."""
        self._pactl("suspend-sink", sink, "1")

    def make_default(self, sink):
        self._pactl("set-default-sink", sink)

    def _pactl(self, *arguments):
        return subprocess.run(["pactl", *arguments], env=self.card.base, text=True, stdout=subprocess.PIPE, check=True,
                              timeout=20).stdout


class Recording:
    """What a card's mouths and ears hear, while it is being written."""

    def __init__(self, card, path):
        self.path = pathlib.Path(path)
        self.process = card.record(path)
        wait_until(lambda: self.path.exists() and self.position() > 0, "the recording begins")

    def position(self):
        """Samples of each channel so far."""
        return self.path.stat().st_size // 8

    def samples(self, begin=0):
        with open(self.path, "rb") as file:
            file.seek(begin * 8)
            found = np.frombuffer(file.read(), "<i2")
        return found[:len(found) // 4 * 4].reshape(-1, 4)

    def sounding_since(self, channel, begin):
        """The first sample after `begin` from which on 50 ms are not silent; None if there is none yet."""
        frames = self.samples(begin)[:, channel].astype(float)
        frames = frames[:len(frames) // FRAME * FRAME].reshape(-1, FRAME)
        loud = np.sqrt((frames ** 2).mean(axis=1)) > 60
        runs = np.convolve(loud, np.ones(5), "valid") if len(loud) >= 5 else np.zeros(0)
        found = np.flatnonzero(runs == 5)
        return begin + int(found[0]) * FRAME if len(found) else None

    def is_silent(self, channel, seconds=0.3):
        begin = self.position() - int(seconds * RATE)
        return begin > 0 and np.abs(self.samples(begin)[:, channel]).max(initial=0) < 60

    def end(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.process.wait(10)


class ReplugCall:
    """A speaks without a pause, B listens. Context manager."""

    def __init__(self, viz, listener_options=("--output", "B_spk"), speaker_options=("--input", "A_in"), card=SoundCard):
        self.viz, self.listener_options, self.speaker_options, self.make_card = \
            viz, listener_options, speaker_options, card

    def __enter__(self):
        self.stack = contextlib.ExitStack()
        with contextlib.ExitStack() as guard:
            guard.push(self.stack)
            self.folder = pathlib.Path(self.stack.enter_context(tempfile.TemporaryDirectory(prefix="viz-replug-")))
            self.card = self.stack.enter_context(self.make_card())
            self.devices = Replugs(self.card)
            self._connect()
            self.begin_speech()
            guard.pop_all()
        return self

    def __exit__(self, *reason):
        return self.stack.__exit__(*reason)

    def _connect(self):
        speaker = ["host", "--port", 0, "--accept", "verified", "--output", "null", *self.speaker_options]
        self.speaker = self.stack.enter_context(self._program("A", *speaker))
        invite = self.speaker.wait_line("invite ").split()[1]
        self.listener = self.stack.enter_context(
            self._program("B", "join", invite, "--input", "silence", *self.listener_options))
        for side in (self.speaker, self.listener):
            side.wait_line("connected ")

    def _program(self, side, command, *arguments):
        environment = dict(self.card.environment(side))
        for name in ("PULSE_SINK", "PULSE_SOURCE"):
            environment.pop(name, None)
        return VizProgram(self.viz, command, *arguments, "--no-processing", "--profile", "low-latency",
                          environment=environment)

    def begin_speech(self):
        """Recorder and talker; again after the sound server was started anew."""
        self.recording = Recording(self.card, self.folder / f"{time.monotonic_ns()}.s16")
        self.stack.callback(self.recording.end)
        self.talker = self.card.speak("A", endless_speech(self.folder / "A.raw"))
        self.stack.callback(self.talker.wait, 10)
        self.stack.callback(self.talker.kill)

    def wait_for_sound(self, since=0, side="B", limit=30.0):
        return wait_until(lambda: self.recording.sounding_since(EAR[side], since), f"{side} hears", limit)

    def settle(self, seconds=8.0):
        """Lets the jitter buffer find its length after the start."""
        begin = self.recording.position()
        wait_until(lambda: self.recording.position() > begin + seconds * RATE, "settled", seconds + 20)

    def delay_again(self, bound_ms, windows=4):
        """Measures until it is below the bound, at most so many times; all that was measured."""
        found = [self.delay()]
        while found[-1].get("median", float("inf")) > bound_ms and len(found) < windows:
            found.append(self.delay())
        return found

    def replug(self, name):
        """Seconds from the device's being back until it sounds."""
        self.devices.unplug(name)
        wait_until(lambda: self.recording.is_silent(EAR["B"], 1.0), f"silence without {name}")
        self.devices.plug(name)
        plugged = self.recording.position()
        return (self.wait_for_sound(plugged) - plugged) / RATE

    def delay(self, seconds=6.0):
        """Of the next `seconds` from mouth to ear, median in ms."""
        begin = self.recording.position()
        wait_until(lambda: self.recording.position() > begin + seconds * RATE, "enough to measure", seconds + 20)
        sound = self.recording.samples(begin)
        return delay.summary(delay.delay_track(sound[:, MOUTH["A"]], sound[:, EAR["B"]], RATE, max_delay=2.0))


def endless_speech(path, seconds=150):
    """Recorded speech without its pauses."""
    if not path.exists():
        speech.write_speech(path, seconds * 2)
        sound = np.fromfile(path, "<i2")
        frames = sound[:len(sound) // 480 * 480].reshape(-1, 480)
        loudness = np.sqrt((frames.astype(float) ** 2).mean(axis=1))
        frames[loudness > 700][:seconds * 100].tofile(path)
    return path
