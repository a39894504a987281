"""Simulated calls by the thousand: every gate of tests/sim/two_party_test with seeds that no test has time for.

usage: soak_gates.py --program two_party_test [--hours H] [--jobs N] [--results FILE] [--again]

One seed is HOURS_A_SEED of calls in virtual time: steady ones, outages of three and ten seconds, 24 kbit/s for 20 s,
changes of profile, microphones and loudspeakers that stand still, each in three modes. A seed that was run with the
same program is not run again, so this may be stopped at any time and goes on where it was. In the end: the worst of
each figure, and every gate that did not hold, with its seed. The gates were set with ten seeds, so with a thousand some
may be missed by a little; a delay that stays, or a call that does not come back, would show by a lot.
"""
import collections
import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from seed_runs import SeedRuns, parse_options  # noqa: E402

HOURS_A_SEED = 40 / 60  # the sum of lengthMs over the tests of TwoPartyGates and the three modes
RESULTS = pathlib.Path(__file__).resolve().parents[2] / "build/lab/soak-gates.jsonl"
FIGURE = re.compile(r"([a-z<=]+[a-z0-9<=]*) (-?\d+(?:\.\d+)?)")
FAILED = re.compile(r"^\[  FAILED  \] (Modes/\S+?),? ", re.MULTILINE)
PASSED = re.compile(r"^\[  PASSED  \] (\d+) test", re.MULTILINE)


class Soak(SeedRuns):
    def __init__(self, program, path):
        super().__init__(program, path, HOURS_A_SEED)

    def one(self, seed):
        """What the tests of one seed said."""
        ended = subprocess.run([self.program, f"--gtest_filter=*seed{seed}"], env=dict(os.environ, VIZ_SEEDS=str(seed)),
                               stdin=subprocess.DEVNULL, capture_output=True, text=True)
        failed = sorted(set(FAILED.findall(ended.stdout)))
        if not PASSED.search(ended.stdout) or (ended.returncode and not failed):
            failed.append(f"seed{seed} ended with {ended.returncode}")
        return {"failed": failed, "worst": worst_figures(ended.stdout)}

    @staticmethod
    def shown(line):
        return ", ".join(line["failed"])


def worst_figures(text):
    """{what was simulated: {figure: its greatest value}} of the lines that two_party_test prints."""
    worst, what = collections.defaultdict(dict), None
    for line in text.splitlines():
        if line.startswith("["):
            continue
        name, colon, rest = line.partition(": ")
        what = name if colon and not line.startswith(" ") else what
        if what is None:
            continue
        for figure, value in FIGURE.findall(rest if colon and not line.startswith(" ") else line):
            worst[what][figure] = max(float(value), worst[what].get(figure, float("-inf")))
    return dict(worst)


def report(lines):
    """The worst over all seeds, and what failed; returns how many gates did."""
    worst = collections.defaultdict(dict)
    for line in lines:
        for what, figures in line["worst"].items():
            for figure, value in figures.items():
                worst[what][figure] = max(value, worst[what].get(figure, value))
    for what, figures in worst.items():
        print(f"{what}, the worst: " + ", ".join(f"{name} {value:g}" for name, value in figures.items()))
    failed = collections.Counter(re.sub(r"seed\d+.*", "", name) for line in lines for name in line["failed"])
    for gate, count in failed.most_common():
        seeds = [str(line["seed"]) for line in lines if any(name.startswith(gate) for name in line["failed"])]
        print(f"did not hold: {gate}* with {count} of {len(lines)} seeds ({', '.join(seeds[:20])})")
    return sum(failed.values())


def main():
    options = parse_options(__doc__, RESULTS)
    soak = Soak(options.program, options.results)
    if not options.again:
        soak.load()
    seeds = range(1, max(1, round(options.hours / HOURS_A_SEED)) + 1)
    soak.run(seeds, options.jobs)
    failed = report([soak.done[seed] for seed in seeds])
    print(f"{len(seeds) * HOURS_A_SEED:.0f} hours of calls: " +
          ("every gate held" if not failed else f"{failed} gates did not hold"))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
