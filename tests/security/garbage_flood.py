"""A crowd at the host's port that is up to no good: so many connections, one after the other, and some that stay.
usage: garbage_flood.py PORT CONNECTIONS [HELD [KIND]]. Prints what became of them as a JSON object. KIND: http (the
default); or, for a host that serves TLS, hellos (that are none), silence (after a good hello) or handshakes."""
import collections
import json
import os
import random
import socket
import ssl
import sys
import time

from tls_relay import client_context

SCANS = [b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"GET /v1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
         b"HEAD /ws HTTP/1.0\r\n\r\n",
         b"GET /v1/AAAAAAAAAAA HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n\r\n", b"POST /v1 HTTP/1.1\r\n\r\n",
         b"SSH-2.0-OpenSSH_9.2\r\n", bytes.fromhex("16030100a5010000a10303"), b"\r\n\r\n", b"GET " + b"A" * 9000, b""]

PATIENCE = 0.1  # the system drops what the host is too slow to take; TCP would try again after a second


class Flood:
    def __init__(self, port, held):
        self.context = client_context()
        self.port, self.held, self.outcomes = port, collections.deque(maxlen=held), collections.Counter()
        self.random = random.Random(7)

    def run(self, connections):
        began = time.monotonic()
        for _ in range(connections):
            self.outcomes[self._visit()] += 1
        return dict(self.outcomes, seconds=round(time.monotonic() - began, 2))

    def _visit(self):
        try:
            connection = socket.create_connection(("127.0.0.1", self.port), PATIENCE)
            connection.sendall(self._garbage())
        except OSError:
            return "not taken"
        if self.held.maxlen and self.random.random() < 0.1:
            self.held.append(connection)  # the oldest one is let go
            return "held"
        connection.close()
        return "closed"

    def _garbage(self):
        return os.urandom(200) if self.random.random() < 0.3 else self.random.choice(SCANS)


class HelloFlood(Flood):
    """What begins like TLS and is random from there on."""

    def _garbage(self):
        record = os.urandom(self.random.randrange(1, 500))
        claimed = len(record) if self.random.random() < 0.5 else self.random.randrange(1, 16_000)
        return b"\x16\x03" + self.random.choice([b"\x00", b"\x01", b"\x03"]) + claimed.to_bytes(2, "big") + record


class SilenceFlood(Flood):
    """Makes the host answer a hello, which costs it a signature, and says no more."""

    def _garbage(self):
        outgoing = ssl.MemoryBIO()
        try:
            self.context.wrap_bio(ssl.MemoryBIO(), outgoing).do_handshake()
        except ssl.SSLWantReadError:
            return outgoing.read()


class HandshakeFlood(Flood):
    """The whole handshake, and then a request that is turned away."""

    def _visit(self):
        try:
            connection = socket.create_connection(("127.0.0.1", self.port), PATIENCE)
            with self.context.wrap_socket(connection) as secure:
                secure.sendall(self._garbage())
        except OSError:
            return "not taken"
        return "closed"


KINDS = {"http": Flood, "hellos": HelloFlood, "silence": SilenceFlood, "handshakes": HandshakeFlood}


if __name__ == "__main__":
    os.nice(10)  # in earnest a crowd brings processors of its own
    port, connections, held, kind = (*sys.argv[1:], *("0", "http")[len(sys.argv) - 3:])
    print(json.dumps(KINDS[kind](int(port), int(held)).run(int(connections))))
