#!/usr/bin/env python3
"""Where the processor's time of a call goes: instructions of each step as callgrind counts them, which are the same on a
busy machine and on an idle one. `call_profile.py PROGRAM [--seconds N]` prints a table in Markdown."""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

import speech

ROOMS = ("loudspeaker", "headphones", "raw")
PARTIES = 2

# What each step costs with everything below it. None of them is inside another one.
STEPS = {
    "echo: LinearEcho": "viz::LinearEcho::cancel",
    "echo: where it is": "viz::EchoAligner::align",
    "echo and rumble: WebRTC": "viz::WebRtcProcessing::process",
    "noise: NoiseReducer": "viz::NoiseReducer::reduce",
    "level: AutomaticGain": "viz::AutomaticGain::apply",
    "encoding: Opus": "opus_encode",
    "decoding: Opus": "opus_decode_float",
    "playout: VoiceOutput": "viz::VoiceOutput::play",
}


def main():
    options = parsed_options()
    with tempfile.TemporaryDirectory() as folder:
        voices = [speech.write_speech(f"{folder}/{skip}.raw", options.seconds, skip) for skip in range(PARTIES)]
        profiles = [profile(options.program, voices, room, f"{folder}/{room}") for room in ROOMS]
    print(table(profiles))


def parsed_options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", type=pathlib.Path, help="call_profile, as it was built")
    parser.add_argument("--seconds", type=int, default=36, help="of a call (default: 36, three rounds of its turns)")
    return parser.parse_args()


def profile(program, voices, room, file):
    """Millions of instructions for a second of the call and one of its two parties: of every step, and "all"."""
    counted = subprocess.run(
        ["valgrind", "--tool=callgrind", f"--callgrind-out-file={file}", "--toggle-collect=countedCall", program,
         *voices, room], check=True, capture_output=True, text=True)
    seconds = float(counted.stdout)
    annotated = subprocess.run(["callgrind_annotate", "--inclusive=yes", "--threshold=99.99", file], check=True,
                               capture_output=True, text=True).stdout
    return {step: count / seconds / PARTIES / 1e6 for step, count in counts_in(annotated).items()}


def counts_in(annotated):
    lines = re.findall(r"^ *([\d,]+) \([^)]*\)  (.*)$", annotated, re.MULTILINE)
    functions = [(int(count.replace(",", "")), name) for count, name in lines]
    counts = {step: max((count for count, name in functions if re.search(rf":{function}\b", name)), default=0)
              for step, function in STEPS.items()}
    whole = max(count for count, name in functions if name.startswith("PROGRAM TOTALS"))
    return counts | {"everything else": whole - sum(counts.values()), "all": whole}


def table(profiles):
    rows = [f"| millions of instructions a second | {' | '.join(ROOMS)} |", f"|---|{'---|' * len(ROOMS)}"]
    for step in profiles[0]:
        rows.append(f"| {step} | {' | '.join(f'{found[step]:.0f}' for found in profiles)} |")
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
