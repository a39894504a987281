"""Writes the tables of docs/BENCHMARKS.md anew from result files. Measures nothing.

usage: benchmarks_page.py [--page FILE] [--results FOLDER]

FOLDER (build/lab) has results.jsonl of ./dev lab and bench.jsonl of ./dev bench. What stands in the page between

    <!-- figures: NAME --> and <!-- end of figures -->

is replaced where there are results for NAME: bars, clean, tunnel, events, own, worse; the rest is left as it is.
"""
import argparse
import json
import pathlib
import re
import statistics
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import lab_bars  # noqa: E402
from lab_results import Results, spread  # noqa: E402
from lab_series import SERIES  # noqa: E402
from lab_tables import as_markdown, clean_table, event_table, tunnel_table  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"(<!-- figures: (\w+) -->\n).*?(<!-- end of figures -->)", re.DOTALL)
# What one would talk with. The others of Viz's settings save bytes and processor at the price of delay.
FOR_TALKING = ("viz-10x1", "viz-20x1")
# What of Results gives the values; scenario; where the figure is; whether less is better; its name; digits, factor.
COMPARED = (("heard", "clean", "median", True, "delay without a tunnel, ms", 0, 1),
            ("heard", "clean", "p95", True, "its 95th percentile, ms", 0, 1),
            ("heard", "clean", "stoi", False, "STOI without a tunnel", 3, 1),
            ("heard", "clean", "dropped", True, "dropouts without a tunnel, %", 2, 100),
            ("used", "clean", "cpuSecondsPerMinute", True, "processor without a tunnel, s a minute", 1, 1),
            ("used", "clean", "rssMib", True, "memory, MiB", 0, 1),
            ("wire", "clean", "kbps", True, "traffic each way without a tunnel, kbit/s", 1, 1),
            ("heard", "jitter", "median", True, "delay at 30±20 ms, ms", 0, 1),
            ("heard", "jitter", "p95", True, "its 95th percentile, ms", 0, 1),
            ("heard", "jitter", "stoi", False, "STOI at 30±20 ms", 3, 1),
            ("heard", "stalls", "median", True, "delay with 200 ms stalls, ms", 0, 1),
            ("heard", "stalls", "p95", True, "its 95th percentile, ms", 0, 1),
            ("heard", "stalls", "stoi", False, "STOI with 200 ms stalls", 3, 1),
            ("heard", "stalls", "dropped", True, "dropouts with 200 ms stalls, %", 2, 100),
            ("heard", "lossy", "median", True, "delay at 30 ms and 1 % loss, ms", 0, 1),
            ("heard", "lossy", "p95", True, "its 95th percentile, ms", 0, 1),
            ("heard", "lossy", "stoi", False, "STOI at 30 ms and 1 % loss", 3, 1),
            ("heard", "stall", ("event", "within100"), True, "a stall of 3 s: seconds until it is in time again", 1, 1),
            ("heard", "stall", ("event", "speechLost"), True, "a stall of 3 s: seconds of speech lost", 1, 1),
            ("heard", "narrow", "median", True, "delay with 24 kbit/s for 20 s, ms", 0, 1),
            ("heard", "narrow", "stoi", False, "STOI with 24 kbit/s for 20 s", 3, 1),
            ("heard", "narrow", ("event", "speechLost"), True, "24 kbit/s for 20 s: seconds of speech lost", 1, 1),
            ("heard", "reset", ("event", "within100"), True, "a reset: seconds until it is in time again", 1, 1))


def rewritten(page, sections):
    """The page with new sections; those that the page does not ask for are not added."""
    def replace(found):
        text = sections.get(found[2])
        return found[0] if text is None else f"{found[1]}{text}\n{found[3]}"
    return BLOCK.sub(replace, page)


def sections_of(results, own):
    """By name; only those for which there is something."""
    sections = {}
    if results.calls:
        sections = {"clean": measured(results) + "\n\n" + as_markdown(clean_table(results)),
                    "tunnel": as_markdown(tunnel_table(results)), "events": as_markdown(event_table(results)),
                    "bars": as_markdown(lab_bars.table(results, own)), "worse": where_others_are_better(results)}
    if any("name" in line for line in own):
        sections["own"] = measured_alone(own) + "\n\n" + as_markdown(
            [["what", "figure", "unit and bar"], *([line["name"], str(line["value"]), line["unit"]] for line in own
                                                   if "name" in line)])
    return sections


