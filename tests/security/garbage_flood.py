"""A crowd at the host's port that is up to no good: so many connections, one after the other, and some that stay.
usage: garbage_flood.py PORT CONNECTIONS [HELD]. Prints what became of them as a JSON object."""
import collections
import json
import os
import random
import socket
import sys
import time

SCANS = [b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"GET /v1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
         b"HEAD /ws HTTP/1.0\r\n\r\n",
         b"GET /v1/AAAAAAAAAAA HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n\r\n", b"POST /v1 HTTP/1.1\r\n\r\n",
         b"SSH-2.0-OpenSSH_9.2\r\n", bytes.fromhex("16030100a5010000a10303"), b"\r\n\r\n", b"GET " + b"A" * 9000, b""]

PATIENCE = 0.1  # the system drops what the host is too slow to take; TCP would try again after a second


class Flood:
    def __init__(self, port, held):
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


if __name__ == "__main__":
    port, connections, *held = map(int, sys.argv[1:])
    print(json.dumps(Flood(port, *(held or [0])).run(connections)))
