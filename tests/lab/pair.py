"""Two parties that the lab can measure: A waits, B calls, perhaps through a simulated tunnel."""
import contextlib
import pathlib
import re
import subprocess

from process_usage import Usage
from processes import is_running
from simulated_tunnel import SimulatedTunnel
from waiting import wait_until


class Pair:
    """A context manager: inside of it the two hear each other. Each program has a sub-class that says how to start it.

    `kind`: what its messages on TCP are, for the tunnel to count: "ws" or "tls"; None if it does not speak TCP, and
    then no tunnel can be between. `processes`: ids by name, "A" and "B" being the parties. `ports`: at A or the server,
    by which traffic can be told apart; of the tunnel, if there is one. `clients`: how many parties talk to these."""

    kind, clients = None, 1

    def __init__(self, card, folder, faults=None, path=None):
        """`faults`: of a simulated tunnel (tunnel_faults.py), or None. `path`: a KernelPath that each party and the
        server have one end of, or None."""
        if faults is not None and not self.kind:
            raise ValueError(f"{type(self).__name__} cannot go through a tunnel")
        self.card, self.folder, self.faults, self.path = card, pathlib.Path(folder), faults, path
        self.processes, self.ports, self.tunnel = {}, [], None

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            self.stack = stack
            self.connect()
            self.stack = stack.pop_all()
        return self

    def __exit__(self, *details):
        return self.stack.__exit__(*details)

    def connect(self):
        raise NotImplementedError

    def address(self, side="A"):
        return self.path.address(side) if self.path else "127.0.0.1"

    def inside(self, side, *command):
        """The command that runs `command` at that side's end of the path."""
        return self.path.inside(side, *command) if self.path else list(map(str, command))

    def way_to(self, port):
        """The port that B calls so that it gets to `port`."""
        if self.faults is None:
            self.ports = [port]
            return port
        self.tunnel = self.stack.enter_context(SimulatedTunnel(port, self.faults, self.kind, self.folder))
        self.ports = [self.tunnel.port]
        return self.tunnel.port

    def usage(self):
        return {name: Usage.of(process) for name, process in self.processes.items()}

    def alive(self):
        return {name: is_running(process) for name, process in self.processes.items()}

    def figures(self):
        """What only this program knows of itself; after the call."""
        return {}


class LoggedPair(Pair):
    """Of programs whose output is only looked at for the words that tell how far they are."""

    def spawn(self, name, command, environment, stdin=subprocess.DEVNULL):
        with open(self.folder / f"{name}.log", "w") as log:
            process = subprocess.Popen(list(map(str, command)), env=environment, stdin=stdin, stdout=log, stderr=log)
        self.stack.callback(end, process)
        return process

    def said(self, name, pattern):
        return re.search(pattern, (self.folder / f"{name}.log").read_text(errors="replace"), re.DOTALL)

    def wait_said(self, name, pattern, limit=30.0):
        return wait_until(lambda: self.said(name, pattern), f"{name} says {pattern!r}", limit)


def end(process):
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(5)
