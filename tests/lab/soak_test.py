"""What the soaks make of what they see; nothing is soaked here."""
import json
import pathlib
import stat
import tempfile
import unittest

import soak_call
import soak_virtual
from tunnel_faults import TunnelFaults

SIDE = {"cpu_seconds": 1.0, "rss_mib": 30.0, "threads": 9, "handles": 30}


def rows(count, **last):
    found = [{"minute": minute, "event": "nothing", "delayMs": 70.0, "found": 1.0, "A": SIDE, "B": SIDE}
             for minute in range(count)]
    for row in found[count // 2:]:
        row.update({name: value for name, value in last.items() if name in row})
        row["B"] = dict(SIDE, **{name: value for name, value in last.items() if name in SIDE})
    return found


class JudgesACall(unittest.TestCase):
    CASES = [  # of the second half, reconnects and resumed of B, lost -> what does not hold
        ({}, 3, 3, [], []),
        ({"delayMs": 95.0}, 0, 0, [], ["growth of the delay, ms"]),
        ({"delayMs": None}, 0, 0, [], ["growth of the delay, ms", "minutes in which nothing was heard"]),
        ({"rss_mib": 31.9}, 0, 0, [], []),
        ({"rss_mib": 32.1}, 0, 0, [], ["growth of memory of B after the first minute, MiB"]),
        ({"threads": 10, "handles": 31}, 0, 0, [], ["growth of threads of B", "growth of handles of B"]),
        ({}, 3, 2, [], ["reconnects of B that were resumed"]),
        ({}, 0, 0, ["B"], ["sides that ended too early"]),
    ]

    def test_by_what_stays(self):
        for last, reconnects, resumed, lost, expected in self.CASES:
            with self.subTest(last=last, reconnects=reconnects):
                found = soak_call.verdicts(rows(20, **last), {"A": 0, "B": reconnects}, {"A": 0, "B": resumed}, lost)
                self.assertEqual([what for what, _, holds in found if not holds], expected)

    def test_draws_the_same_events_for_a_seed_and_faults_that_a_tunnel_has(self):
        for seed in range(50):
            drawn = soak_call.events(60, seed)
            self.assertEqual(drawn, soak_call.events(60, seed))
            self.assertEqual((len(drawn), drawn[0].what), (60, "nothing"))
            faults = TunnelFaults.parse(",".join(event.fault for event in drawn if event.fault))
            self.assertLess(faults.last_begin(), 60 * 60)
            for begin, length_ms in faults.stall:
                self.assertLess(begin % 60 + length_ms / 1000, soak_call.MEASURED_AT)


OUTPUT = """[ RUN      ] Modes/TwoPartyGates.G1Steady/mode20x1seed3
steady: mean 11.1 p95 12.5 concealed 0.00% longest 0 skipped 0 dropped 0 changes 0 probes 0
outage 3 s: mean 38.9 p95 13.9
  <=100 after 2739, <=25 after 3300
steady: mean 10.9 p95 13.0
20x1 -> 40x8: mean -1.5 p95 3
"""


class RunsSeeds(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def soak(self, script):
        program = self.folder / "program"
        program.write_text("#!/bin/sh\necho $VIZ_SEEDS >> " + str(self.folder / "ran") + "\n" + script)
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        return soak_virtual.Soak(program, self.folder / "results.jsonl")

    def ran(self):
        return sorted(map(int, (self.folder / "ran").read_text().split()))

    def test_reads_the_worst_of_each_figure(self):
        found = soak_virtual.worst_figures(OUTPUT)
        self.assertEqual((found["steady"]["mean"], found["steady"]["p95"]), (11.1, 13.0))
        self.assertEqual(found["outage 3 s"]["after"], 3300)
        self.assertEqual(found["20x1 -> 40x8"]["mean"], -1.5)

    def test_goes_on_where_it_was_stopped(self):
        script = "echo '[  PASSED  ] 3 tests.'\n"
        self.soak(script).run(range(1, 4), 2)
        again = self.soak(script)
        again.load()
        again.run(range(1, 6), 2)
        self.assertEqual(self.ran(), [1, 2, 3, 4, 5])
        self.assertEqual(soak_virtual.report([again.done[seed] for seed in range(1, 6)]), 0)

    def test_begins_anew_with_another_program(self):
        self.soak("echo '[  PASSED  ] 3 tests.'\n").run([1], 1)
        other = self.soak("echo '[  PASSED  ] 4 tests.'\n")
        other.load()
        other.run([1], 1)
        self.assertEqual(self.ran(), [1, 1])

    def test_counts_gates_that_did_not_hold_and_programs_that_did_not_end_well(self):
        gate = "echo '[  PASSED  ] 2 tests.'; echo '[  FAILED  ] Modes/TwoPartyGates.G1/mode20x1seed1, where'; exit 1\n"
        for script, failed in ((gate, ["Modes/TwoPartyGates.G1/mode20x1seed1"]), ("exit 0\n", ["seed1 ended with 0"]),
                               ("kill -SEGV $$\n", ["seed1 ended with -11"])):
            with self.subTest(script=script):
                line = self.soak(script).one(1)
                self.assertEqual(line["failed"], failed)
                self.assertEqual(json.loads(json.dumps(line)), line)


if __name__ == "__main__":
    unittest.main()
