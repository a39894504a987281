"""The figures that README and docs/BENCHMARKS.md show, measured again on this machine.

usage: bench.py --viz PROGRAM [--quick | --long] [--json]

--quick  shorter calls; --long  a call of ten minutes as well, to see whether the delay grows. Nothing here passes or
fails: machines differ. The bar beside a figure is what the project wants to reach.
"""
import argparse
import contextlib
import json
import pathlib
import statistics
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from flights import Relay, round_trips_until  # noqa: E402
import speech  # noqa: E402
import path_bench  # noqa: E402
from measured_call import MeasuredCall  # noqa: E402
from sound_card import SoundCard  # noqa: E402
from viz_program import VizProgram, read_stats  # noqa: E402
from window_program import Screen, WindowProgram, call_between_windows  # noqa: E402

SILENT = ["--input", "silence", "--output", "null"]


def mouth_to_ear(viz, profile, seconds):
    call = MeasuredCall(viz, seconds, ["--profile", profile]).run()
    yield from ((f"{profile}: mouth to ear {direction}, {seconds} s, {key}", round(found[key], 1), unit)
                for direction, found in call.delays.items()
                for key, unit in (("median", "ms"), ("p95", "ms"), ("growth", "ms"), ("found", "share of windows")))
    for side in "AB":
        total = call.stats[side][-1]["delay"]["totalMs"]
        yield f"{profile}: mouth to ear as side {side} itself estimates it", total and round(total, 1), "ms"
        heard = call.delays["B>A" if side == "A" else "A>B"]["median"]
        yield f"{profile}: the same, minus what the recording says", total and round(total - heard, 1), "ms"
        yield f"{profile}: processor, real devices, side {side}", round(call.cpu[side] * 100, 1), "% of a core"


def call_without_devices(viz, folder, profile, seconds, *options):
    """Two headless parties; the stats of the host, its processor share and its memory."""
    stats = pathlib.Path(folder) / "stats.jsonl"
    devices = ["--input", f"file-loop:{folder}/speech.wav", "--output", "null", "--no-processing"]
    with contextlib.ExitStack() as stack:
        host = stack.enter_context(VizProgram(viz, "host", "--port", 0, "--accept", "verified", "--profile", profile,
                                              "--stats", stats, *devices, *options))
        invite = host.wait_line("invite ").split()[1]
        joiner = stack.enter_context(VizProgram(viz, "join", invite, "--profile", profile, *devices, *options))
        host.wait_line("connected ")
        before, began = host.cpu_seconds(), time.monotonic()
        time.sleep(seconds)  # the length of the measurement, not a wait for something
        share = (host.cpu_seconds() - before) / (time.monotonic() - began)
        memory = host.resident_mib()
        joiner.hang_up()
        host.wait_exit()
    return read_stats(stats), share, memory


def bytes_and_processor(viz, seconds):
    with tempfile.TemporaryDirectory() as folder:
        speech.write_wav(f"{folder}/speech.wav", 60)
        stats, _, _ = call_without_devices(viz, folder, "saver", seconds, "--sizes", "constant")
        yield "saver, constant sizes: records", round(rate(stats), 2), \
            "kbit/s at 32 kbit/s of Opus (bar 33.3; the original's format 42.2)"
        stats, _, _ = call_without_devices(viz, folder, "saver", seconds)
        yield "saver as it is (smallest sizes): records", round(rate(stats), 2), "kbit/s"
        _, share, memory = call_without_devices(viz, folder, "balanced", seconds)
        yield "balanced: processor with files for devices", round(share * 100, 2), "% of a core (bar 4)"
        yield "balanced: resident memory without a window", round(memory, 1), "MiB (bar 40)"


def rate(stats):
    """Records leave in steps of a batch, so the time is counted in what was sent: whole records only."""
    first, last = stats[0]["sent"], stats[-2]["sent"]
    records, size = last["records"] - first["records"], stats[-2]["batchMs"]
    return (last["bytes"] - first["bytes"]) * 8 / (records * size)


def handshake(viz):
    with contextlib.ExitStack() as stack:
        host = stack.enter_context(VizProgram(viz, "host", "--port", 0, "--accept", "none", *SILENT))
        address = host.wait_line("listening ").split()[1]
        secret = host.wait_line("invite ").split("#")[1]
        relay = Relay(int(address.rsplit(":", 1)[1]))
        joiner = VizProgram(viz, "join", f"viz1+ws:127.0.0.1:{relay.port}#{secret}", *SILENT)
        stack.enter_context(joiner).wait_exit()
        # Upgrade, OFFER, and RINGING with what follows: the first is not the handshake's.
        yield "handshake after the upgrade", round_trips_until(relay.turns[:6]) - 1, "round trips (bar 2)"


def window(viz):
    with Screen() as screen, SoundCard() as card:
        starts = []
        for _ in range(6):
            with WindowProgram(viz, screen, environment=card.environment("A")) as program:
                starts.append(program.seconds_to_window)
        yield "window visible after the start, median of 5", round(statistics.median(starts[1:]), 2), "s (bar 0.5)"
        with WindowProgram(viz, screen, environment=card.environment("A")) as host, \
                WindowProgram(viz, screen, environment=card.environment("B")) as joiner:
            call_between_windows(host, joiner, card)
            time.sleep(5)
            yield "resident memory in a call with the window", round(host.resident_mib(), 1), "MiB (bar 90)"


def figures(viz, quick, long):
    yield from handshake(viz)
    yield from bytes_and_processor(viz, 20 if quick else 60)
    yield from window(viz)
    for profile in ("low-latency", "balanced", "saver"):
        yield from mouth_to_ear(viz, profile, 20 if quick else 60)
    if long:
        yield from mouth_to_ear(viz, "low-latency", 600)
    yield from path_bench.figures(viz, quick)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--viz", required=True)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    for name, value, unit in figures(options.viz, options.quick, options.long):
        line = json.dumps({"name": name, "value": value, "unit": unit}) if options.json else \
            f"{name:<66} {value!s:>8} {unit}"
        print(line, flush=True)


if __name__ == "__main__":
    main()
