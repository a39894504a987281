#!/usr/bin/python3
"""What viz_replay promises to who calls it: replay_test.py PROGRAM"""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest
import wave

PROGRAM = sys.argv.pop(1) if len(sys.argv) > 1 else ""
RECORDING = "tests/sim/data/tcp_rtt60_loss1.txt"


def run(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=100, check=False)


class Replay(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def trace(self, text):
        path = self.folder / "trace.txt"
        path.write_text(text, encoding="utf-8")
        return path

    def voice(self, seconds, rate=16000):
        path = self.folder / "voice.wav"
        with wave.open(str(path), "wb") as wav:
            wav.setnchannels(2)
            wav.setsampwidth(2)
            wav.setframerate(rate)
            wav.writeframes(bytes(int(seconds * rate) * 4))
        return path

    def test_plays_a_recording_and_writes_what_is_heard(self):
        text = "".join(f"{20 * i} {20 * i + 31 + (60 if i % 200 == 199 else 0)}\n" for i in range(1000))
        heard = self.folder / "heard.wav"
        result = run(self.trace(text), "--wav", heard)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        report = json.loads(result.stdout)
        self.assertEqual((report["mode"], report["messages"]), ("20x1", 1000))
        self.assertEqual([player["player"] for player in report["players"]],
                         ["Viz", "NetEq-like", "fixed 100 ms", "as it arrives"])
        self.assertLess(report["players"][0]["meanAddedMs"], 80)
        self.assertGreater(report["stats"]["jitterBufferEmittedCount"], 900000)
        with wave.open(str(heard)) as wav:
            self.assertEqual((wav.getframerate(), wav.getnchannels(), wav.getsampwidth()), (48000, 1, 2))
            self.assertAlmostEqual(wav.getnframes() / 48000, 20, delta=0.1)
            self.assertTrue(any(wav.readframes(48000 * 10)))

    def test_plays_another_connection_in_another_mode_with_another_voice(self):
        result = run(RECORDING, "--mode", "20x3", "--connection", "2", "--speech", self.voice(2))
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertEqual(json.loads(result.stdout)["mode"], "20x3")

    def test_says_how_it_is_used(self):
        self.assertIn("usage: viz_replay TRACE", run("--help").stdout)

    def assertComplains(self, status, sentence, *arguments):
        result = run(*arguments)
        self.assertEqual((result.returncode, result.stdout), (status, ""), result.stderr)
        self.assertIn(sentence, result.stderr)
        self.assertEqual(result.stderr.count("\n"), 1)

    def test_command_lines_that_make_no_sense_end_with_2(self):
        strange = self.trace("30 0 0 0 0\n")
        self.assertComplains(2, "which trace?")
        self.assertComplains(2, "which trace?", RECORDING, RECORDING)
        self.assertComplains(2, "nknown option", RECORDING, "--moed", "20x1")
        for mode in ("", "20", "20x0", "20x17", "30x1", "60x11", "20x1x1", "-20x1", "20x1 "):
            self.assertComplains(2, "is no mode", RECORDING, "--mode", mode)
        self.assertComplains(2, "is no number of a connection", RECORDING, "--connection", "0")
        self.assertComplains(2, "every 20, 60, 320 ms, but with 40x1 there is one every 40", RECORDING, "--mode", "40x1")
        self.assertComplains(2, "only 10 connections", RECORDING, "--connection", "11")
        self.assertComplains(2, "say with --mode", strange)

    def test_files_that_cannot_be_used_end_with_3(self):
        good = self.trace("20 0 0 0 0 0\n")
        not_wav = self.folder / "not.wav"
        not_wav.write_bytes(b"RIFF nothing else")
        self.assertComplains(3, "/nowhere cannot be read", "/nowhere")
        self.assertComplains(3, "/nowhere cannot be read", good, "--speech", "/nowhere")
        self.assertComplains(3, "is not a WAV file", good, "--speech", not_wav)
        self.assertComplains(3, "shorter than half a second", good, "--speech", self.voice(0.1))
        self.assertComplains(3, "cannot be written", good, "--wav", self.folder / "no folder" / "out.wav")
        self.assertComplains(3, "line 2: something that is not a number", self.trace("0 1\nx 2\n"))


if __name__ == "__main__":
    unittest.main()
