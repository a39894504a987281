"""How much of its own voice the other side hears when somebody uses a loudspeaker. A table for docs/BENCHMARKS.md.

usage: echo_bench.py --viz PROGRAM [--quick] [--delay MS]... [--distorting] [--first]

Two viz processes on the virtual sound card of the lab; B's loudspeaker is heard by B's microphone through a room of 150
ms at -9 dB, which the card's server computes to the sample (echo_room/). Echo return loss enhancement (ERLE) is how
much more the same call loses of A's speech on its way back to A with B's processing than without it, from the sixth to
the twentieth second of A's speech. Then both speak at once: the intelligibility (STOI) of B's speech at A's ear against
what B said. --quick: one delay. --first: viz goes before everything else that runs here (nice -15, needs root): a busy
machine makes gaps in the sound, each gap moves the echo, and the canceller has to find it again, which is what the mean
and the worst second show then; the median second does not. Nothing here passes or fails; the bars are what the project
wants to reach.
"""
import argparse
import pathlib
import sys

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from echo_call import FAR_END, SETTLE, EchoCall  # noqa: E402
from echo_card import Room  # noqa: E402

DELAYS_MS = (0, 70, 150, 250)
DISTORTION = 4  # y = tanh(4 x) / 4: speech at -23 dBFS with peaks of a half is squeezed to a fifth
COLUMNS = ("loudspeaker", "delay of the room, ms: set, found", "echo at A, dBFS: unprocessed, processed",
           "ERLE, dB: mean, median second, worst second", "of seconds 1 to 5", "STOI of B in double talk: unprocessed, "
           "processed", "processor of B, % of a core: unprocessed, processed")
BARS = ("", "", "", "40; distorting 30", "", "0.85", "3 more")


def loudspeaker_rows(program, plugin, drive, delays_ms):
    """One row for each delay; the unprocessed call, which no delay changes, is made once."""
    name = "distorting" if drive else "linear"
    plain = EchoCall(program, plugin, Room(delays_ms[0], drive=drive), processed=False).run()
    for delay_ms in delays_ms:
        clean = EchoCall(program, plugin, Room(delay_ms, drive=drive), processed=True).run()
        seconds = clean.losses_by_second_db() - plain.losses_by_second_db()
        yield (name, f"{delay_ms}, " + "/".join(f"{found:.1f}" for found in clean.room_delays_ms()),
               f"{plain.heard_by_a():.1f}, {clean.heard_by_a():.1f}",
               f"{erle(plain, clean, SETTLE, FAR_END):.1f}, {np.median(seconds):.1f}, {seconds.min():.1f}",
               f"{erle(plain, clean, 1, SETTLE):.1f}",
               f"{plain.near_intelligibility():.3f}, {clean.near_intelligibility():.3f}",
               f"{plain.cpu * 100:.1f}, {clean.cpu * 100:.1f}")


def erle(plain, clean, begin, end):
    return clean.echo_loss_db(begin, end) - plain.echo_loss_db(begin, end)


def print_row(cells):
    print("| " + " | ".join(cells) + " |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--viz", required=True)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--delay", type=int, action="append", help="of the room, ms; may be given several times")
    parser.add_argument("--distorting", action="store_true", help="only the loudspeaker that distorts")
    parser.add_argument("--first", action="store_true", help="with a raised priority")
    parser.add_argument("--plugin", help="echo_room.so, if it does not lie in the build of viz")
    options = parser.parse_args()
    plugin = pathlib.Path(options.plugin or pathlib.Path(options.viz).resolve().parents[1] / "tests/lab/echo_room.so")
    if not plugin.exists():
        sys.exit(f"echo_bench.py: no {plugin}: build the target echo_room (needs ladspa-sdk)")
    delays = options.delay or (DELAYS_MS[1:2] if options.quick else DELAYS_MS)
    drives = (DISTORTION,) if options.distorting else (0,) if options.quick else (0, DISTORTION)
    program = [*(("nice", "-n", "-15") if options.first else ()), options.viz]
    for cells in (COLUMNS, ["---"] * len(COLUMNS), BARS):
        print_row(cells)
    for drive in drives:
        for row in loudspeaker_rows(program, plugin, drive, delays):
            print_row(row)


if __name__ == "__main__":
    main()
