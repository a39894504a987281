"""The figures that README and docs/BENCHMARKS.md show, measured again on this machine.

usage: bench.py --viz PROGRAM [--quick | --long] [--json] [--results FILE]

--quick  shorter calls, and of the bad paths only an outage, in less than five minutes; --long  a call of ten minutes as
well, to see whether the delay grows. No figure passes or fails, because machines differ, and the bar beside one is what
the project wants to reach; the status is 1 if something could not be measured, 77 if what it needs is not installed.
The bad paths are left out where one is not root. The figures are kept in FILE (build/lab/bench.jsonl), too, from where
benchmarks_page.py takes them.
"""
import argparse
import contextlib
import json
import pathlib
import shutil
import statistics
import sys
import tempfile
import time
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from flights import Relay, round_trips_until  # noqa: E402
import machine  # noqa: E402
import speech  # noqa: E402
import path_bench  # noqa: E402
from lab_call import LabCall  # noqa: E402
from lab_scenarios import SCENARIOS  # noqa: E402
from sound_card import SoundCard  # noqa: E402
from viz_pair import VizPair  # noqa: E402
from viz_program import VizProgram, read_stats  # noqa: E402
from window_program import Screen, WindowProgram, call_between_windows  # noqa: E402

SILENT = ["--input", "silence", "--output", "null"]
HEARD = (("median", "mouth to ear", 1, "ms"), ("p95", "mouth to ear, 95th percentile,", 1, "ms"),
         ("growth", "growth of the delay", 1, "ms"), ("stoi", "intelligibility (STOI)", 3, "of 1 (bar 0.95)"),
         ("dropped", "dropouts", 4, "share of speech"))
NEEDED = ("pulseaudio", "pactl", "pacat", "parec", "ffmpeg", "Xvfb", "xdotool")
SKIPPED = 77  # ctest's SKIP_RETURN_CODE
RESULTS = pathlib.Path(__file__).resolve().parents[2] / "build/lab/bench.jsonl"


def mouth_to_ear(viz, profile, seconds, options=()):
    options = ["--profile", profile, *options]
    call = LabCall(lambda *where: VizPair(*where, viz=viz, options=options), SCENARIOS["clean"], seconds).run()
    name = f"{profile}{', no processing' if '--no-processing' in options else ''}"
    for direction, found in call["directions"].items():
        for key, what, digits, unit in HEARD:
            value = found.get(key)
            yield f"{name}: {what} {direction}, {seconds} s", None if value is None else round(value, digits), unit
    for side in "AB":
        seconds_a_minute = call["usage"][side]["cpuSecondsPerMinute"]
        yield f"{name}: processor, real devices, side {side}", round(seconds_a_minute / 0.6, 1), "% of a core"
        total, heard = call["program"]["ownDelayMs"][side], call["directions"]["B>A" if side == "A" else "A>B"]
        if total and "median" in heard:
            yield f"{name}: own estimate of side {side}, minus what was found", round(total - heard["median"], 1), "ms"


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
        share = processor_share(host, seconds)
        memory = host.resident_mib()
        joiner.hang_up()
        host.wait_exit()
    return read_stats(stats), share, memory


def bytes_and_processor(viz, seconds):
    with tempfile.TemporaryDirectory() as folder:
        speech.write_wav(f"{folder}/speech.wav", 60)
        stats, _, _ = call_without_devices(viz, folder, "saver", seconds, "--sizes", "constant")
        yield "saver, constant sizes: records", rate(stats), \
            "kbit/s at 32 kbit/s of Opus (bar 33.3; the original's format 42.2)"
        stats, _, _ = call_without_devices(viz, folder, "saver", seconds)
        yield "saver as it is (smallest sizes): records", rate(stats), "kbit/s"
        _, share, memory = call_without_devices(viz, folder, "balanced", seconds)
        yield "balanced: processor with files for devices", round(share * 100, 2), "% of a core (bar 4)"
        yield "balanced: resident memory without a window", round(memory, 1), "MiB (bar 40)"


def rate(stats):
    """In kbit/s. Records leave in steps of a batch, so the time is counted in what was sent: whole records only. None
    if this machine was so busy that the path seemed slow and the voice was sent with fewer bits."""
    if any(line["sent"]["rung"] for line in stats[:-1]):
        return None
    first, last = stats[0]["sent"], stats[-2]["sent"]
    records, size = last["records"] - first["records"], stats[-2]["batchMs"]
    return round((last["bytes"] - first["bytes"]) * 8 / (records * size), 2)


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


