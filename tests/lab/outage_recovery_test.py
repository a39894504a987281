"""What is made of the sound around an outage; no network, no programs."""
import unittest

import numpy as np

import endless_voice
from outage_recovery import AFTER, BEFORE, Recovery
from path_call import RATE, Sound

BEGAN, ENDED = BEFORE + 1, BEFORE + 4
MOUTH = endless_voice.samples(ENDED + AFTER + 5, seed=1)
USUAL = 0.07     # seconds of delay
FIRST_SOUND = 0.5
LATE = 0.3       # more than USUAL, for LATE_FOR seconds from the first sound on
LATE_FOR = 1.5


def ear():
    """Silence from the outage to the first sound, then a voice that is late for a while."""
    heard = np.zeros_like(MOUTH)
    for begin, end, delay in ((USUAL, BEGAN, USUAL), (ENDED + FIRST_SOUND, ENDED + FIRST_SOUND + LATE_FOR, USUAL + LATE),
                              (ENDED + FIRST_SOUND + LATE_FOR, ENDED + AFTER, USUAL)):
        put(heard, begin, end, delay)
    return heard


def put(heard, begin, end, delay):
    first, last, lag = (round(seconds * RATE) for seconds in (begin, end, delay))
    heard[first:last] = MOUTH[first - lag:last - lag]


def recovery(heard):
    return Recovery(Sound(MOUTH, 0.0, heard, 0.0), BEGAN, ENDED)


class Comes(unittest.TestCase):
    def test_back_when_the_voice_is_in_time(self):
        found = recovery(ear())
        self.assertTrue(found.quiet_before_end)
        self.assertAlmostEqual(found.first_sound, FIRST_SOUND, delta=0.1)
        self.assertAlmostEqual(found.delay_before, 1000 * USUAL, delta=2)
        self.assertAlmostEqual(found.delay_back, LATE_FOR, delta=0.2)

    def test_back_though_a_syllable_happens_to_sound_like_an_earlier_one(self):
        heard = ear()
        at = ENDED + FIRST_SOUND + LATE_FOR + 0.8
        put(heard, at, at + 0.1, 3.5)  # what was said during the outage and never heard
        self.assertAlmostEqual(recovery(heard).delay_back, LATE_FOR, delta=0.2)

    def test_not_back_when_the_voice_stays_late(self):
        heard = ear()
        put(heard, ENDED + FIRST_SOUND, ENDED + AFTER, USUAL + LATE)
        self.assertIsNone(recovery(heard).delay_back)

    def test_never_where_nothing_is_heard_again(self):
        heard = ear()
        heard[round(BEGAN * RATE):] = 0
        found = recovery(heard)
        self.assertIsNone(found.first_sound)
        self.assertIsNone(found.delay_back)


if __name__ == "__main__":
    unittest.main()