def measured(results):
    days = sorted({call["when"][:10] for call in results.calls})
    lengths = sorted({call["seconds"] for call in results.calls})
    loads = [call["load"] for call in results.calls]
    late = sum(bool(call["cardLags"]) for call in results.calls)
    priority = "real-time" if results.machine.get("realTimeThreads") else "no real-time"
    return (f"Measured {_days(days)}, {len(results.calls)} calls of {_listed(lengths)} s, by `./dev lab`. "
            f"{about(results.machine)} Load average at the ends of the calls: {spread(loads, 1)}; calls in which the "
            f"machine stood still for 60 ms or longer: {late}; the sound server had {priority} priority. The lab "
            f"itself, without any program: {spread(results.heard('floor-20', 'clean', 'median'), 1)} ms where 20 are "
            "asked for. A cell is the median over both directions of all runs, and between brackets the least and the "
            "most.")


def measured_alone(own):
    machine = next((line for line in reversed(own) if line.get("kind") == "machine"), {})
    return f"Measured {machine.get('when', '')} by `{machine.get('command', './dev bench')}`. {about(machine)}"


def about(machine):
    if not machine:
        return ""
    packages = ", ".join(f"{name} {version}" for name, version in machine["packages"].items())
    return (f"On {machine['cores']} cores of {machine['processor']}, {machine['memoryGib']} GiB, {machine['system']}, "
            f"Linux {machine['kernel']}, {machine['viz']}, {packages}.")


def where_others_are_better(results):
    """Of the best settings of each program, of Viz those for talking; a list."""
    lines = []
    for kind, scenario, name, less, what, digits, factor in COMPARED:
        best = {ours: _best(results, kind, scenario, name, less, ours) for ours in (True, False)}
        if None in best.values():
            continue
        (viz, series), (other, rival) = best[True], best[False]
        if (other < viz) == less and round(other * factor, digits) != round(viz * factor, digits):
            lines.append(f"* {what}: {SERIES[rival].what} {other * factor:.{digits}f}, {SERIES[series].what} "
                         f"{viz * factor:.{digits}f}")
    return "\n".join(lines) if lines else "* nothing that was compared"


def _best(results, kind, scenario, name, less, ours):
    """(median, series) of Viz's settings for talking, or of the other programs'."""
    found, path = [], name if isinstance(name, tuple) else (name,)
    for series in filter(_is_ours if ours else _is_a_rivals, results.series(scenario)):
        values = [value for value in getattr(results, kind)(series, scenario, *path) if value is not None]
        if values:
            found.append((statistics.median(values), series))
    return (min if less else max)(found) if found else None


def _is_ours(series):
    return series.startswith(FOR_TALKING)


def _is_a_rivals(series):
    return not series.startswith(("viz", "floor"))


def _days(days):
    return f"on {days[0]}" if len(days) == 1 else f"from {days[0]} to {days[-1]}"


def _listed(values):
    values = [str(value) for value in values]
    return values[0] if len(values) == 1 else f"{', '.join(values[:-1])} and {values[-1]}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--page", type=pathlib.Path, default=ROOT / "docs/BENCHMARKS.md")
    parser.add_argument("--results", type=pathlib.Path, default=ROOT / "build/lab")
    options = parser.parse_args()
    bench = options.results / "bench.jsonl"
    own = [json.loads(line) for line in bench.read_text().splitlines()] if bench.exists() else []
    sections = sections_of(Results.load(options.results / "results.jsonl"), own)
    if not sections:
        sys.exit(f"benchmarks_page.py: no results in {options.results}: run ./dev lab or ./dev bench first")
    options.page.write_text(rewritten(options.page.read_text(), sections))
    print(f"{options.page}: {', '.join(sections)}")


if __name__ == "__main__":
    main()
