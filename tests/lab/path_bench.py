"""What calls are like over a bad path by the kernel's own TCP. Needs root and /dev/net/tun.

usage: path_bench.py --viz PROGRAM [--quick] [--json] [SECTION]...

SECTION: messages, hedged, outages, calls; all of them unless told otherwise. The path takes 30 ms one way and loses 1 %
of the packets, outages apart: there nothing else is lost. Nothing here passes or fails; the bar beside a figure is what
the project wants to reach.
"""
import argparse
import json
import pathlib
import statistics
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from kernel_path import KernelPath, PathUnavailable, lab_programs_beside  # noqa: E402
from message_delays import run_trace  # noqa: E402
from outage_recovery import AFTER, BEFORE, Recovery  # noqa: E402
from path_call import PathCall  # noqa: E402

DELAY_MS = 30
LOSS = ["--loss", 1]
# Interval and size of a profile's records, WebSocket and TCP headers not counted, and its tail probe.
PROFILES = {"low-latency": (20, 140, 0), "balanced": (60, 340, 20), "saver": (320, 1400, 20)}


def messages(viz, quick):
    """Without viz itself: its links, its sizes, its probes, both ends talking."""
    groups = [f"{interval}:{size}:10:{probe}" for interval, size, probe in PROFILES.values()]
    trace, _ = run_trace(lab_programs_beside(viz), LOSS, groups, 30 if quick else 100, DELAY_MS, ["--echo"])
    for profile, (interval, _, probe) in PROFILES.items():
        found = trace.summary(interval)
        probed = ", tail probe" if probe else ""
        yield f"{profile}{probed}: added delay of a message, 1 % loss, p99", round(found["p99"], 1), "ms (bar 100)"
        yield f"{profile}{probed}: stalls of more than 50 ms", round(found["stalls"], 1), "a minute"


def hedged(viz, quick):
    """The same on two connections, of which the first copy counts."""
    groups = [f"{interval}:{size}:6:{probe}" for interval, size, probe in PROFILES.values()]
    trace, _ = run_trace(lab_programs_beside(viz), LOSS, groups, 30 if quick else 100, DELAY_MS,
                         ["--echo", "--copies", 2])
    for profile, (interval, _, _) in PROFILES.items():
        yield f"{profile}: stalls of more than 50 ms on two connections", \
            round(trace.stalls_per_minute(interval), 2), "a minute (bar 1)"


def outages(viz, quick):
    for length_ms, first_bar in ((3000, 0.8), (10_000, 1.0)):
        recoveries, wanted, lost = outage_calls(viz, length_ms, 1 if quick else 5)
        what = f"{length_ms / 1000:.0f} s outage"
        heard = sum(recovery.first_sound is not None for recovery in recoveries)
        yield f"{what}: heard again, directions of all", f"{heard}/{wanted}", f"(calls lost: {lost})"
        yield from spread(f"{what}: first sound after its end", [r.first_sound for r in recoveries], f"bar {first_bar}")
        yield from spread(f"{what}: delay as before, after first sound", [r.delay_back for r in recoveries], "bar 3.2")


def outage_calls(viz, length_ms, outages_wanted):
    """The recoveries of both directions, how many there should be, and how many calls ended too early."""
    recoveries, lost = [], 0
    for _ in range(outages_wanted):
        found, is_lost = one_outage(viz, length_ms)
        recoveries, lost = recoveries + found, lost + is_lost
    return recoveries, 2 * outages_wanted, lost


def one_outage(viz, length_ms, *options):
    with KernelPath(lab_programs_beside(viz) / "path_emulator", "--delay", DELAY_MS) as path:
        seconds = BEFORE + length_ms / 1000 + AFTER
        with PathCall(viz, path, seconds + 30, "--profile", "low-latency", *options) as call:
            time.sleep(BEFORE + 1)  # what the delay is before the outage, not a wait for something
            began, ended = path.cut(length_ms)
            time.sleep(AFTER + 0.5)
        return [Recovery(sound, began, ended) for sound in call.sounds.values()], bool(call.lost)


def spread(name, values, bar):
    found = [value for value in values if value is not None]
    yield f"{name}, median", round(statistics.median(found), 2) if found else None, f"s ({bar})"
    yield f"{name}, worst", round(max(found), 2) if len(found) == len(values) and found else None, f"s ({bar})"


def calls(viz, quick):
    seconds = 25 if quick else 130
    for options in (["--profile", "low-latency"], ["--profile", "balanced"], ["--profile", "saver"],
                    ["--profile", "low-latency", "--robust"]):
        name = " ".join(options).replace("--profile ", "").replace("--", "")
        call = lossy_call(viz, seconds, options)
        for side, lines in call.stats.items():
            yield from heard_figures(f"{name}: 1 % loss, {seconds} s, side {side}", lines)


def lossy_call(viz, seconds, options):
    with KernelPath(lab_programs_beside(viz) / "path_emulator", "--delay", DELAY_MS, *LOSS) as path:
        with PathCall(viz, path, seconds + 30, *options) as call:
            time.sleep(seconds)
    return call


def heard_figures(what, lines):
    last = lines[-1]
    emitted = last["jitterBufferEmittedCount"] or 1
    yield f"{what}: concealed", round(100 * last["concealedSamples"] / last["totalSamplesReceived"], 2), "%"
    yield f"{what}: mean delay of the jitter buffer", round(last["jitterBufferDelay"] / emitted, 1), "ms"
    stalls = [line["received"].get("stallsLastMinute") for line in lines if line["t"] >= 60]
    if stalls and None not in stalls:
        yield f"{what}: stalls of more than 50 ms", statistics.mean(stalls), "a minute (robust: bar 1)"


SECTIONS = {each.__name__: each for each in (messages, hedged, outages, calls)}


def figures(viz, quick, sections=SECTIONS):
    try:
        for name in sections:
            yield from SECTIONS[name](viz, quick)
    except PathUnavailable as why:
        print(why, file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sections", nargs="*", choices=[[], *SECTIONS], metavar="SECTION")
    parser.add_argument("--viz", required=True)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    for name, value, unit in figures(options.viz, options.quick, options.sections or SECTIONS):
        line = json.dumps({"name": name, "value": value, "unit": unit}) if options.json else \
            f"{name:<66} {value!s:>8} {unit}"
        print(line, flush=True)


if __name__ == "__main__":
    main()
