"""No program at all: the sound server itself carries each microphone to the other loudspeaker. What the lab measures
here is the lab."""
import subprocess

from pair import Pair


class LoopPair(Pair):
    """`latency_ms`: what the server is asked for."""

    def __init__(self, *where, latency_ms=20):
        super().__init__(*where)
        self.latency_ms = latency_ms

    def connect(self):
        for speaker, listener in ("AB", "BA"):
            subprocess.run(["pactl", "load-module", "module-loopback", f"source={speaker}_in", f"sink={listener}_spk",
                            f"latency_msec={self.latency_ms}", "adjust_time=0"], env=self.card.base,
                           stdout=subprocess.DEVNULL, check=True)
