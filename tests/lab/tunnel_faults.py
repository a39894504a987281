"""What a simulated tunnel does to bytes and when: a line of text such as

    delay=30,jitter=20,stall=3000@20,stalls=200/5,rate=24000@20+20,outage=5@20,reset=20

delay   ms one way, in both directions                    stall   ms for which everything is held, from a second on
jitter  ms; each piece is up to so much earlier or later  stalls  ms of each stall / seconds from one to the next
        (never before it was sent, order is kept)         rate    bit/s @ from second + for so many seconds
outage  s without any connection @ second; begins with a reset    reset   second at which every connection is reset

Seconds count from the moment when the faults begin. stall, rate, outage and reset may be given several times.
"""
import dataclasses
import math


@dataclasses.dataclass
class TunnelFaults:
    delay: float = 0.0
    jitter: float = 0.0
    stall: list = dataclasses.field(default_factory=list)   # (begin s, ms)
    stalls: tuple = None                                    # (every s, ms)
    rate: list = dataclasses.field(default_factory=list)    # (begin s, length s, bit/s)
    outage: list = dataclasses.field(default_factory=list)  # (begin s, length s)
    reset: list = dataclasses.field(default_factory=list)   # s

    @classmethod
    def parse(cls, text):
        """Raises ValueError with a sentence for whoever wrote the text."""
        faults = cls()
        for part in filter(None, text.split(",")):
            name, equals, value = part.partition("=")
            if not equals or name not in READERS:
                raise ValueError(f"a tunnel has no fault '{part}'; it has {', '.join(READERS)}")
            READERS[name](faults, value)
        return faults

    def last_begin(self):
        """The second at which the last single fault begins; 0 without any."""
        return max([0.0, *(fault[0] for fault in self.stall + self.rate + self.outage), *self.reset])

    def held_until(self, second):
        """The first moment from `second` on that is in no stall."""
        while (later := self._end_of_stall(second)) > second:
            second = later
        return second

    def _end_of_stall(self, second):
        for begin, length_ms in self.stall:
            if begin <= second < begin + length_ms / 1000:
                return begin + length_ms / 1000
        if self.stalls and second >= self.stalls[0]:
            every, length_ms = self.stalls
            begin = math.floor(second / every + 1e-9) * every
            return max(second, begin + length_ms / 1000)
        return second

    def through_bottleneck(self, second, bits):
        """When the last of `bits` is through that begin to flow at `second`. What a narrow stretch of time has not let
        through when it ends passes at once."""
        for begin, length, bits_per_second in sorted(self.rate):
            if begin <= second < begin + length:
                return min(second + bits / bits_per_second, begin + length)
        return second

    def resets(self):
        """[(second, seconds without a connection afterwards)] by time."""
        return sorted([(second, 0.0) for second in self.reset] + self.outage)


def _number(text):
    value = float(text)
    if not math.isfinite(value) or value < 0:
        raise ValueError(f"a fault of a tunnel needs a number from 0 up, not '{text}'")
    return value


def _pair(text, between):
    left, found, right = text.partition(between)
    if not found:
        raise ValueError(f"'{text}' lacks a '{between}'")
    return _number(left), _number(right)


def _take_stall(faults, text):
    length, begin = _pair(text, "@")
    faults.stall.append((begin, length))


def _take_stalls(faults, text):
    length, every = _pair(text, "/")
    if every * 1000 <= length:
        raise ValueError("stalls must be shorter than the time from one to the next")
    faults.stalls = (every, length)


def _take_rate(faults, text):
    rate, when = text.split("@", 1) if "@" in text else (text, "0+1e9")
    if not _number(rate):
        raise ValueError("a rate must be above 0; for nothing at all there is stall")
    faults.rate.append((*_pair(when, "+"), _number(rate)))


def _take_outage(faults, text):
    length, begin = _pair(text, "@")
    faults.outage.append((begin, length))


READERS = {"delay": lambda faults, text: setattr(faults, "delay", _number(text)),
           "jitter": lambda faults, text: setattr(faults, "jitter", _number(text)),
           "stall": _take_stall, "stalls": _take_stalls, "rate": _take_rate, "outage": _take_outage,
           "reset": lambda faults, text: faults.reset.append(_number(text))}
