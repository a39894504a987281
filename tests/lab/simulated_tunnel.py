"""A TCP proxy that is as bad as a tunnel can be, and counts what passes.

usage: simulated_tunnel.py PORT TARGET FAULTS KIND LOG

Forwards 127.0.0.1:PORT to 127.0.0.1:TARGET. FAULTS is a line of tunnel_faults.py; they begin when SIGUSR1 arrives, but
delay and jitter are there from the start. KIND (ws, tls or none) says which messages are counted. LOG gets one JSON
object a line, `t` being CLOCK_MONOTONIC: listening, connected, closed, begun, reset, refused, and once a second and at
the end `counts`.
"""
import asyncio
import collections
import json
import pathlib
import random
import signal
import socket
import struct
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from message_counter import MessageCounter  # noqa: E402
from tunnel_faults import TunnelFaults  # noqa: E402
from waiting import free_port, wait_until  # noqa: E402

HELD_BYTES = 256 * 1024  # what a tunnel program swallows before it stops reading
WAYS = ("up", "down")    # up: from the joiner to the host
ABORT = struct.pack("ii", 1, 0)


class SimulatedTunnel:
    """The program as a context manager; `port` is where to call. `begin()` starts the faults; `events()` may be asked
    at any time."""

    def __init__(self, target, faults="", kind="ws", folder=None):
        self.target, self.faults, self.kind, self.port = target, faults, kind, free_port()
        self.log = pathlib.Path(folder or "/tmp") / f"tunnel-{self.port}.jsonl"

    def __enter__(self):
        self.process = subprocess.Popen(
            ["/usr/bin/python3", __file__, str(self.port), str(self.target), self.faults, self.kind or "none",
             str(self.log)], stdin=subprocess.DEVNULL)
        wait_until(lambda: self.log.exists() and self.events("listening"), "the simulated tunnel listens")
        return self

    def __exit__(self, *_):
        self.stop()
        self.log.unlink(missing_ok=True)

    def stop(self):
        self.process.terminate()
        self.process.wait(10)

    def begin(self):
        """Returns the moment, of CLOCK_MONOTONIC."""
        self.process.send_signal(signal.SIGUSR1)
        return wait_until(lambda: self.events("begun"), "the faults begin")[0]["t"]

    def events(self, name):
        lines = self.log.read_text().splitlines(keepends=True)
        return [event for line in lines if line.endswith("\n") and (event := json.loads(line))["event"] == name]


class Counts:
    """Of one way, over all connections."""

    def __init__(self, kind):
        self.kind, self.counters, self.pieces = kind, [], 0

    def new_connection(self):
        self.counters.append(MessageCounter(self.kind))
        return self.counters[-1]

    def as_dict(self):
        return {"pieces": self.pieces, **{name: sum(getattr(counter, name) for counter in self.counters)
                                          for name in ("bytes", "messages", "control")}}


class Way:
    """One direction of one connection: reads, decides when each piece may leave, and writes in that order."""

    def __init__(self, server, name, reader, writer):
        self.server, self.reader, self.writer = server, reader, writer
        self.counts, self.random = server.counts[name], server.randoms[name]
        self.counter = self.counts.new_connection()
        self.queue, self.held, self.changed = collections.deque(), 0, asyncio.Event()
        self.last_leaves = self.bottleneck_free = 0.0

    async def run(self):
        await asyncio.gather(self._read(), self._write())

    async def _read(self):
        while True:
            data = await self.reader.read(65536)
            self.counts.pieces += bool(data)
            self.counter.feed(data)
            self.held += len(data)
            self.queue.append((self._leaves(time.monotonic(), len(data)), data))
            self.changed.set()
            if not data:
                return
            while self.held > HELD_BYTES:
                await self._change()

    def _leaves(self, now, size):
        """Stalls apart: one may begin while the piece is under way."""
        faults, begun = self.server.faults, self.server.begun
        out = now + max(0.0, faults.delay + self.random.uniform(-faults.jitter, faults.jitter)) / 1000
        if begun is not None:
            self.bottleneck_free = begun + faults.through_bottleneck(max(now, self.bottleneck_free) - begun, size * 8)
            out = max(out, self.bottleneck_free + faults.delay / 1000)
        self.last_leaves = max(self.last_leaves, out)
        return self.last_leaves

    async def _write(self):
        while True:
            while not self.queue:
                await self._change()
            leaves, data = self.queue[0]
            wait = self.server.held_until(leaves) - time.monotonic()
            if wait > 0:
                await asyncio.sleep(min(wait, 0.25))  # and look again: the faults may have begun meanwhile
                continue
            self.queue.popleft()
            self.held -= len(data)
            self.changed.set()
            if not data:
                return self.writer.write_eof() if self.writer.can_write_eof() else None
            self.writer.write(data)
            await self.writer.drain()

    async def _change(self):
        self.changed.clear()
        await self.changed.wait()


