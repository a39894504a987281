"""One long call in which something goes wrong every minute, and whether anything of it stays.

usage: soak_call.py --viz PROGRAM [--minutes M] [--seed S] [--results FILE]

Each minute has one event at its beginning, drawn by the seed: a stall of up to 5 s, 16 to 40 kbit/s for 10 to 15 s, a
reset, an outage of up to 15 s, a loudspeaker or a microphone that is unplugged for some seconds, or nothing; and a
quiet second half, at the end of which the delay is measured on the sound card. A has no processing, B has all of it.
Afterwards must hold, else the status is 1: the delay of the last minutes is that of the first ones, memory grew by no
more than 2 MiB after the first minute, threads and handles by none, and every reconnect was resumed.
"""
import argparse
import contextlib
import dataclasses
import json
import os
import pathlib
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import delay  # noqa: E402
import speech  # noqa: E402
from process_usage import Usage  # noqa: E402
from replug_call import Recording, Replugs  # noqa: E402
from simulated_tunnel import SimulatedTunnel  # noqa: E402
from sound_card import EAR, MOUTH, RATE, SoundCard  # noqa: E402
from speech_quality import trusted  # noqa: E402
from viz_program import VizProgram  # noqa: E402

MINUTE = 60
EVENT_AT, MEASURED_AT, MEASURED_SECONDS = 3, 42, 12
RESULTS = pathlib.Path(__file__).resolve().parents[2] / "build/lab/soak-call.jsonl"
ENDLESS_TALKER = """while cat "$0"; do :; done |
pacat -d "$1" --raw --format=s16le --rate=48000 --channels=1 --latency-msec=40"""
DEVICES = ("A_in", "A_spk", "B_in", "B_spk")
GROWTH_MS, MEMORY_MIB = 20, 2.0  # how much the delay may differ by chance; how much memory may grow
ENDS = 5                         # minutes at each end that are compared


@dataclasses.dataclass
class Event:
    """`fault`: for tunnel_faults.py; `device` that is away for `seconds`."""
    what: str
    fault: str = None
    device: str = None
    seconds: float = 0.0


def events(minutes, seed):
    """One for each minute; the first is quiet."""
    draw = random.Random(seed)
    return [Event("nothing"), *(_event(draw, MINUTE * minute + EVENT_AT) for minute in range(1, minutes))]


def _event(draw, second):
    kind = draw.choice(("stall", "rate", "reset", "outage", "device", "device", "nothing"))
    if kind == "stall":
        return Event("stall", f"stall={draw.randint(200, 5000)}@{second}")
    if kind == "rate":
        return Event("narrow", f"rate={draw.randint(16, 40) * 1000}@{second}+{draw.randint(10, 15)}")
    if kind == "reset":
        return Event("reset", f"reset={second}")
    if kind == "outage":
        return Event("outage", f"outage={draw.randint(1, 15)}@{second}")
    if kind == "device":
        device = draw.choice(DEVICES)
        return Event(f"{device} unplugged", device=device, seconds=draw.uniform(2, 6))
    return Event("nothing")


