"""How well speech is understood, 0 to 1: two published measures. Arrays of floats; spoken and heard are aligned."""
import numpy as np
from scipy.signal import resample_poly


def stoi(spoken, heard, rate):
    """The short-time objective intelligibility of C. Taal and others (IEEE Trans. Audio, Speech, Language Processing
    19(7), 2011)."""
    x, y = _segments(spoken, heard, rate)
    y = y * (np.linalg.norm(x, axis=2) / (np.linalg.norm(y, axis=2) + TINY))[..., None]
    y = np.minimum(y, x * (1 + 10 ** (15 / 20)))
    x, y = (bands - bands.mean(axis=2, keepdims=True) for bands in (x, y))
    likeness = (x * y).sum(axis=2) / (np.linalg.norm(x, axis=2) * np.linalg.norm(y, axis=2) + TINY)
    return float(likeness.mean())


def estoi(spoken, heard, rate):
    """The extended one of J. Jensen and C. Taal (IEEE/ACM Trans. Audio, Speech, Language Processing 24(11), 2016)."""
    x, y = (_normalised(_normalised(bands, 2), 0) for bands in _segments(spoken, heard, rate))
    return float((x * y).sum(axis=0).mean())


# As published.
FRAME, HOP, FFT, SEGMENT, BANDS, LOWEST_HZ, RANGE_DB = 256, 128, 512, 30, 15, 150, 40
WINDOW = np.hanning(FRAME + 2)[1:-1]
TINY = 1e-30


def _segments(spoken, heard, rate):
    """Both as band, place, frame; only where there is speech."""
    spoken, heard = (resample_poly(sound, 10_000, rate) for sound in (spoken, heard))
    speech = _frames_of_speech(spoken)
    windows = np.lib.stride_tricks.sliding_window_view
    return [windows(_bands(_joined(sound, speech)), SEGMENT, axis=1) for sound in (spoken, heard)]


def _normalised(bands, axis):
    bands = bands - bands.mean(axis=axis, keepdims=True)
    return bands / (np.linalg.norm(bands, axis=axis, keepdims=True) + TINY)


def _cut(sound):
    return np.lib.stride_tricks.sliding_window_view(sound, FRAME)[::HOP] * WINDOW


def _frames_of_speech(sound):
    levels = 20 * np.log10(np.linalg.norm(_cut(sound), axis=1) + TINY)
    return np.flatnonzero(levels > levels.max() - RANGE_DB)


def _joined(sound, frames):
    cut = _cut(sound)
    out = np.zeros((len(frames) - 1) * HOP + FRAME)
    for place, frame in enumerate(frames):
        out[place * HOP:place * HOP + FRAME] += cut[frame]
    return out


def _bands(sound):
    power = np.abs(np.fft.rfft(_cut(sound), FFT)) ** 2
    middles = LOWEST_HZ * 2 ** (np.arange(BANDS) / 3)
    edges = [np.rint(middles * 2 ** (side / 6) * FFT / 10_000).astype(int) for side in (-1, 1)]
    return np.sqrt([power[:, low:high].sum(axis=1) for low, high in zip(*edges)])
