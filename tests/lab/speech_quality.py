"""How recorded speech came through a call, once every quarter of a second of it is put where it was said."""
import numpy as np

from delay import LIKENESS
from intelligibility import estoi, stoi

PIECE = 0.25         # seconds that are put into place together
SLACK = 0.0005       # by which a piece may lie beside its window's delay
FRAME = 0.02         # seconds
SPEECH_DB = 30       # a frame this far below the loudest still counts as speech
DROPPED_DB = 20      # below what it should be
GAP = 0.01           # shortest silence of the loudspeaker, in seconds, that counts
SILENT = 2.5 / 32768
ALONE = 3            # windows on both sides among which a delay must have company
COMPANY_MS = 12


def trusted(track, likeness=LIKENESS, company_ms=COMPANY_MS):
    """Rows of delay.delay_track whose delay some neighbour supports: what is left out are slips by a pitch period and
    chance likenesses."""
    found = [row for row in track if row[2] >= likeness]
    return [row for place, row in enumerate(found)
            if any(abs(other[1] - row[1]) <= company_ms
                   for other in found[max(0, place - ALONE):place] + found[place + 1:place + 1 + ALONE])]


class Comparison:
    """Floats, full scale 1, of one clock; `heard` goes on for some seconds after `spoken`. `track` is
    delay.delay_track's."""

    def __init__(self, spoken, heard, rate, track):
        self.piece, self.frame, self.rate = int(PIECE * rate), int(FRAME * rate), rate
        self.spoken = spoken[:len(spoken) // self.piece * self.piece]
        self.heard = np.concatenate([heard, np.zeros(self.piece)])
        self.track = trusted(track)
        self.lags = [self._lag(start) for start in range(0, len(self.spoken), self.piece)] if self.track else []

    def figures(self):
        """Empty if nothing of what was spoken was found."""
        if not self.lags:
            return {}
        placed = np.concatenate([self._heard(place * self.piece + lag) for place, lag in enumerate(self.lags)])
        gain = float(np.sum(self.spoken * placed) / (np.sum(placed ** 2) + 1e-12))
        return {"stoi": stoi(self.spoken, placed, self.rate), "estoi": estoi(self.spoken, placed, self.rate),
                "segmentalSnrDb": segmental_snr_db(self.spoken, placed * gain, self.frame),
                "logSpectralDistanceDb": log_spectral_distance_db(self.spoken, placed * abs(gain), self.rate),
                "dropped": self.dropped_share(), **self.gaps()}

    def _heard(self, start, length=None):
        length = length or self.piece
        cut = self.heard[max(start, 0):max(start + length, 0)]
        return np.pad(cut, (0, length - len(cut)))

    def _lag(self, start):
        """In samples, of the piece that was spoken at `start`."""
        middle = (start + self.piece / 2) / self.rate
        second, delay_ms, _ = min(self.track, key=lambda row: abs(row[0] + 0.5 - middle))
        around = int(SLACK * self.rate)
        usual = int(round(delay_ms / 1000 * self.rate)) - around
        spoken = self.spoken[start:start + self.piece]
        return usual + int(np.argmax(np.correlate(self._heard(start + usual, self.piece + 2 * around), spoken)))

    def dropped_share(self):
        """Of the frames of speech: those that were more than DROPPED_DB too quiet wherever the neighbours' delays
        would have them."""
        levels = _levels_db(self.spoken, self.frame)
        loud = np.flatnonzero(levels > levels.max() - SPEECH_DB)
        losses = np.array([self._loudest_db(frame * self.frame) - levels[frame] for frame in loud])
        usual = np.median(losses[losses > -2 * DROPPED_DB]) if np.any(losses > -2 * DROPPED_DB) else 0.0
        return float(np.mean(losses < usual - DROPPED_DB))

    def _loudest_db(self, start):
        place = start // self.piece
        lags = self.lags[max(0, place - 2):place + 3]
        return max(_levels_db(self._heard(start + lag, self.frame), self.frame)[0] for lag in lags)

    def gaps(self):
        """Stretches in which the loudspeaker got nothing at all although something was said: how many, and how long
        together."""
        heard = self.heard[:len(self.spoken)]
        edges = np.flatnonzero(np.diff(np.abs(heard) <= SILENT, prepend=False, append=False))
        long = [(begin, end) for begin, end in zip(edges[::2], edges[1::2])
                if end - begin >= GAP * self.rate and self._was_spoken(begin, end)]
        return {"gaps": len(long), "gapsMs": sum(end - begin for begin, end in long) * 1000 / self.rate}

    def _was_spoken(self, begin, end):
        lag = self.lags[min(begin // self.piece, len(self.lags) - 1)]
        guard = self.rate // 500
        sound = np.abs(self.spoken[max(0, begin - lag + guard):max(0, end - lag - guard)])
        return len(sound) > 0 and np.mean(sound > 60 / 32768) > 0.4


def segmental_snr_db(spoken, heard, frame):
    """Mean over the frames of speech, each held between -10 and 35 dB, as is usual."""
    x, y = (sound[:len(sound) // frame * frame].reshape(-1, frame) for sound in (spoken, heard))
    energy = (x ** 2).mean(axis=1)
    ratio = 10 * np.log10((x ** 2).sum(axis=1) / (((x - y) ** 2).sum(axis=1) + 1e-12) + 1e-12)
    return float(np.clip(ratio, -10, 35)[energy > energy.max() * 1e-4].mean())


def log_spectral_distance_db(spoken, heard, rate, size=1024, highest_hz=7000):
    """Root mean square over the frequencies, mean over the frames of speech; 60 dB below speech is the floor."""
    x, y = (_power(sound, size)[:, :highest_hz * size // rate] for sound in (spoken, heard))
    energy = x.sum(axis=1)
    speech = energy > energy.max() * 1e-4
    floor = x[speech].mean() * 1e-6
    difference = 10 * np.log10((x[speech] + floor) / (y[speech] + floor))
    return float(np.sqrt((difference ** 2).mean(axis=1)).mean())


def _power(sound, size):
    cut = np.lib.stride_tricks.sliding_window_view(sound, size)[::size // 2] * np.hanning(size)
    return np.abs(np.fft.rfft(cut)) ** 2


def _levels_db(sound, frame):
    return 10 * np.log10((sound[:len(sound) // frame * frame].reshape(-1, frame) ** 2).mean(axis=1) + 1e-12)
