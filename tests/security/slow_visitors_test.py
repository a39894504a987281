"""Visitors who take their time: each is shown the door when the documentation says so, and a call beside them does not
notice. usage: slow_visitors_test.py VIZ [unittest arguments]"""
import os
import socket
import threading
import time

import viz1
from security_case import OK, SecurityCase, main
from voice_caller import VoiceCaller
from web_socket import BINARY, CONTINUATION, PING, Refused, frame, upgrade_request

KNOCK_LIMIT, OPEN_LIMIT, HEADER_LIMIT = 5, 10, 5  # docs/PROTOCOL.md, "limits"
SLACK = 2.5  # a second for the closing handshake; the rest is for a busy machine


class Visit(threading.Thread):
    """Runs `visit(self)` and notes how long it was suffered."""

    def __init__(self, visit):
        super().__init__(daemon=True)
        self.visit, self.seconds = visit, None
        self.start()

    def run(self):
        began = time.monotonic()
        try:
            self.visit()
        except OSError:
            pass  # shown the door
        self.seconds = time.monotonic() - began


class SlowVisitors(SecurityCase):
    def setUp(self):
        self.waiting = self.host()
        self.keys = viz1.InviteKeys.of(self.waiting.invite)

    def until_closed(self, web_socket, pieces, pause):
        """Sends piece after piece, with pauses; returns when the other side has closed."""
        web_socket.connection.settimeout(pause)
        for piece in pieces:
            web_socket.connection.sendall(piece)
            try:
                if web_socket.receive() is None:
                    return
            except TimeoutError:
                pass
        self.fail("it was never closed")

    def header_a_byte_a_second(self):
        with socket.create_connection(("127.0.0.1", self.waiting.port)) as connection:
            connection.settimeout(1)
            for byte in upgrade_request(self.keys.path, self.waiting.port):
                connection.sendall(bytes([byte]))
                try:
                    if connection.recv(1) == b"":
                        return
                except TimeoutError:
                    pass

    def frame_a_byte_every_three_seconds(self):
        web_socket = self.dial(self.waiting.port, self.keys.path)
        self.until_closed(web_socket, [bytes([b]) for b in frame(viz1.Joiner(self.keys).knock())], 3)

    def silent_after_the_upgrade(self):
        self.dial(self.waiting.port, self.keys.path).receive()

    def silent_after_the_knock(self):
        web_socket = self.dial(self.waiting.port, self.keys.path)
        web_socket.send(viz1.Joiner(self.keys).knock())
        assert web_socket.receive() and web_socket.receive() is None

    def silent_after_the_knock_without_a_secret(self):
        web_socket = self.dial(self.waiting.port, "/v1")
        web_socket.send(viz1.Joiner().knock())
        assert web_socket.receive() and web_socket.receive() is None

    def silent_after_a_late_knock(self):
        """All that a caller may take is counted from the upgrade."""
        web_socket = self.dial(self.waiting.port, self.keys.path)
        time.sleep(KNOCK_LIMIT - 1)
        web_socket.send(viz1.Joiner(self.keys).knock())
        assert web_socket.receive() and web_socket.receive() is None

    def endless_empty_fragments(self):
        web_socket = self.dial(self.waiting.port, self.keys.path)
        while True:
            web_socket.connection.sendall(frame(b"", BINARY, False) + frame(b"", CONTINUATION, False) * 1000)

    def endless_pings(self):
        """A ping is answered and is no sign of life that counts."""
        web_socket = self.dial(self.waiting.port, self.keys.path)
        self.until_closed(web_socket, [frame(b"x", PING)] * 100, 0.2)

    VISITS = {
        "header_a_byte_a_second": HEADER_LIMIT,
        "frame_a_byte_every_three_seconds": KNOCK_LIMIT,
        "silent_after_the_upgrade": KNOCK_LIMIT,
        "silent_after_the_knock": OPEN_LIMIT,
        "silent_after_the_knock_without_a_secret": OPEN_LIMIT,
        "silent_after_a_late_knock": OPEN_LIMIT,
        "endless_empty_fragments": 0,
        "endless_pings": KNOCK_LIMIT,
    }

    def assert_all_are_shown_out(self, visits):
        running = {name: Visit(getattr(self, name)) for name in visits}
        for name, visit in running.items():
            visit.join(OPEN_LIMIT + 20)
            with self.subTest(name):
                self.assertIsNotNone(visit.seconds, "it is still there")
                self.assertLess(visit.seconds, self.VISITS[name] + SLACK)
                self.assertGreater(visit.seconds, self.VISITS[name] - SLACK)

    def test_before_a_call(self):
        for _ in range(int(os.environ.get("VIZ_VISITOR_ROUNDS", "1"))):
            self.assert_all_are_shown_out(self.VISITS)
        self.assert_never_rang(self.waiting)
        self.assert_still_serves(self.waiting)

    def test_a_crowd_without_the_invite(self):
        """Takes all the places that anybody can have; those of invited callers are left."""
        for _ in range(2):
            self.dial(self.waiting.port, "/v1")
        with self.assertRaises(Refused):
            self.dial(self.waiting.port, "/v1")
        self.assert_still_serves(self.waiting)

    def test_during_a_call(self):
        """The same while somebody talks, whose sound goes on."""
        with VoiceCaller(self.waiting.port, self.keys) as caller:
            caller.wait_until_talking()
            self.assert_all_are_shown_out([name for name in self.VISITS if "knock" not in name])
            self.assertGreater(caller.records_a_second(), 40)
            self.assertLess(caller.longest_silence, 1.0)
        self.assertEqual(self.waiting.wait_exit(), OK, self.waiting.errors())


if __name__ == "__main__":
    main()
