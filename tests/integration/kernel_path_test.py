"""A call over a bad path by the kernel's own TCP, between two network namespaces. usage: kernel_path_test.py VIZ LAB
[unittest arguments]; LAB is the folder of path_emulator. Needs root and /dev/net/tun."""
import pathlib
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lab"))

SKIPPED = 77  # ctest's SKIP_RETURN_CODE


class Outage(unittest.TestCase):
    def test_a_call_survives_three_seconds_without_a_path_and_its_delay_comes_back(self):
        from kernel_path import KernelPath
        from outage_recovery import AFTER, BEFORE, Recovery
        from path_call import PathCall
        with KernelPath(LAB / "path_emulator", "--delay", 30) as path:
            with PathCall(VIZ, path, 60, "--profile", "low-latency") as call:
                time.sleep(BEFORE + 1)  # the sound before the outage is what the sound after it is compared with
                began, ended = path.cut(3000)
                time.sleep(AFTER + 0.5)
        self.assertEqual(call.lost, [])
        for direction, sound in call.sounds.items():
            recovery = Recovery(sound, began, ended)
            print(direction, vars(recovery), file=sys.stderr)
            self.assertTrue(recovery.quiet_before_end, f"{direction}: the outage was one")
            # That it comes back is asked here; how soon is for the benchmark, machines differ.
            self.assertIsNotNone(recovery.first_sound, direction)
            self.assertIsNotNone(recovery.delay_back, direction)
        self.assertGreater(path.end["aToB"]["cutOff"], 0)


def skip(why):
    print("skipped:", why)
    sys.exit(SKIPPED)


if __name__ == "__main__":
    VIZ, LAB = sys.argv.pop(1), pathlib.Path(sys.argv.pop(1))
    try:
        from kernel_path import KernelPath, PathUnavailable
        import outage_recovery  # noqa: F401
        with KernelPath(LAB / "path_emulator"):
            pass
    except ImportError as error:
        skip(f"{error.name} is not installed here")
    except PathUnavailable as why:
        skip(why)
    unittest.main(verbosity=2)
