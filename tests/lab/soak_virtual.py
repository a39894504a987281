"""A thousand hours of call in virtual time, and whether anything of what happens in them stays.

usage: soak_virtual.py --program viz_long_call [--hours H] [--jobs N] [--results FILE] [--again]

So many calls of a hundred hours as make up the hours, each with a seed of its own, every one to five minutes a fault:
stalls, outages, broken connections, 24 kbit/s, changes of profile, microphones and loudspeakers that stand still
(tests/sim/long_call.h). The codec is a stand-in that costs next to nothing, everything else is the program. A seed that
was run with the same program is not run again, so this may be stopped at any time and goes on where it was.

Afterwards must hold, else the status is 1: in the quiet before a fault the delay is what it is in a call without faults
and did not grow from the first hours to the last, memory grew by no more than 2 MiB after the first minute, threads and
open files by none, and after every reconnect the voice was heard again within three seconds.
"""
import json
import math
import pathlib
import statistics
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from seed_runs import SeedRuns, parse_options  # noqa: E402

CALL_HOURS = 100  # at the most
RESULTS = pathlib.Path(__file__).resolve().parents[2] / "build/lab/soak-virtual.jsonl"
ENDS = 20  # hours at each end that are compared; each has a sample clock of its own, which makes 6 to 11 ms of it
# The bars of tests/sim/two_party_test: 25 ms is what a call has to be below a few seconds after a fault, and by 3 ms it
# may differ before and after one.
QUIET_MS, GROWTH_MS = 25, 3
CONCEALED_PERCENT = 0.1  # of an hour's quiet time: one stutter of 10 ms in 10 s
MEMORY_MIB = 2.0


class Soak(SeedRuns):
    def __init__(self, program, path, call_hours):
        super().__init__(program, path, call_hours, callHours=call_hours)

    def one(self, seed):
        """The hours of one call, and how the program ended."""
        ended = subprocess.run([self.program, "--hours", str(self.hours_a_seed), "--seed", str(seed)],
                               stdin=subprocess.DEVNULL, capture_output=True, text=True)
        hours = [json.loads(line) for line in ended.stdout.splitlines() if line.endswith("}")]
        return {"status": ended.returncode, "hours": hours}

    @staticmethod
    def shown(line):
        return ", ".join(f"{what}: {figure}" for what, figure, holds in verdicts([line]) if not holds)


def calls_of(hours):
    """(how many calls, how long each)."""
    count = max(1, math.ceil(hours / CALL_HOURS))
    return count, hours / count


def verdicts(calls):
    """[(what, figure, does it hold)]."""
    whole = [call for call in calls if is_whole(call)]
    yield "calls that did not go to their end", len(calls) - len(whole), len(whole) == len(calls)
    hours = [hour for call in whole for hour in call["hours"][1:]]
    if not hours:
        return
    quiet = [hour for hour in hours if hour["medianAddedMs"] >= 0]
    yield "growth of the delay, ms", *_at_most(map(growth_of_delay, whole), GROWTH_MS)
    yield "added delay in the quiet, median of the worst hour, ms", *_at_most(_all(quiet, "medianAddedMs"), QUIET_MS)
    yield "added delay in the quiet, the worst, ms", *_at_most(_all(quiet, "worstAddedMs"), QUIET_MS)
    yield "concealed in the quiet, the worst hour, %", *_at_most(_all(hours, "concealedPercent"), CONCEALED_PERCENT)
    yield "faults that found the sender still below its profile", *_none(_all(hours, "lowered"))
    yield "frames that came twice", *_none(_all(hours, "duplicateFrames"))
    yield "growth of memory after the first minute, MiB", \
        *_at_most((grown(call, "residentKib") / 1024 for call in whole), MEMORY_MIB)
    for what in ("threads", "files"):
        yield f"growth of {what}", *_at_most((grown(call, what) for call in whole), 0)
    reconnects, resumed = sum(_all(hours, "reconnects")), sum(_all(hours, "resumed"))
    yield "reconnects that were resumed", f"{resumed} of {reconnects}", resumed == reconnects


def is_whole(call):
    """After the line of the first minute there is one for each hour that began."""
    return call["status"] == 0 and len(call["hours"]) == 1 + math.ceil(call["callHours"])


def growth_of_delay(call):
    """From the first hours to the last ones."""
    delays = [hour["medianAddedMs"] for hour in call["hours"][1:] if hour["medianAddedMs"] >= 0]
    ends = min(ENDS, len(delays) // 2)
    return statistics.fmean(delays[-ends:]) - statistics.fmean(delays[:ends]) if ends else 0.0


def grown(call, what):
    """Against the first minute, at the most."""
    first, *hours = [hour[what] for hour in call["hours"]]
    return max(hours) - first


def _all(hours, name):
    return [hour[name] for hour in hours]


def _at_most(figures, bar):
    worst = max(figures, default=None)
    return (None, False) if worst is None else (round(worst, 3), worst <= bar)


def _none(counts):
    return sum(counts), sum(counts) == 0


def report(calls):
    """Prints a table; whether everything holds."""
    found = list(verdicts(calls))
    for what, figure, holds in found:
        print(f"{what:<55} {figure!s:>14} {'holds' if holds else 'DOES NOT HOLD'}")
    hours = [hour for call in calls for hour in call["hours"][1:]]
    print(f"{sum(call['callHours'] for call in calls):g} hours of calls, {sum(_all(hours, 'faults'))} faults; frames given "
          f"up by the sender {sum(_all(hours, 'staleFrames'))}, by playout {sum(_all(hours, 'discardedFrames'))}, for want "
          f"of room {sum(_all(hours, 'framesWithoutRoom'))}; {sum(call['seconds'] for call in calls) / 60:.0f} min of work")
    return all(holds for *_, holds in found)


def main():
    options = parse_options(__doc__, RESULTS)
    count, call_hours = calls_of(options.hours)
    soak = Soak(options.program, options.results, call_hours)
    if not options.again:
        soak.load()
    seeds = range(1, count + 1)
    soak.run(seeds, options.jobs)
    sys.exit(0 if report([soak.done[seed] for seed in seeds]) else 1)


if __name__ == "__main__":
    main()
