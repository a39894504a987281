"""Levels, alignment and intelligibility of recorded speech. Arrays of floats, full scale being 1."""
import numpy as np
from scipy.signal import fftconvolve, resample_poly

FLOOR_DBFS = -120.0


def level_dbfs(sound):
    return max(FLOOR_DBFS, 10 * np.log10(np.mean(np.square(sound)) + 1e-30)) if len(sound) else FLOOR_DBFS


def first_sound(sound, threshold=0.003):
    """The index of the first sample that is not silence; None if there is none."""
    loud = np.abs(sound) > threshold
    return int(np.argmax(loud)) if loud.any() else None


def best_lag(spoken, heard):
    """Where in `heard`, which is longer, `spoken` resembles it most."""
    return int(np.argmax(np.abs(fftconvolve(heard, spoken[::-1], "valid"))))


def first_echo(played, heard):
    """How many samples later the loudest echo of `played` is heard: by phase alone, where there is something to hear,
    because speech resembles itself a pitch period later (C. Knapp, G. Carter, IEEE Trans. ASSP 24(4), 1976)."""
    size = 2 * max(len(played), len(heard))
    cross = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(played, size))
    likeness = np.fft.irfft(cross / (np.abs(cross) + 1e-5 * np.abs(cross).max()), size)[:size // 2]
    return int(np.argmax(np.abs(likeness)))


def aligned(spoken, heard, begin, rate, max_delay, wander=0.04):
    """`heard` put next to `spoken`, which was said at `begin` of it or up to `max_delay` seconds later, piece by piece:
    a jitter buffer may change its delay by some ms during a call, and intelligibility is not a question of delay."""
    piece, reach, slack = 2 * rate, int(max_delay * rate), int(wander * rate)
    heard = np.concatenate([np.zeros(slack), heard[begin:], np.zeros(len(spoken) + reach)])
    starts = range(0, len(spoken) - piece + 1, piece)
    lags = [best_lag(spoken[start:start + piece], heard[slack + start:slack + start + piece + reach])
            for start in starts]
    usual = int(np.median(lags))
    parts = []
    for start in starts:
        stretch = heard[start + usual:start + usual + piece + 2 * slack]
        lag = best_lag(spoken[start:start + piece], stretch)
        parts.append(stretch[lag:lag + piece])
    return spoken[:piece * len(parts)], np.concatenate(parts)


def stoi(spoken, heard, rate):
    """How well `heard` is understood if `spoken` is, 0 to 1, both aligned: the short-time objective intelligibility of
    C. Taal and others (IEEE Trans. Audio, Speech, Language Processing 19(7), 2011)."""
    spoken, heard = (resample_poly(sound, 10_000, rate) for sound in (spoken, heard))
    speech = _frames_of_speech(spoken)
    x, y = (_bands(_joined(sound, speech)) for sound in (spoken, heard))
    segments = np.lib.stride_tricks.sliding_window_view
    x, y = (segments(bands, SEGMENT, axis=1) for bands in (x, y))  # band, place, frame
    y = y * (np.linalg.norm(x, axis=2) / (np.linalg.norm(y, axis=2) + 1e-30))[..., None]
    y = np.minimum(y, x * (1 + 10 ** (15 / 20)))
    x, y = (bands - bands.mean(axis=2, keepdims=True) for bands in (x, y))
    likeness = (x * y).sum(axis=2) / (np.linalg.norm(x, axis=2) * np.linalg.norm(y, axis=2) + 1e-30)
    return float(likeness.mean())


# As published.
FRAME, HOP, FFT, SEGMENT, BANDS, LOWEST_HZ, RANGE_DB = 256, 128, 512, 30, 15, 150, 40
WINDOW = np.hanning(FRAME + 2)[1:-1]


def _cut(sound):
    return np.lib.stride_tricks.sliding_window_view(sound, FRAME)[::HOP] * WINDOW


def _frames_of_speech(sound):
    levels = 20 * np.log10(np.linalg.norm(_cut(sound), axis=1) + 1e-30)
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
