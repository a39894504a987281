"""Levels and alignment of recorded speech. Arrays of floats, full scale being 1."""
import numpy as np
from scipy.signal import fftconvolve

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
