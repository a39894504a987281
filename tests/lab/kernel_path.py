"""Two network namespaces joined by a bad path: programs in end A and in end B talk by the kernel's own TCP."""
import json
import pathlib
import queue
import subprocess
import threading

SKIPPED = 77  # ctest's SKIP_RETURN_CODE


class PathUnavailable(Exception):
    """No root, no TUN device or no namespaces here; says which."""


class KernelPath:
    """A running path_emulator; use as a context manager. `inside(end, command)` is the command that runs `command` in
    end "A" or "B"; its process id is the program's own. Times are seconds of CLOCK_MONOTONIC (time.monotonic())."""

    def __init__(self, emulator, *options):
        self.command = [str(emulator), *map(str, options)]
        self.end = None  # the counts of the event "end", once the path is closed
        self._events = queue.Queue()

    def __enter__(self):
        self.process = subprocess.Popen(self.command, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        ready = self._next_event()
        if ready is None:
            self.process.wait(10)
            said = self.process.stderr.read().strip()
            raise PathUnavailable(said) if self.process.returncode == SKIPPED else RuntimeError(said)
        self.ends = {"A": ready["a"], "B": ready["b"]}
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self._reader.join(10)
        self.process.wait(10)
        while (event := self._next_event()) is not None:
            self.end = event if event["event"] == "end" else self.end
        self.process.stderr.close()

    def address(self, end):
        return self.ends[end]["address"]

    def inside(self, end, *command):
        return ["nsenter", f"--net={self.ends[end]['namespace']}", *map(str, command)]

    def start(self, end, *command, **popen):
        return subprocess.Popen(self.inside(end, *command), stdin=subprocess.DEVNULL, **popen)

    def cut(self, milliseconds):
        """An outage from now on; returns when it is over: (began, ended)."""
        self.process.stdin.write(f"outage {milliseconds}\n")
        self.process.stdin.flush()
        times = [self._next_event(limit=milliseconds / 1000 + 10) for _ in range(2)]
        assert [event["event"] for event in times] == ["outage-begin", "outage-end"], times
        return tuple(event["monotonicNs"] / 1e9 for event in times)

    def _next_event(self, limit=20.0):
        return self._events.get(timeout=limit)

    def _read(self):
        with self.process.stdout as lines:
            for line in lines:
                self._events.put(json.loads(line))
        self._events.put(None)


def lab_programs_beside(program):
    """Where a build has path_emulator and message_trace, by where it has viz."""
    return pathlib.Path(program).resolve().parents[1] / "tests" / "lab"