class SoakCall:
    def __init__(self, viz, minutes, seed, results):
        self.viz, self.minutes, self.results = viz, minutes, pathlib.Path(results)
        self.events, self.rows = events(minutes, seed), []

    def run(self):
        with contextlib.ExitStack() as stack:
            self.folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="viz-soak-")))
            self.card = stack.enter_context(SoundCard())
            self.devices = Replugs(self.card)
            self._connect(stack)
            self._speak(stack)
            self.began = self.tunnel.begin()
            self.usage_at_first = None
            for minute, event in enumerate(self.events):
                self._minute(minute, event)
            self.lost = [side for side, program in self.programs.items() if program.process.poll() is not None]
            self._hang_up()
        return self

    def _connect(self, stack):
        host = self._start(stack, "A", "host", "--port", 0, "--accept", "verified", "--no-processing")
        port = int(host.wait_line("listening ").rsplit(":", 1)[1])
        secret = host.wait_line("invite ").split("#")[1]
        faults = ",".join(event.fault for event in self.events if event.fault)
        self.tunnel = stack.enter_context(SimulatedTunnel(port, faults, "ws", self.folder))
        joiner = self._start(stack, "B", "join", f"viz1+ws:127.0.0.1:{self.tunnel.port}#{secret}")
        self.programs = {"A": host, "B": joiner}
        for program in self.programs.values():
            program.wait_line("connected ")

    def _start(self, stack, side, command, *arguments):
        environment = dict(self.card.environment(side))
        for name in ("PULSE_SINK", "PULSE_SOURCE"):
            environment.pop(name)
        return stack.enter_context(VizProgram(self.viz, command, *arguments, "--profile", "low-latency", "--input",
                                              f"{side}_in", "--output", f"{side}_spk", environment=environment))

    def _speak(self, stack):
        """Both, without an end."""
        for skip, side in enumerate("AB"):
            file = speech.write_speech(self.folder / f"{side}.raw", 100, skip)
            talker = subprocess.Popen(["sh", "-c", ENDLESS_TALKER, str(file), f"{side}_mic"], env=self.card.base,
                                      stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
            stack.callback(talker.wait, 10)
            stack.callback(os.killpg, talker.pid, signal.SIGTERM)

    def _minute(self, minute, event):
        self._until(minute * MINUTE + EVENT_AT)
        if event.device:
            self.devices.unplug(event.device)
            self._until(minute * MINUTE + EVENT_AT + event.seconds)
            self.devices.plug(event.device)
        self._until(minute * MINUTE + MEASURED_AT)
        found = self._delay()
        row = {"minute": minute, "event": event.what, "delayMs": found.get("median"), "found": found["found"],
               **{side: dataclasses.asdict(Usage.of(program.process.pid)) for side, program in self.programs.items()}}
        self.rows.append(row)
        self._keep(row)

    def _until(self, second):
        """Seconds of the call: what happens when is what is measured."""
        time.sleep(max(0.0, self.began + second - time.monotonic()))

    def _delay(self):
        """From A to B, of MEASURED_SECONDS from now on."""
        recording = Recording(self.card, self.folder / "minute.s16")
        time.sleep(MEASURED_SECONDS)
        recording.end()
        sound = recording.samples()
        recording.path.unlink()
        track = delay.delay_track(sound[:, MOUTH["A"]], sound[:, EAR["B"]], RATE, max_delay=3.0)
        return {**delay.summary(trusted(track)), "found": len(trusted(track)) / max(len(track), 1)}

    def _hang_up(self):
        reconnects = {side: sum(line.startswith("reconnecting") for line in program.lines)
                      for side, program in self.programs.items()}
        resumed = {side: sum(line.startswith("resumed ") for line in program.lines)
                   for side, program in self.programs.items()}
        self.reconnects, self.resumed = reconnects, resumed
        if not self.lost:
            self.programs["A"].hang_up()
            self.programs["B"].wait_exit()

    def _keep(self, row):
        self.results.parent.mkdir(parents=True, exist_ok=True)
        with open(self.results, "a") as lines:
            lines.write(json.dumps(row) + "\n")
        shown = "nothing found" if row["delayMs"] is None else f"{row['delayMs']:.0f} ms"
        print(f"minute {row['minute'] + 1}/{self.minutes}: {row['event']}; {shown}; " + "; ".join(
            f"{side} {row[side]['rss_mib']:.1f} MiB, {row[side]['threads']} threads, {row[side]['handles']} handles"
            for side in "AB"), flush=True)


def verdicts(rows, reconnects, resumed, lost):
    """[(what, figure, does it hold)]."""
    ends = min(ENDS, max(1, len(rows) // 2))
    delays = [[row["delayMs"] for row in part if row["delayMs"] is not None] for part in (rows[:ends], rows[-ends:])]
    growth = statistics.median(delays[1]) - statistics.median(delays[0]) if all(delays) else None
    yield "growth of the delay, ms", growth, growth is not None and abs(growth) <= GROWTH_MS
    yield "minutes in which nothing was heard", sum(row["delayMs"] is None for row in rows), \
        all(row["delayMs"] is not None for row in rows)
    for side in "AB":
        memory = max(row[side]["rss_mib"] for row in rows) - rows[0][side]["rss_mib"]
        yield f"growth of memory of {side} after the first minute, MiB", round(memory, 2), memory <= MEMORY_MIB
        for what in ("threads", "handles"):
            grown = min(row[side][what] for row in rows[-ends:]) - rows[0][side][what]
            yield f"growth of {what} of {side}", grown, grown <= 0
        yield f"reconnects of {side} that were resumed", f"{resumed[side]} of {reconnects[side]}", \
            resumed[side] == reconnects[side]
    yield "sides that ended too early", len(lost), not lost


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--viz", required=True)
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--results", default=RESULTS)
    options = parser.parse_args()
    soak = SoakCall(options.viz, options.minutes, options.seed, options.results).run()
    found = list(verdicts(soak.rows, soak.reconnects, soak.resumed, soak.lost))
    for what, figure, holds in found:
        print(f"{what:<55} {figure!s:>10} {'holds' if holds else 'DOES NOT HOLD'}")
    sys.exit(0 if all(holds for *_, holds in found) else 1)


if __name__ == "__main__":
    main()
