"""Puts moments of CLOCK_MONOTONIC and samples of a running recording side by side, and notices when the machine stood
still."""
import pathlib
import threading
import time

import numpy as np

from sound_card import RATE

EVERY = 0.02     # seconds
LAG = 0.06       # seconds that a recording may be behind without being called late: its usual bursts are shorter
FRAME_BYTES = 8  # four channels of 16 bit


class CardClock:
    """Watches the file of a recording; a context manager. Ask after it has ended."""

    def __init__(self, path):
        self.path, self.rows, self._over = pathlib.Path(path), [], threading.Event()

    def __enter__(self):
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        self._thread.join(5)

    def _watch(self):
        while not self._over.wait(EVERY):
            if self.path.exists():
                self.rows.append((time.monotonic(), self.path.stat().st_size // FRAME_BYTES))

    def sample_at(self, moment):
        """Which sample the card was at. The recorder is late now and then but never early, so the earliest counts."""
        return int(round((moment + self._offsets().max()) * RATE))

    def lags(self, since):
        """[(moment, seconds)] by which the recording was late since that moment, more than usual: one for each second
        in which the machine or its sound server stood still."""
        offsets = self._offsets()
        late = {}
        for (moment, _), lag in zip(self.rows, offsets.max() - offsets):
            if moment >= since and lag > LAG:
                second = int(moment - since)
                late[second] = max(late.get(second, 0.0), float(lag))
        return sorted(late.items())

    def drift_ppm(self):
        """Of the card against the system's clock: the first half of the recording against the second."""
        offsets, moments = self._offsets(), np.array([moment for moment, _ in self.rows])
        half = len(moments) // 2
        apart = moments[half:].mean() - moments[:half].mean()
        return float((offsets[half:].max() - offsets[:half].max()) / apart * 1e6)

    def _offsets(self):
        rows = np.array([row for row in self.rows if row[1] > 0])
        return np.concatenate([np.full(len(self.rows) - len(rows), -np.inf), rows[:, 1] / RATE - rows[:, 0]])