class TunnelServer:
    def __init__(self, target, faults, kind, log):
        self.target, self.faults, self.log = target, faults, log
        self.counts = {way: Counts(kind) for way in WAYS}
        self.randoms = {way: random.Random(way) for way in WAYS}
        self.begun, self.refuses_until, self.connections = None, 0.0, set()

    async def run(self, port):
        self.over = asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGUSR1, self._begin)
        loop.add_signal_handler(signal.SIGTERM, self.over.set)
        async with await asyncio.start_server(self._serve, "127.0.0.1", port):
            self._tell("listening")
            while not self.over.is_set():
                await self._second()
                self._tell("counts", **{way: counts.as_dict() for way, counts in self.counts.items()})
            self._reset_all()

    def held_until(self, moment):
        """Of CLOCK_MONOTONIC."""
        if self.begun is None:
            return moment
        return self.begun + self.faults.held_until(moment - self.begun)

    async def _second(self):
        try:
            await asyncio.wait_for(self.over.wait(), 1.0)
        except asyncio.TimeoutError:
            pass

    def _begin(self):
        if self.begun is None:
            self.begun = time.monotonic()
            self._tell("begun")
            self.timeline = asyncio.ensure_future(self._resets())

    async def _resets(self):
        for second, outage in self.faults.resets():
            await asyncio.sleep(max(0.0, self.begun + second - time.monotonic()))
            self.refuses_until = time.monotonic() + outage
            self._tell("reset", connections=len(self.connections), outage=outage)
            self._reset_all()

    def _reset_all(self):
        for writers in list(self.connections):
            for writer in writers:
                abort(writer)

    async def _serve(self, reader, writer):
        if time.monotonic() < self.refuses_until:
            self._tell("refused")
            return abort(writer)
        try:
            target_reader, target_writer = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            self._tell("refused")
            return abort(writer)
        await self._join((reader, writer), (target_reader, target_writer))

    async def _join(self, joiner, host):
        writers = (joiner[1], host[1])
        for writer in writers:
            writer.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.connections.add(writers)
        self._tell("connected")
        ways = [Way(self, "up", joiner[0], host[1]), Way(self, "down", host[0], joiner[1])]
        tasks = [asyncio.ensure_future(way.run()) for way in ways]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.connections.discard(writers)
        for writer in writers:
            writer.close()
        self._tell("closed")

    def _tell(self, event, **more):
        self.log.write(json.dumps({"t": round(time.monotonic(), 4), "event": event, **more}) + "\n")


def abort(writer):
    """Closes with a reset, as a broken tunnel does."""
    try:
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, ABORT)
    except OSError:
        pass
    writer.transport.abort()


def main():
    port, target, faults, kind, log = sys.argv[1:]
    with open(log, "w", buffering=1) as lines:
        server = TunnelServer(int(target), TunnelFaults.parse(faults), None if kind == "none" else kind, lines)
        asyncio.run(server.run(int(port)))


if __name__ == "__main__":
    main()
