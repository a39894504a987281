"""What the soaks make of what they see; nothing is soaked here."""
import json
import pathlib
import stat
import tempfile
import unittest

import soak_call
import soak_gates
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


class WithAProgram(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def program(self, script):
        program = self.folder / "program"
        program.write_text("#!/bin/sh\n" + script)
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        return program


class RunsGates(WithAProgram):
    def soak(self, script):
        program = self.program(f"echo $VIZ_SEEDS >> {self.folder / 'ran'}\n" + script)
        return soak_gates.Soak(program, self.folder / "results.jsonl")

    def ran(self):
        return sorted(map(int, (self.folder / "ran").read_text().split()))

    def test_reads_the_worst_of_each_figure(self):
        found = soak_gates.worst_figures(OUTPUT)
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
        self.assertEqual(soak_gates.report([again.done[seed] for seed in range(1, 6)]), 0)

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


def call(hours=100, status=0, **last):
    """A call in which nothing is wrong, but `last` from half of it on."""
    first = {"hour": 0, "medianAddedMs": -1.0, "worstAddedMs": -1.0, "concealedPercent": 0.0, "lowered": 0, "faults": 0,
             "reconnects": 0, "resumed": 0, "duplicateFrames": 0, "discardedFrames": 0, "staleFrames": 0,
             "framesWithoutRoom": 0, "residentKib": 8600, "threads": 1, "files": 6}
    usual = {**first, "medianAddedMs": 8.0, "worstAddedMs": 12.0, "faults": 19, "reconnects": 4, "resumed": 4,
             "staleFrames": 300, "residentKib": 9340}
    lines = [{**usual, "hour": hour, **(last if hour > hours // 2 else {})} for hour in range(1, hours + 1)]
    return {"callHours": hours, "seed": 1, "seconds": 400.0, "status": status, "hours": [first, *lines]}


class JudgesCallsInVirtualTime(WithAProgram):
    CASES = [  # what the hours of the second half have -> what does not hold
        ({}, []),
        ({"medianAddedMs": 11.0}, []),
        ({"medianAddedMs": 11.1}, ["growth of the delay, ms"]),
        ({"medianAddedMs": -1.0}, []),
        ({"worstAddedMs": 25.1}, ["added delay in the quiet, the worst, ms"]),
        ({"concealedPercent": 0.2}, ["concealed in the quiet, the worst hour, %"]),
        ({"lowered": 1}, ["faults that found the sender still below its profile"]),
        ({"duplicateFrames": 1}, ["frames that came twice"]),
        ({"residentKib": 8600 + 2048}, []),
        ({"residentKib": 8600 + 2049}, ["growth of memory after the first minute, MiB"]),
        ({"threads": 2, "files": 7}, ["growth of threads", "growth of files"]),
        ({"resumed": 3}, ["reconnects that were resumed"]),
    ]

    def test_by_what_stays(self):
        for last, expected in self.CASES:
            with self.subTest(last=last):
                found = soak_virtual.verdicts([call(), call(**last)])
                self.assertEqual([what for what, _, holds in found if not holds], expected)

    def test_by_whether_they_went_to_their_end(self):
        short = call()
        short["hours"].pop()
        for broken in (short, call(status=-6)):
            found = list(soak_virtual.verdicts([call(), broken]))
            self.assertEqual(found[0], ("calls that did not go to their end", 1, False))
        self.assertEqual(len(list(soak_virtual.verdicts([broken]))), 1)

    def test_in_so_many_calls_as_make_up_the_hours(self):
        for hours, expected in ((1000, (10, 100)), (100, (1, 100)), (150, (2, 75)), (0.5, (1, 0.5))):
            self.assertEqual(soak_virtual.calls_of(hours), expected)

    def test_of_the_same_program_and_length_once(self):
        lines = "\n".join(map(json.dumps, call(3)["hours"]))
        program = self.program(f"echo \"$@\" >> {self.folder / 'ran'}\ncat <<'END'\n{lines}\nEND\n")
        for call_hours in (3, 3, 2):
            soak = soak_virtual.Soak(program, self.folder / "results.jsonl", call_hours)
            soak.load()
            soak.run([1, 2], 1)
        self.assertEqual((self.folder / "ran").read_text().splitlines(),
                         [f"--hours {hours} --seed {seed}" for hours in (3, 2) for seed in (1, 2)])
        self.assertEqual(soak.shown(soak.done[1]), "calls that did not go to their end: 1")


if __name__ == "__main__":
    unittest.main()
