"""What the tunnel does in the calls of the lab, and when."""
import dataclasses

import numpy as np

import speech
from stall_effect import busiest_second

STALL = 3.0


@dataclasses.dataclass(frozen=True)
class Scenario:
    """`faults`: as in tunnel_faults.py, `{stall}` being the second at which a stall of STALL seconds should begin; None
    without a tunnel. `event`: seconds from and to which the network is disturbed; None if it always or never is."""
    name: str
    what: str
    faults: str = None
    event: tuple = None
    path: tuple = None  # options of path_emulator: two network namespaces with the kernel's own TCP and UDP; needs root
    seconds: int = None  # instead of what is usual

    def fitted_to(self, stall_begin):
        begin = round(float(stall_begin), 2)
        if self.faults and "{stall}" in self.faults:
            return dataclasses.replace(self, faults=self.faults.format(stall=begin), event=(begin, begin + STALL))
        return self


SCENARIOS = {scenario.name: scenario for scenario in (
    Scenario("clean", "nothing between"),
    Scenario("long", "nothing between, five minutes", seconds=300),
    Scenario("tunnel", "a tunnel without faults, which counts", ""),
    Scenario("jitter", "30 ms one way, 20 ms more or less", "delay=30,jitter=20"),
    Scenario("stalls", "200 ms stalls each 5 s", "stalls=200/5"),
    Scenario("stall", "one stall of 3 s", "stall=3000@{stall}"),
    Scenario("narrow", "24 kbit/s for 20 s", "rate=24000@10+20", (10, 30)),
    Scenario("reset", "the connection is reset", "reset=20", (20, 20)),
    Scenario("lossy", "no tunnel, 30 ms one way, 1 % of the packets lost", path=("--delay", "30", "--loss", "1")),
)}
BAD = ("jitter", "stalls", "stall", "narrow", "reset")


def stall_begin(speech_files, lead_in):
    """So that a stall ends while both speak, some 20 s after `lead_in`; the files are of speech.write_speech."""
    sounds = [np.fromfile(file, "<i2").astype(float) for file in speech_files]
    length = min(len(sound) for sound in sounds) / speech.RATE - lead_in
    earliest = min(18.0, length / 2)
    busy = busiest_second(sounds, speech.RATE, lead_in + earliest, lead_in + max(earliest + 0.2, min(26.0, length - 8)),
                          0.8)
    return busy + 0.6 - lead_in - STALL
