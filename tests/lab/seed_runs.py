"""Runs of one program with many seeds, kept as JSON lines: what was run is not run again."""
import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import time


def parse_options(description, results):
    """What every soak of this kind is asked for; `results` unless the command line says otherwise."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--hours", type=float, default=1000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--results", default=results)
    parser.add_argument("--again", action="store_true", help="do not count what was run before")
    return parser.parse_args()


class SeedRuns:
    """A subclass says in one(seed) what a run is and in shown(line) what went wrong in it, if anything did.

    Lines count as done if they are of the same program, with the same `settings`."""

    def __init__(self, program, path, hours_a_seed, **settings):
        self.program, self.path, self.hours_a_seed = str(program), pathlib.Path(path), hours_a_seed
        self.which = {"build": hashlib.sha256(pathlib.Path(program).read_bytes()).hexdigest()[:16], **settings}
        self.done = {}

    def load(self):
        """What was run before."""
        lines = self.path.read_text().splitlines() if self.path.exists() else []
        self.done = {line["seed"]: line for line in map(json.loads, lines)
                     if all(line.get(name) == value for name, value in self.which.items())}

    def run(self, seeds, jobs):
        left = [seed for seed in seeds if seed not in self.done]
        print(f"{len(seeds)} seeds, {len(seeds) - len(left)} of them done before", flush=True)
        began = time.monotonic()
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            runs = [pool.submit(self._timed, seed) for seed in left]
            for count, run in enumerate(concurrent.futures.as_completed(runs), 1):
                self._keep(run.result())
                self._progress(run.result(), count, len(left), time.monotonic() - began)

    def _timed(self, seed):
        began = time.monotonic()
        line = self.one(seed)
        return {**self.which, "seed": seed, "seconds": round(time.monotonic() - began, 1), **line}

    def _keep(self, line):
        self.done[line["seed"]] = line
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with open(self.path, "a") as lines:
            lines.write(json.dumps(line) + "\n")

    def _progress(self, line, count, total, took):
        if count % 10 and count != total and self.hours_a_seed < 10 and not self.shown(line):
            return
        left = took / count * (total - count)
        print(f"seed {line['seed']}: {self.shown(line) or 'nothing went wrong'}; {len(self.done) * self.hours_a_seed:.0f} "
              f"hours; {took / (count * self.hours_a_seed):.1f} s for an hour, {left / 60:.0f} min to go", flush=True)
