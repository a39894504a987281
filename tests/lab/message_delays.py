"""What the path does to messages: runs message_trace between the ends of a path and reads its lines.

usage: message_delays.py --lab FOLDER [--delay MS] [--loss PERCENT] [--seconds S] [--copies N] [--echo]
                         [--trace FILE] [--recording FILE] [--path OPTION=VALUE]...
                         INTERVAL:BYTES:CONNECTIONS[:TAIL_PROBE]...

FOLDER holds path_emulator and message_trace. --trace keeps the lines `stream interval sentMs arrivalMs`; --recording
writes what tests/sim/data has.
"""
import argparse
import collections
import pathlib
import subprocess
import sys
import tempfile

import numpy as np

from kernel_path import KernelPath

PORT = 7000
STALL_MS = 50


class MessageTrace:
    """`streams`: {(interval, stream): array of rows (sentMs, addedMs), by sending time}; added to the path's delay."""

    def __init__(self, lines, delay_ms):
        arrivals = collections.defaultdict(dict)
        for line in lines:
            stream, interval, sent, arrival = line.split()
            copies = arrivals[int(interval), int(stream)]
            copies[float(sent)] = min(float(arrival), copies.get(float(sent), np.inf))  # the first copy counts
        self.streams = {key: np.array([(sent, copies[sent] - sent - delay_ms) for sent in sorted(copies)])
                        for key, copies in arrivals.items()}

    def intervals(self):
        return sorted({interval for interval, _ in self.streams})

    def of(self, interval):
        return [rows for (each, _), rows in sorted(self.streams.items()) if each == interval]

    def added(self, interval):
        return np.concatenate([rows[:, 1] for rows in self.of(interval)])

    def stalls_per_minute(self, interval, threshold=STALL_MS):
        """Messages that came late after one that came in time."""
        stalls = sum(int(np.sum((rows[1:, 1] > threshold) & (rows[:-1, 1] <= threshold))) for rows in self.of(interval))
        return stalls / sum((rows[-1, 0] - rows[0, 0]) / 60_000 for rows in self.of(interval))

    def summary(self, interval):
        added = self.added(interval)
        return {"messages": len(added), **{f"p{q}": float(np.percentile(added, q)) for q in (50, 95, 99)},
                "max": float(added.max()), "stalls": self.stalls_per_minute(interval)}


def run_trace(lab, path_options, groups, seconds, delay_ms, options=(), keep=None, at_once=lambda path: None):
    """The trace of `groups` over a path; `at_once(path)` runs beside the talking. Returns it and the path's counts."""
    lab = pathlib.Path(lab)
    urgent = ["chrt", "-f", "1"]  # other programs of this machine are not part of the path
    with tempfile.TemporaryFile("w+") as out, \
            KernelPath(lab / "path_emulator", "--delay", delay_ms, *path_options) as path:
        host = path.start("A", *urgent, lab / "message_trace", "host", path.address("A"), PORT, stdout=out,
                          stderr=subprocess.PIPE, text=True)
        try:
            if host.stderr.readline() != "listening\n":
                raise RuntimeError("message_trace does not listen")
            joiner = path.start("B", *urgent, lab / "message_trace", "join", path.address("A"), PORT, "--seconds",
                                seconds, *options, *groups, stdout=out)
            at_once(path)
            joiner.wait(seconds + 120)
        finally:
            host.kill()
            host.wait()
            host.stderr.close()
        out.seek(0)
        lines = out.readlines()
    if keep:
        pathlib.Path(keep).write_text("".join(lines))
    return MessageTrace(lines, delay_ms), path.end


def write_recording(file, trace, seconds, what):
    with open(file, "w") as out:
        out.write("# Added one-way delay in ms of consecutive messages on one kernel TCP connection, one line a "
                  f"connection:\n# message interval in ms, then the delays. {what}\n")
        for interval in trace.intervals():
            for rows in trace.of(interval):
                delays = np.maximum(np.floor(rows[:seconds * 1000 // interval, 1]), 0).astype(int)
                out.write(" ".join(map(str, [interval, *delays])) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("groups", nargs="+")
    parser.add_argument("--lab", required=True)
    parser.add_argument("--delay", type=int, default=30)
    parser.add_argument("--loss", type=float, default=0)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--echo", action="store_true")
    parser.add_argument("--trace")
    parser.add_argument("--recording")
    parser.add_argument("--path", action="append", default=[], help="more for path_emulator, as in rate=24000")
    options = parser.parse_args()
    more = [part for each in options.path for part in ("--" + each.split("=", 1)[0], each.split("=", 1)[1])]
    trace, counts = run_trace(options.lab, ["--loss", options.loss, *more], options.groups, options.seconds,
                              options.delay, ["--copies", options.copies, *(["--echo"] if options.echo else [])],
                              options.trace)
    for interval in trace.intervals():
        found = trace.summary(interval)
        print(f"{interval:>4} ms: " + ", ".join(f"{key} {value:.1f}" for key, value in found.items()))
    print(counts, file=sys.stderr)
    if options.recording:
        write_recording(options.recording, trace, options.seconds, f"Linux, cubic, RTT {2 * options.delay} ms, "
                        f"{options.loss:g} % of the packets lost in both directions, {options.seconds} s.")


if __name__ == "__main__":
    main()
