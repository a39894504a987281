"""How a direction of a call comes back after an outage: when something is heard again, and when the
delay is as before."""
import numpy as np

from delay import delay_track
from path_call import RATE
from speech_quality import trusted

BEFORE = 6.0  # seconds of the call before the outage that are looked at
AFTER = 9.0   # and after it
FRAME = RATE // 100
WINDOW, STEP = 0.08, 0.04  # shorter than the pieces between two pitch periods that a jitter buffer takes out
# Of such a window with itself, encoded and decoded. About one of a thousand resembles another place of an endless voice
# so, too: it is then alone with its delay, while neighbours differ by 10 ms where the voice is a quarter faster.
LIKENESS = 0.85
COMPANY_MS = 40
MAX_DELAY = 4.0
LOUD = 0.3       # of the level before, for so many frames of 10 ms on end
LOUD_FRAMES = 3
SAME_DELAY_MS = 100


class Recovery:
    """`first_sound`: seconds from the end of the outage; `delay_back`: seconds from the first sound until the delay is
    within SAME_DELAY_MS of what it was, for good; None where it did not happen."""

    def __init__(self, sound, began, ended):
        self.first_sound = self.delay_back = None
        self.quiet_before_end = _level(sound.heard(ended - 0.3, ended)) < LOUD * _level(sound.heard(began - 3, began))
        onset = first_loud(sound.heard(ended, ended + AFTER), _level(sound.heard(began - 3, began)))
        track = _track(sound, began - BEFORE, ended + AFTER)
        self.delay_before = _median([delay for at, delay in track if at < began - 1])
        if onset is None or self.delay_before is None:
            return
        self.first_sound = onset
        later = [(at, delay) for at, delay in track if at >= ended + onset - 0.02]
        self.delay_after = _median([delay for _, delay in later[-20:]])
        back = _back_for_good(later, self.delay_before)
        self.delay_back = None if back is None else max(back - ended - onset, 0.0)


def first_loud(heard, level):
    """Seconds until there are LOUD_FRAMES frames that are loud."""
    frames = heard[:len(heard) // FRAME * FRAME].reshape(-1, FRAME)
    loud = np.sqrt((frames ** 2).mean(axis=1)) > LOUD * level
    runs = np.convolve(loud, np.ones(LOUD_FRAMES), "valid") == LOUD_FRAMES
    return float(np.argmax(runs)) * FRAME / RATE if runs.any() else None


def _level(heard):
    return float(np.sqrt((heard ** 2).mean())) + 1e-9


def _track(sound, begin, end):
    """[(time at which a window is heard, its delay in ms)], by time."""
    found = delay_track(sound.spoken(begin, end), sound.heard(begin, end), RATE, MAX_DELAY, WINDOW, STEP)
    return sorted((begin + at + delay / 1000, delay) for at, delay, _ in trusted(found, LIKENESS, COMPANY_MS))


def _back_for_good(track, delay_before):
    """When the first window is heard from which on no window is far from the delay before."""
    back = None
    for at, delay in track:
        near = abs(delay - delay_before) <= SAME_DELAY_MS
        back = (at if back is None else back) if near else None
    return back


def _median(values):
    return float(np.median(values)) if values else None
