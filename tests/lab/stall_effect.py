"""What one event of the network does to a direction of a call, by its track of delays (delay.delay_track)."""
import numpy as np

from delay import LIKENESS, delay_track
from speech_quality import trusted

STEADY = 1.5          # seconds of speech for which the delay must be back
MOSTLY = 0.7          # of its windows: through a codec and a noise suppressor not all of them are found again
STEP = 0.25           # seconds from one window of a second to the next
# Speech that is played faster to catch up has a cut every few periods of the voice, so only windows shorter than what
# lies between are found again; those alone resemble many things, so two neighbours must be heard about as late. With
# recorded speech that was played 25 % faster by Viz's own jitter buffer 94 % of such windows are found, of plain speech
# 99 %, of another voice 2 %.
WINDOW, WINDOW_STEP = 0.06, 0.03
WINDOW_LIKENESS = 0.8
NEIGHBOURS, COMPANY, COMPANY_MS = 3, 2, 40
LAST_SPEECH = 0.4     # of what was said during a stall
AFTERWARDS = 9.0


class Effect:
    """`track`: of windows of one second (delay.delay_track); `begin` and `end` of the event in the seconds of `spoken`.
    `base_ms` and `final_ms` are the delays before and in the last eight seconds, `worst_ms` the longest since; None
    where nothing was found. `windows_lost` is in seconds: of speech in windows of one second that were not found, be it
    because it never came or because it came faster than it was said; `speech_lost` is what never came, of what was said
    from a second before the event until AFTERWARDS."""

    def __init__(self, track, spoken, heard, rate, begin, end):
        self.begin, self.end = begin, end
        rows = [(at, delay) for at, delay, _ in trusted(track)]
        self.windows_lost = STEP * sum(likeness < LIKENESS for at, _, likeness in track if at > begin - 0.5)
        self.base_ms = _median([delay for at, delay in rows if at < begin - 1])
        self.worst_ms = max([delay for at, delay in rows if at > begin - 0.5], default=None)
        self.final_ms = _median([delay for at, delay in rows if at > rows[-1][0] - 8]) if rows else None
        longest = max(self.base_ms or 0, self.worst_ms or 0, 1000)
        self.windows = heard_windows(spoken, heard, rate, begin - 1, len(spoken) / rate, longest / 1000 + 0.3)
        self.speech_lost = WINDOW_STEP * sum(delay is None for at, delay in self.windows if at < end + AFTERWARDS)

    def back_within(self, tolerance_ms):
        """Seconds from the event's end until speech was late or missing for the last time before STEADY seconds of
        speech with the delay as before; None if those did not come. Nobody hears a delay in a
        pause."""
        near = self._near(tolerance_ms) if self.base_ms is not None else []
        need = int(STEADY / WINDOW_STEP)
        for place in range(len(near) - need + 1):
            if near[place][1] and sum(is_near for _, is_near in near[place:place + need]) >= MOSTLY * need:
                return max(0.0, self._heard_before(near[place][0]) - self.end)
        return None

    def _near(self, tolerance_ms):
        """[(when it was said, whether it was heard as late as before)] of what should be heard since the event."""
        return [(at, delay is not None and abs(delay - self.base_ms) <= tolerance_ms) for at, delay in self.windows
                if at + (self.base_ms if delay is None else delay) / 1000 > self.end - 0.2]

    def _heard_before(self, said_at):
        """When the last window of speech before it ended, or should have."""
        before = [(at, self.base_ms if delay is None else delay) for at, delay in self.windows if at < said_at]
        return before[-1][0] + before[-1][1] / 1000 + WINDOW if before else self.end


def last_words_heard(spoken, heard, rate, end, usual_ms):
    """How much, 0 to 1, of the speech of the last LAST_SPEECH seconds before `end` of a stall was heard after all; None
    if nothing was said there."""
    windows = heard_windows(spoken, heard, rate, end - LAST_SPEECH - 0.2, end + 0.2, 1.2 + usual_ms / 1000)
    last = [delay is not None for at, delay in windows if end - LAST_SPEECH <= at <= end - WINDOW]
    return float(np.mean(last)) if last else None


def heard_windows(spoken, heard, rate, begin, end, reach):
    """[(second, delay in ms, None if it was not heard)] of the windows of speech between two seconds; `reach`: seconds
    it may be late."""
    begin = max(begin, 0.0)
    track = delay_track(_cut(spoken, rate, begin, end), _cut(heard, rate, begin, end + reach + WINDOW), rate, reach,
                        WINDOW, WINDOW_STEP)
    found = [row for row in track if row[2] >= WINDOW_LIKENESS]
    return [(begin + row[0], row[1] if row[2] >= WINDOW_LIKENESS and _company(row, found) >= COMPANY else None)
            for row in track]


def _company(row, found):
    return sum(0 < abs(other[0] - row[0]) < (NEIGHBOURS + 0.5) * WINDOW_STEP and abs(other[1] - row[1]) <= COMPANY_MS
               for other in found)


def busiest_second(sounds, rate, earliest, latest, length=0.5):
    """Where, in steps of .1 s, all of `sounds` have most speech: a stall should end in speech, or nothing is lost."""
    def speech_from(second):
        return min(np.mean(np.abs(_cut(sound, rate, second, second + length))) / (np.mean(np.abs(sound)) + 1e-9)
                   for sound in sounds)
    return max(np.arange(earliest, latest, 0.1), key=speech_from)


def _cut(sound, rate, begin, end):
    return sound[max(0, int(begin * rate)):max(0, int(end * rate))]


def _median(values):
    return float(np.median(values)) if len(values) else None
