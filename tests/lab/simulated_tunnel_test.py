"""The tunnel as a program, against a server that sends everything back."""
import contextlib
import os
import socket
import tempfile
import threading
import time
import unittest

from simulated_tunnel import SimulatedTunnel
from waiting import wait_until


class EchoServer:
    def __enter__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.listener.close()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                threading.Thread(target=self._echo, args=(client,), daemon=True).start()

    @staticmethod
    def _echo(client):
        with client, contextlib.suppress(OSError):
            while data := client.recv(65536):
                client.sendall(data)


class Tunnelled(unittest.TestCase):
    def tunnel(self, faults, kind=None):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        echo = self.enterContext(EchoServer())
        return self.enterContext(SimulatedTunnel(echo.port, faults, kind, folder))

    def call(self, tunnel):
        client = self.enterContext(socket.create_connection(("127.0.0.1", tunnel.port)))
        client.settimeout(20)
        return client

    def round_trip(self, client, data=b"x"):
        began = time.monotonic()
        client.sendall(data)
        while data:
            received = client.recv(65536)
            if not received:
                raise ConnectionError("closed")
            data = data[len(received):]
        return time.monotonic() - began

    if not hasattr(unittest.TestCase, "enterContext"):  # Python 3.11 and later have it
        def enterContext(self, manager):
            entered = manager.__enter__()
            self.addCleanup(manager.__exit__, None, None, None)
            return entered


class Passes(Tunnelled):
    def test_every_byte_in_order(self):
        tunnel = self.tunnel("jitter=3")
        client = self.call(tunnel)
        sent = os.urandom(3_000_000)
        threading.Thread(target=client.sendall, args=(sent,), daemon=True).start()
        received = bytearray()
        while len(received) < len(sent):
            received += client.recv(65536)
        self.assertEqual(bytes(received), sent)

    def test_the_end_of_a_connection(self):
        client = self.call(self.tunnel(""))
        client.sendall(b"last words")
        client.shutdown(socket.SHUT_WR)
        self.assertEqual(b"".join(iter(lambda: client.recv(100), b"")), b"last words")

    def test_and_counts(self):
        tunnel = self.tunnel("", "tls")
        self.round_trip(self.call(tunnel), b"\x17\x03\x03\x00\x02ab" * 3 + b"\x16\x03\x03\x00\x00")
        tunnel.stop()
        counts = tunnel.events("counts")[-1]
        for way in ("up", "down"):
            self.assertEqual((counts[way]["bytes"], counts[way]["messages"]), (26, 3))


class Delays(Tunnelled):
    """Lower bounds only: a busy machine adds what it likes."""

    def test_both_ways(self):
        self.assertGreaterEqual(self.round_trip(self.call(self.tunnel("delay=60"))), 0.120)

    def test_holds_everything_in_a_stall_that_begins_with_the_faults(self):
        tunnel = self.tunnel("stall=700@0")
        client = self.call(tunnel)
        self.round_trip(client)
        begun = tunnel.begin()
        self.round_trip(client)
        self.assertGreaterEqual(time.monotonic() - begun, 0.7)

    def test_holds_what_was_under_way_when_a_stall_began(self):
        tunnel = self.tunnel("delay=200,stall=900@0.1")
        client = self.call(tunnel)
        begun = tunnel.begin()
        self.round_trip(client)
        self.assertGreaterEqual(time.monotonic() - begun, 1.0)

    def test_lets_bytes_through_at_its_rate(self):
        tunnel = self.tunnel("rate=80000@0+60")
        client = self.call(tunnel)
        tunnel.begin()
        self.assertGreaterEqual(self.round_trip(client, bytes(5000)), 0.5)


class Breaks(Tunnelled):
    def test_every_connection_and_takes_new_ones_at_once(self):
        tunnel = self.tunnel("reset=0.2")
        clients = [self.call(tunnel) for _ in range(2)]
        for client in clients:
            self.round_trip(client)
        tunnel.begin()
        for client in clients:
            with self.assertRaises(ConnectionResetError):
                client.recv(1)
        self.round_trip(self.call(tunnel))

    def test_and_refuses_callers_for_as_long_as_an_outage_lasts(self):
        tunnel = self.tunnel("outage=1.0@0")
        self.round_trip(self.call(tunnel))
        begun = tunnel.begin()
        wait_until(lambda: tunnel.events("reset"), "the outage begins")

        def serves():
            try:
                return self.round_trip(self.call(tunnel))
            except OSError:
                return None
        wait_until(serves, "the tunnel is back")
        self.assertGreaterEqual(time.monotonic() - begun, 1.0)
        self.assertTrue(tunnel.events("refused"))


if __name__ == "__main__":
    unittest.main()
