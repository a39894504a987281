"""What a stranger who finds the port can see and do: nothing that tells a Viz from any other closed door.
usage: exposure_test.py VIZ [unittest arguments]"""
import os
import pathlib
import socket
import sys

import viz1
from security_case import OK, SecurityCase, main
from web_socket import CLOSE, TEXT, Refused, frame, read_head, upgrade_request

LOOPBACK = {"0100007F"}  # 127.0.0.1 as /proc/net/tcp writes it
ANYWHERE = {"00000000"}


def listening_addresses(pid):
    inodes = set()
    for link in pathlib.Path(f"/proc/{pid}/fd").iterdir():
        try:
            inodes.add(os.readlink(link))
        except OSError:
            continue  # closed meanwhile
    rows = [line.split() for table in ("tcp", "tcp6", "udp", "udp6")
            for line in pathlib.Path(f"/proc/net/{table}").read_text().splitlines()[1:]]
    # 0A: TCP listens; 07: a UDP socket without a peer.
    return {row[1].split(":")[0] for row in rows if row[3] in ("0A", "07") and f"socket:[{row[9]}]" in inodes}


def answer_to(port, request):
    with socket.create_connection(("127.0.0.1", port), 20) as connection:
        connection.sendall(request)
        head = read_head(connection)
        return head, connection.recv(100)


class Exposure(SecurityCase):
    def test_listens_on_this_machine_only(self):
        host = self.host()
        self.assertEqual(listening_addresses(host.process.pid), LOOPBACK)
        host.hang_up()

    def test_beyond_this_machine_only_invited_callers_are_answered(self):
        host = self.viz("host", "--port", 0, "--bind", "0.0.0.0", "--accept", "verified", "--input", "silence",
                        "--output", "null")
        host.port = int(host.wait_line("listening ").rsplit(":", 1)[1])
        host.invite = host.wait_line("invite ").split()[1]
        self.assertEqual(listening_addresses(host.process.pid), ANYWHERE)
        with self.assertRaises(Refused) as refused:
            self.dial(host.port, "/v1")
        self.assertEqual(refused.exception.status, 404)
        self.assertEqual(self.dial(host.port, viz1.InviteKeys.of(host.invite).path).path[:4], "/v1/")
        host.hang_up()

    def test_a_joiner_listens_nowhere(self):
        host = self.host()
        joiner = self.join(host.invite)
        joiner.wait_line("connected ")
        self.assertEqual(listening_addresses(joiner.process.pid), set())
        self.assertEqual([joiner.hang_up(), host.wait_exit()], [OK, OK])

    def test_says_nothing_to_who_does_not_know_the_path(self):
        host = self.host("--link-only")
        for path in ("/", "/ws", "/v1", "/v1/", "/v1/AAAAAAAAAAA", "/index.html", "/../v1"):
            with self.subTest(path):
                head, body = answer_to(host.port, upgrade_request(path, host.port))
                self.assertEqual(head, "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
                self.assertEqual(body, b"")
        host.hang_up()

    def test_no_answer_carries_a_banner(self):
        host = self.host()
        path = viz1.InviteKeys.of(host.invite).path
        # After the 101 the visitor's own close frame keeps the answer short.
        for request in (b"garbage\r\n\r\n", upgrade_request(path, host.port) + frame(b"\x03\xe8", CLOSE),
                        upgrade_request(path, host.port, "Origin: x\r\n"),
                        f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()):
            with self.subTest(request):
                head, _ = answer_to(host.port, request)
                self.assertTrue(head.startswith("HTTP/1.1 "), head)
                for word in ("viz", "qt", "server:", "x-powered"):
                    self.assertNotIn(word, head.lower())
        host.hang_up()

    def test_one_hostile_visitor_does_not_end_it(self):
        """The message that killed the original, and its relatives."""
        host = self.host()
        for path in ("/v1", viz1.InviteKeys.of(host.invite).path):
            for visit in (lambda s: s.drop(), lambda s: s.send(bytes(31)), lambda s: s.send(b"hello", TEXT),
                          lambda s: s.send(b""), lambda s: s.send(bytes(65_535)), lambda s: s.close(1000),
                          lambda s: s.connection.sendall(os.urandom(500))):
                self.visit(self.dial(host.port, path), visit)
        self.assert_never_rang(host)
        self.assert_still_serves(host)

    def visit(self, visitor, visit):
        """Returns when the host has had enough."""
        try:
            visit(visitor)
        except OSError:
            return
        while visitor.receive() is not None:
            pass


if __name__ == "__main__":
    main([] if sys.platform == "linux" else ["/proc"])
