"""How much later a sound is heard than it was spoken: normalised cross-correlation of windows."""
import numpy as np
from scipy.signal import butter, fftconvolve, resample_poly, sosfiltfilt

LOW_RATE = 16_000
LIKENESS = 0.5  # windows that resemble nothing more than this are not counted


def delay_track(mouth, ear, rate, max_delay=6.0, window_seconds=1.0, step_seconds=0.25):
    """[(seconds into `mouth`, delay in ms, likeness)] for a window at each step that holds speech."""
    band = butter(4, [200, 3800], "band", fs=LOW_RATE, output="sos")
    factor = np.gcd(LOW_RATE, rate)
    spoken, heard = (sosfiltfilt(band, resample_poly(x.astype(float), LOW_RATE // factor, rate // factor))
                     for x in (mouth, ear))
    window, step, reach = (int(seconds * LOW_RATE) for seconds in (window_seconds, step_seconds, max_delay))
    heard = np.concatenate([heard, np.zeros(window + reach)])
    energy = np.concatenate([[0], np.cumsum(heard ** 2)])
    threshold = _speech_threshold(spoken)
    track = []
    for start in range(0, len(spoken) - window, step):
        piece = spoken[start:start + window]
        if np.mean(np.abs(piece) > threshold) < 0.2:
            continue
        stretch = heard[start:start + window + reach]
        products = fftconvolve(stretch, piece[::-1], "valid")
        sums = energy[start + window:start + window + len(products)] - energy[start:start + len(products)]
        likeness = products / (np.sqrt(np.maximum(sums, 1e-9)) * np.sqrt(np.sum(piece ** 2)) + 1e-12)
        best = int(np.argmax(likeness))
        track.append((start / LOW_RATE, best / LOW_RATE * 1000, float(likeness[best])))
    return track


def summary(track):
    """Delays in ms over the windows that were found, and the share of windows that were."""
    found = np.array([delay for _, delay, likeness in track if likeness >= LIKENESS])
    if not len(found):
        return {"found": 0.0}
    at = np.array([t for t, _, likeness in track if likeness >= LIKENESS])
    return {"found": len(found) / len(track), "median": float(np.median(found)),
            "p95": float(np.percentile(found, 95)), "least": float(found.min()), "most": float(found.max()),
            "growth": float(np.median(found[at > at[-1] - 10]) - np.median(found[at < at[0] + 10]))}


def _speech_threshold(sound):
    frames = np.abs(sound[:len(sound) // 320 * 320]).reshape(-1, 320).max(axis=1)
    return frames.max() * 0.05
