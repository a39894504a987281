"""Calls measured on a sound card without hardware: Viz's and, beside it, those of other programs.

usage: lab.py --viz PROGRAM [--runs N] [--seconds S] [--results FILE] [--again] [--report] [WHAT]...

WHAT: groups (floor, viz, viz-bad, path, long, mumble, mumble-bad, baresip), series (viz-20x1-raw, mumble-tcp-low, ...)
or SERIES:SCENARIO; everything unless told otherwise. --list prints all of them. Each call takes about S + 25 seconds
(60 + 25 unless told otherwise), and every series has one call in each of the runs, so that a machine that is slow for a
while is so for all; what measures the lab itself and the long call are made once.

Results are added to FILE (build/lab/results.jsonl), one JSON object a line; --again begins the file anew, --report only
prints the tables of what is in it. Nothing here passes or fails.
"""
import argparse
import json
import os
import pathlib
import sys
import time
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import lab_bars  # noqa: E402
import machine  # noqa: E402
import speech  # noqa: E402
from kernel_path import lab_programs_beside  # noqa: E402
from lab_call import LabCall  # noqa: E402
from lab_results import Results, spread  # noqa: E402
from lab_scenarios import SCENARIOS  # noqa: E402
from lab_series import SERIES, chosen  # noqa: E402
from lab_tables import as_text, clean_table, event_table, tunnel_table  # noqa: E402
from sound_card import SoundCard  # noqa: E402

FLOOR_SECONDS = 20
ONCE = ("long",)  # scenarios
RESULTS = pathlib.Path(__file__).resolve().parents[2] / "build/lab/results.jsonl"


class Lab:
    def __init__(self, viz, path):
        self.viz, self.path = viz, pathlib.Path(path)

    def measure(self, pairs, runs, seconds):
        """Each of `pairs` (series, scenario), `runs` times."""
        self._add(dict(machine.description(self.viz), realTimeThreads=sound_server_priority()))
        calls = [(series, scenario, run) for run in range(1, runs + 1) for series, scenario in pairs
                 if run == 1 or not ("floor" in series.groups or scenario in ONCE)]
        for place, (series, scenario, run) in enumerate(calls, 1):
            print(f"[{place}/{len(calls)}] {series.name} {scenario}, run {run}", flush=True)
            usual = FLOOR_SECONDS if "floor" in series.groups else seconds
            self._one(series, scenario, run, SCENARIOS[scenario].seconds or usual)

    def _one(self, series, scenario, run, seconds):
        line = {"kind": "call", "series": series.name, "run": run, "when": time.strftime("%Y-%m-%d %H:%M")}
        try:
            found = LabCall(series.pair_maker(self.viz), SCENARIOS[scenario], seconds,
                            lab_programs_beside(self.viz) / "path_emulator").run()
        except Exception as error:  # a program that fails must not end the measuring of the others
            traceback.print_exc()
            return self._add(dict(line, kind="failure", scenario=scenario, error=str(error)))
        self._add(line | found)
        print(brief(found), flush=True)

    def _add(self, line):
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with open(self.path, "a") as lines:
            lines.write(json.dumps(line) + "\n")


def sound_server_priority():
    with SoundCard() as card:
        return machine.real_time_threads(card.server.pid)


def brief(found):
    """One line about one call."""
    parts = []
    for name, direction in found["directions"].items():
        parts.append(f"{name} {spread([direction.get('median')])} ms (95 % {spread([direction.get('p95')])}), STOI "
                     f"{spread([direction.get('stoi')], 3)}, found {direction['found']:.0%}")
    lags = len(found["cardLags"])
    return "  " + "; ".join(parts) + f"; load {found['load']:.1f}" + (f", {lags} s with a late card" if lags else "")


def possible(pairs, viz):
    """Those whose programs are here, and what only root can do only for root; says what is left out."""
    has_path = os.geteuid() == 0 and (lab_programs_beside(viz) / "path_emulator").exists()
    if not has_path and any(SCENARIOS[scenario].path for _, scenario in pairs):
        print("no root or no path_emulator, so the paths that lose packets are left out", file=sys.stderr)
        pairs = [(series, scenario) for series, scenario in pairs if not SCENARIOS[scenario].path]
    missing = {program for series, _ in pairs for program in series.missing()}
    if missing:
        print(f"not installed, so left out: {', '.join(sorted(missing))}", file=sys.stderr)
    return [(series, scenario) for series, scenario in pairs if not series.missing()]


def report(results, own):
    for title, rows in (("Without a tunnel", clean_table(results)), ("Through a tunnel", tunnel_table(results)),
                        ("After one event", event_table(results)), ("Bars", lab_bars.table(results, own))):
        if len(rows) > 1:
            print(f"\n{title}\n\n{as_text(rows)}")
    floor = results.heard("floor-20", "clean", "median")
    if floor:
        print(f"\nThe lab itself: {spread(floor, 1)} ms where 20 are asked for, "
              f"{spread(results.heard('floor-60', 'clean', 'median'), 1)} where 60 are; STOI "
              f"{spread(results.heard('floor-20', 'clean', 'stoi'), 3)}")
    for failure in results.failures:
        print(f"failed: {failure['series']} {failure['scenario']}, run {failure['run']}: {failure['error'][:200]}")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", metavar="WHAT")
    parser.add_argument("--viz", required=True)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=60, help="of each call")
    parser.add_argument("--results", default=RESULTS)
    parser.add_argument("--own", help="lines of bench.py; bench.jsonl beside the results")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--report", action="store_true")
    parser.add_argument("--list", action="store_true")
    return parser.parse_args()


def own_lines(options):
    path = pathlib.Path(options.own or pathlib.Path(options.results).with_name("bench.jsonl"))
    lines = path.read_text().splitlines() if path.exists() else []
    return [line for line in map(json.loads, lines) if "name" in line]


def main():
    options = arguments()
    if options.list:
        for series in SERIES.values():
            print(f"{series.name:<18} {series.what:<34} " +
                  ", ".join(f"{group}: {' '.join(scenarios)}" for group, scenarios in series.groups.items()))
        return
    try:
        pairs = possible(chosen(options.what), options.viz)
    except ValueError as error:
        sys.exit(f"lab.py: {error}")
    if not options.report:
        if not speech.is_installed():
            sys.exit("lab.py: no recorded speech here: install asterisk-core-sounds-en-g722")
        if options.again:
            pathlib.Path(options.results).unlink(missing_ok=True)
        Lab(options.viz, options.results).measure(pairs, options.runs, options.seconds)
    report(Results.load(options.results), own_lines(options))


if __name__ == "__main__":
    main()
