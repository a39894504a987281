"""A voice that never pauses and never repeats, so that each piece of it can be found
again, and silence means an outage."""
import wave

import numpy as np
from scipy.signal import lfilter

RATE = 48_000
SYLLABLES_HZ = 4.0
DIP = 0.1          # between syllables: what a jitter buffer should take for the room's noise is never the voice itself
PITCH_HZ = (100, 220)
FORMANTS_HZ = ((300, 800), (900, 2200), (2300, 3200))
BLOCK = RATE // 20  # a vowel's formants stand for 50 ms


def samples(seconds, seed):
    """Peak about -6 dBFS."""
    random = np.random.default_rng(seed)
    count = int(seconds * RATE)
    sound = _formed(_pulses(count, random) + 0.02 * random.standard_normal(count), random)
    dips = np.abs(np.sin(np.pi * SYLLABLES_HZ * np.arange(count) / RATE))
    sound *= DIP + (1 - DIP) * np.sqrt(dips)
    return sound / np.abs(sound).max() * 0.5


def write_wav(path, seconds, seed):
    with wave.open(str(path), "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(RATE)
        wav.writeframes((samples(seconds, seed) * 32767).astype("<i2").tobytes())
    return path


def _pulses(count, random):
    """One at each opening of the vocal cords, whose pitch wanders."""
    low, high = np.log2(PITCH_HZ)
    steps = random.uniform(low, high, count // (RATE // 5) + 2)  # a new goal each 200 ms
    pitch = 2 ** np.interp(np.arange(count), np.arange(len(steps)) * (RATE // 5), steps)
    return np.diff(np.floor(np.cumsum(pitch / RATE)), prepend=0)


def _formed(source, random):
    """Three resonances that move."""
    out = np.zeros_like(source)
    for low, high in FORMANTS_HZ:
        state = np.zeros(2)
        for start in range(0, len(source), BLOCK):
            if start % (3 * BLOCK) == 0:
                centre = random.uniform(low, high)
            pole = np.exp(-np.pi * 120 / RATE) * np.exp(2j * np.pi * centre / RATE)
            piece, state = lfilter([1.0], [1.0, -2 * pole.real, abs(pole) ** 2], source[start:start + BLOCK], zi=state)
            out[start:start + BLOCK] += piece * (1 - abs(pole))
    return out
