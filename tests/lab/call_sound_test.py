"""The measures of the lab on sound whose answer is known; no sound server is needed."""
import unittest

import numpy as np

import endless_voice
from delay import delay_track, summary
from intelligibility import estoi, stoi
from sound_card import RATE
from speech_quality import Comparison
from stall_effect import Effect, busiest_second, last_words_heard

SECONDS, DELAY = 16, 0.1234


def voice(seconds=SECONDS, seed=1):
    """With a pause in every second, as speech has them."""
    sound = endless_voice.samples(seconds * RATE / endless_voice.RATE, seed)[:seconds * RATE]
    loud = np.arange(len(sound)) % RATE < 0.8 * RATE
    return sound * np.where(loud, 1, 1e-3)


def shifted(sound, delay=DELAY, tail=5.0):
    return np.concatenate([np.zeros(int(round(delay * RATE))), sound, np.zeros(int(tail * RATE))])


def compare(spoken, heard):
    track = delay_track(spoken, heard, RATE)
    return {**summary(track), **Comparison(spoken, heard, RATE, track).figures()}


class Measures(unittest.TestCase):
    def setUp(self):
        self.spoken = voice()

    def check(self, heard, **bounds):
        figures = compare(self.spoken, heard)
        for name, (low, high) in bounds.items():
            self.assertGreaterEqual(figures[name], low, (name, figures))
            self.assertLessEqual(figures[name], high, (name, figures))

    def test_a_pure_delay(self):
        self.check(shifted(self.spoken), median=(123.3, 123.5), p95=(123.3, 123.5), growth=(0, 0), found=(1, 1),
                   stoi=(0.9999, 1.0001), estoi=(0.9999, 1.0001), dropped=(0, 0), gaps=(0, 0),
                   segmentalSnrDb=(34, 35), logSpectralDistanceDb=(0, 0.1))

    def test_another_volume_is_no_fault(self):
        self.check(shifted(self.spoken) * 0.3, median=(123.3, 123.5), stoi=(0.9999, 1.0001), dropped=(0, 0),
                   segmentalSnrDb=(34, 35), logSpectralDistanceDb=(0, 0.1))

    def test_noise(self):
        heard = shifted(self.spoken)
        noise = np.random.default_rng(2).standard_normal(len(heard)) * np.sqrt(np.mean(self.spoken ** 2)) * 0.3
        self.check(heard + noise, median=(123.3, 123.5), stoi=(0.5, 0.97), estoi=(0.2, 0.95), segmentalSnrDb=(3, 14),
                   dropped=(0, 0), gaps=(0, 0))

    def test_a_delay_that_grows_half_way(self):
        half = len(self.spoken) // 2
        heard = np.concatenate([shifted(self.spoken[:half], tail=0.3), self.spoken[half:], np.zeros(5 * RATE)])
        self.check(heard, median=(123, 424), p95=(423.2, 423.6), growth=(1, 301), stoi=(0.97, 1.0001))

    def test_a_tenth_of_the_time_without_sound(self):
        heard = shifted(self.spoken)
        muted = np.arange(len(heard)) % RATE
        heard[(muted > 0.4 * RATE) & (muted < 0.5 * RATE)] = 0
        self.check(heard, median=(123.3, 123.5), dropped=(0.08, 0.17), gaps=(14, 17), gapsMs=(1400, 1700),
                   stoi=(0.6, 0.99))

    def test_nothing_heard_is_nothing_found(self):
        figures = compare(self.spoken, np.zeros(len(self.spoken) + 5 * RATE))
        self.assertEqual(figures, {"found": 0.0})

    def test_another_voice_is_not_understood(self):
        other = voice(seed=9)
        self.assertLess(stoi(self.spoken, other, RATE), 0.6)
        self.assertLess(estoi(self.spoken, other, RATE), 0.4)


class SeesWhatAStallDid(unittest.TestCase):
    """A stall from 6 s to 9 s."""

    @classmethod
    def setUpClass(cls):
        cls.spoken = endless_voice.samples(20 * RATE / endless_voice.RATE, 3)[:20 * RATE]

    def effect(self, heard):
        return Effect(delay_track(self.spoken, heard, RATE), self.spoken, heard, RATE, 6, 9)

    def heard(self, pieces):
        """[(from second, to second of what was said, delay)]"""
        heard = np.zeros(30 * RATE)
        for begin, end, delay in pieces:
            sound = self.spoken[int(begin * RATE):int(end * RATE)]
            at = int((begin + delay) * RATE)
            heard[at:at + len(sound)] = sound
        return heard

    def test_that_never_comes_back(self):
        found = self.effect(self.heard([(0, 6, 0.1), (6.6, 20, 1.1)]))
        self.assertIsNone(found.back_within(100))
        self.assertAlmostEqual(found.base_ms, 100, delta=1)
        self.assertAlmostEqual(found.final_ms, 1100, delta=1)
        self.assertAlmostEqual(found.worst_ms, 1100, delta=1)

    def test_that_comes_back_at_once_and_loses_it_all(self):
        heard = self.heard([(0, 6, 0.1), (9, 20, 0.1)])
        found = self.effect(heard)
        self.assertLess(found.back_within(50), 0.5)
        self.assertGreater(found.windows_lost, 2)
        self.assertLess(found.windows_lost, 4.5)
        self.assertLess(last_words_heard(self.spoken, heard, RATE, 9, 100), 0.2)
        self.assertAlmostEqual(found.speech_lost, 3, delta=0.5)

    def test_that_comes_back_after_four_seconds_of_speech(self):
        heard = self.heard([(0, 6, 0.1), (8.4, 13, 0.7), (13.6, 20, 0.1)])
        found = self.effect(heard)
        self.assertAlmostEqual(found.back_within(100), 4.5, delta=0.6)
        self.assertAlmostEqual(found.worst_ms, 700, delta=1)
        self.assertGreater(last_words_heard(self.spoken, heard, RATE, 9, 100), 0.9)
        self.assertAlmostEqual(found.speech_lost, 3.0, delta=0.4)

    def test_that_comes_back_in_a_pause(self):
        spoken = self.spoken.copy()
        spoken[11 * RATE:14 * RATE] = 0
        heard = self.heard([(0, 6, 0.1), (8.4, 11, 0.7), (14, 20, 0.1)])
        found = Effect(delay_track(spoken, heard, RATE), spoken, heard, RATE, 6, 9)
        self.assertAlmostEqual(found.back_within(100), 2.7, delta=0.1, msg="nobody hears it during the pause")

    def test_that_is_silent_for_seconds_afterwards(self):
        found = self.effect(self.heard([(0, 9.1, 0.1), (14, 20, 0.1)]))
        self.assertAlmostEqual(found.back_within(100), 5.1, delta=0.1)

    def test_a_call_that_ended(self):
        found = self.effect(self.heard([(0, 6, 0.1)]))
        self.assertIsNone(found.back_within(100))
        self.assertGreater(found.windows_lost, 10)


class FindsWhereBothSpeak(unittest.TestCase):
    def test_at_the_same_time(self):
        first, second = np.zeros(30 * RATE), np.zeros(30 * RATE)
        first[int(20.0 * RATE):int(22.5 * RATE)] = 0.5
        second[int(21.9 * RATE):int(24 * RATE)] = 0.5
        self.assertAlmostEqual(busiest_second([first, second], RATE, 15, 28), 21.95, delta=0.11)


if __name__ == "__main__":
    unittest.main()