def window(viz, seconds):
    with Screen() as screen, SoundCard() as card:
        starts = []
        for _ in range(6):
            with WindowProgram(viz, screen, environment=card.environment("A")) as program:
                starts.append(program.seconds_to_window)
        yield "window visible after the start, median of 5", round(statistics.median(starts[1:]), 2), "s (bar 0.5)"
        with WindowProgram(viz, screen, environment=card.environment("A")) as program:
            time.sleep(5)  # what comes after the start
            yield f"window without a call: processor, {seconds} s", round(processor_share(program, seconds) * 100, 2), \
                "% of a core (bar 0.3)"
        with speech_in_both_ears(card):
            yield from call_with_a_window(viz, screen, card, seconds)


def call_with_a_window(viz, screen, card, seconds):
    """The same call twice: between two windows, and between two that have none."""
    with WindowProgram(viz, screen, environment=card.environment("A")) as host, \
            WindowProgram(viz, screen, environment=card.environment("B")) as joiner:
        call_between_windows(host, joiner, card)
        time.sleep(5)
        with_window = processor_share(host, seconds)
        yield "resident memory in a call with the window", round(host.resident_mib(), 1), "MiB (bar 90)"
    with VizProgram(viz, "host", "--port", 0, "--accept", "verified", environment=card.environment("A")) as host, \
            VizProgram(viz, "join", host.wait_line("invite ").split()[1], environment=card.environment("B")):
        host.wait_line("connected ")
        time.sleep(5)
        without = processor_share(host, seconds)
    yield f"call with a window: processor, {seconds} s", round(with_window * 100, 2), "% of a core"
    yield "the same, beyond the call without a window", round((with_window - without) * 100, 2), \
        "% of a core (bar 2)"


@contextlib.contextmanager
def speech_in_both_ears(card):
    """So that the meters move as they do when people talk."""
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        for skip, side in enumerate("AB"):
            talker = card.speak(side, speech.write_speech(f"{folder}/{side}.raw", 300, skip))
            stack.callback(talker.wait, 10)
            stack.callback(talker.kill)
        yield


def processor_share(program, seconds):
    before, began = program.cpu_seconds(), time.monotonic()
    time.sleep(seconds)  # the length of the measurement, not a wait for something
    return (program.cpu_seconds() - before) / (time.monotonic() - began)


def sections(viz, quick, long):
    """Generators of (name, value, unit)."""
    seconds = 15 if quick else 60
    yield handshake(viz)
    yield bytes_and_processor(viz, seconds)
    yield window(viz, 10 if quick else 60)
    for profile in ("low-latency",) if quick else ("low-latency", "balanced", "saver"):
        for options in ((), ("--no-processing",)):
            yield mouth_to_ear(viz, profile, seconds, options)
    if long:
        yield mouth_to_ear(viz, "low-latency", 600)
    yield path_bench.figures(viz, quick, ("outages",) if quick else path_bench.SECTIONS)


def missing():
    programs = [name for name in NEEDED if not shutil.which(name)]
    return programs + ([] if speech.is_installed() else ["asterisk-core-sounds-en-g722"])


class Keeper:
    """Prints figures, and keeps them for the page."""

    def __init__(self, path, as_json):
        path.parent.mkdir(parents=True, exist_ok=True)
        self.lines, self.as_json = open(path, "w", buffering=1), as_json

    def begin(self, description):
        self.lines.write(json.dumps(description) + "\n")

    def keep_all(self, section):
        """False if the section failed, which must not keep the others from being measured."""
        try:
            for name, value, unit in section:
                self.keep(name, value, unit)
            return True
        except Exception:
            traceback.print_exc()
            return False

    def keep(self, name, value, unit):
        line = json.dumps({"name": name, "value": value, "unit": unit})
        self.lines.write(line + "\n")
        print(line if self.as_json else f"{name:<66} {value!s:>8} {unit}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--viz", required=True)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--results", type=pathlib.Path, default=RESULTS)
    options = parser.parse_args()
    if missing():
        print("bench.py: not installed here:", ", ".join(missing()))
        sys.exit(SKIPPED)
    keeper = Keeper(options.results, options.json)
    words = ["./dev bench", *(f"--{name}" for name in ("quick", "long") if getattr(options, name))]
    keeper.begin(dict(machine.description(options.viz), command=" ".join(words)))
    failed = sum(not keeper.keep_all(section) for section in sections(options.viz, options.quick, options.long))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
