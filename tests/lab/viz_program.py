"""`viz host` and `viz join` as processes whose lines can be waited for."""
import json
import os
import pathlib
import queue
import signal
import subprocess
import threading

from waiting import wait_until


class VizProgram:
    """One running viz. Standard output is the contract of docs/CLI.md; standard error is kept for failure messages."""

    def __init__(self, program, *arguments, environment=None, stdin=subprocess.DEVNULL):
        self.lines = []
        self._arrivals = queue.Queue()
        self.process = subprocess.Popen([str(program), *map(str, arguments)], env=environment, text=True,
                                        stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self._errors = []
        self._readers = [threading.Thread(target=self._read, args=reader, daemon=True)
                         for reader in ((self.process.stdout, self._take_line),
                                        (self.process.stderr, self._errors.append))]
        for reader in self._readers:
            reader.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(10)
        if self.process.stdin:
            self.process.stdin.close()
        for reader in self._readers:
            reader.join(10)

    def wait_line(self, start, limit=30.0):
        """The first line, old or new, that begins with `start`."""
        for line in self.lines:
            if line.startswith(start):
                return line
        while True:
            try:
                line = self._arrivals.get(timeout=limit)
            except queue.Empty:
                raise TimeoutError(f"no line {start!r}; had {self.lines}, said {self.errors()!r}, "
                                   f"status {self.process.poll()}") from None
            if line.startswith(start):
                return line

    def wait_nth_line(self, start, count, limit=30.0):
        """The `count`th line that begins with `start`, counted from 1."""
        def found():
            lines = [line for line in list(self.lines) if line.startswith(start)]
            return lines[count - 1] if len(lines) >= count else None
        try:
            return wait_until(found, f"line {count} that begins with {start!r}", limit)
        except TimeoutError as error:
            raise TimeoutError(f"{error}; had {self.lines}, said {self.errors()!r}, "
                               f"status {self.process.poll()}") from None

    def type(self, line):
        """Needs stdin=subprocess.PIPE."""
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def hang_up(self):
        """As Ctrl+C would; returns the exit status."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(20)

    def wait_exit(self, limit=60.0):
        status = self.process.wait(limit)
        for reader in self._readers:
            reader.join(10)
        return status

    def errors(self):
        return "".join(self._errors)

    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident_mib(self):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        return 0.0

    @staticmethod
    def _read(stream, take):
        with stream:
            for line in stream:
                take(line)

    def _take_line(self, line):
        self.lines.append(line.rstrip("\n"))
        self._arrivals.put(line.rstrip("\n"))


def read_stats(path):
    """The objects of a --stats file, oldest first."""
    with open(path) as lines:
        return [json.loads(line) for line in lines if line.endswith("\n")]
