"""One call on the lab's sound card, measured: delay, sound, traffic, processor and memory."""
import contextlib
import os
import pathlib
import signal
import tempfile
import time

import numpy as np

import delay
import speech
from card_clock import CardClock
from kernel_path import KernelPath
from lab_scenarios import SCENARIOS, stall_begin
from loopback_counter import LoopbackCounter
from sound_card import EAR, MOUTH, RATE, SoundCard
from speech_quality import Comparison, trusted
from stall_effect import Effect, last_words_heard
from waiting import wait_until

LEAD_IN = 5.0  # seconds of speech before anything is measured
TAIL = 4.5     # and of silence afterwards, for what is under way
DIRECTIONS = (("A", "B"), ("B", "A"))
IN_MEMORY = pathlib.Path("/dev/shm")  # so that no disk holds the recorder up


class LabCall:
    """`make_pair(card, folder, faults, path)` is the Pair; `emulator` is the program path_emulator. run() returns what
    docs/BENCHMARKS.md's tables are made of; see `_result`."""

    def __init__(self, make_pair, scenario=SCENARIOS["clean"], seconds=60, emulator=None):
        self.make_pair, self.scenario, self.seconds, self.emulator = make_pair, scenario, seconds, emulator

    def run(self):
        with contextlib.ExitStack() as stack:
            self.folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(
                prefix="viz-lab-call-", dir=IN_MEMORY if IN_MEMORY.is_dir() else None)))
            self._write_speech()
            card = stack.enter_context(SoundCard())
            self._call(card)
            self._load_recording()
            return self._result()

    def _write_speech(self):
        length = LEAD_IN + self.seconds + 1
        self.speech = {side: speech.write_speech(self.folder / f"{side}.raw", length, skip)
                       for skip, side in enumerate("AB")}
        self.scenario = self.scenario.fitted_to(stall_begin(self.speech.values(), LEAD_IN))

    def _call(self, card):
        with contextlib.ExitStack() as stack:
            self.recording = self.folder / "card.s16"
            recorder = card.record(self.recording)
            stack.callback(recorder.wait, 10)
            stack.callback(recorder.send_signal, signal.SIGTERM)
            self.clock = stack.enter_context(CardClock(self.recording))
            path = self.scenario.path and stack.enter_context(KernelPath(self.emulator, *self.scenario.path))
            self.pair = stack.enter_context(self.make_pair(card, self.folder, self.scenario.faults, path))
            wait_until(lambda: self.recording.exists() and self.recording.stat().st_size, "the card is recorded")
            counts = os.geteuid() == 0 and not path  # the namespaces have loopback devices of their own
            counter = stack.enter_context(LoopbackCounter(self.pair.ports)) if counts else None
            self._talk(stack, card, counter)

    def _talk(self, stack, card, counter):
        for side, file in self.speech.items():
            talker = card.speak(side, file)
            stack.callback(talker.wait, 10)
            stack.callback(talker.kill)
        time.sleep(LEAD_IN)
        self.began = self.pair.tunnel.begin() if self.pair.tunnel else time.monotonic()
        before = self._counts(counter)
        time.sleep(self.seconds)  # the length of the measurement
        after = self._counts(counter)
        self.took = after[0] - before[0]
        self.usage = {name: (before[1][name], after[1][name]) for name in self.pair.processes}
        self.flows = [before[2], after[2]]
        self.tunnelled = [before[3], after[3]]
        self.alive, self.load = self.pair.alive(), os.getloadavg()[0]
        time.sleep(TAIL)

    def _counts(self, counter):
        tunnel = self.pair.tunnel and (self.pair.tunnel.events("counts") or [None])[-1]
        return time.monotonic(), self.pair.usage(), counter.flows() if counter else None, tunnel

    def _load_recording(self):
        samples = np.fromfile(self.recording, "<i2")
        self.samples = samples[:len(samples) // 4 * 4].reshape(-1, 4)

    def _result(self):
        return {"scenario": self.scenario.name, "faults": self.scenario.faults, "seconds": self.seconds,
                "directions": {f"{speaker}>{listener}": self._direction(speaker, listener)
                               for speaker, listener in DIRECTIONS},
                "wire": self._wire(), "messages": self._messages(), "usage": self._usage(), "alive": self.alive,
                "load": round(self.load, 2), "cardLags": self.clock.lags(self.began),
                "cardDriftPpm": round(self.clock.drift_ppm(), 1), "program": self.pair.figures()}

    def _direction(self, speaker, listener):
        begin = self.clock.sample_at(self.began)
        end = begin + int(self.seconds * RATE)
        spoken = self.samples[begin:end, MOUTH[speaker]] / 32768
        heard = self.samples[begin:, EAR[listener]] / 32768
        track = delay.delay_track(spoken, heard, RATE)
        figures = {**delay.summary(trusted(track)), **Comparison(spoken, heard, RATE, track).figures()}
        figures["found"] = len(trusted(track)) / max(len(track), 1)
        if self.scenario.event:
            figures["event"] = self._effect(track, spoken, heard)
        return figures

    def _effect(self, track, spoken, heard):
        begin, end = self.scenario.event
        effect = Effect(track, spoken, heard, RATE, begin, end)
        figures = {"baseMs": effect.base_ms, "worstMs": effect.worst_ms, "finalMs": effect.final_ms,
                   "windowsLost": effect.windows_lost, "speechLost": effect.speech_lost,
                   "within50": effect.back_within(50), "within100": effect.back_within(100)}
        if self.scenario.name == "stall" and effect.base_ms is not None:
            figures["lastWordsHeard"] = last_words_heard(spoken, heard, RATE, end, effect.base_ms)
        return figures

    def _wire(self):
        """kbit/s and packets/s of one party, with all headers from IP on; None without root."""
        before, after = self.flows
        if not after or not self.pair.ports:
            return None
        ways = {"up": [0, 0], "down": [0, 0]}
        for flow, (packets, size) in after.items():
            old_packets, old_size = before.get(flow, (0, 0))
            way = ways["up" if flow[2] in self.pair.ports else "down"]
            way[0] += packets - old_packets
            way[1] += size - old_size
        return {way: {"kbps": size * 8 / 1000 / self.took / self.pair.clients,
                      "packets": packets / self.took / self.pair.clients} for way, (packets, size) in ways.items()}

    def _messages(self):
        """A second, as the tunnel counted them."""
        before, after = self.tunnelled
        if not before or not after or after["t"] <= before["t"]:
            return None
        return {way: {name: (after[way][name] - before[way][name]) / (after["t"] - before["t"])
                      for name in ("bytes", "messages", "control")} for way in ("up", "down")}

    def _usage(self):
        return {name: {"cpuSecondsPerMinute": (after.cpu_seconds - before.cpu_seconds) * 60 / self.took,
                       "rssMib": after.rss_mib, "threads": after.threads, "handles": after.handles}
                for name, (before, after) in self.usage.items()}
