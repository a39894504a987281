import os
import signal
import socket
import struct
import subprocess
import unittest

from loopback_counter import LoopbackCounter, flow_of
from process_usage import Usage
from processes import descendants_of
from waiting import wait_until


def ipv4(protocol=17, size=48, fragment=0, ports=(5000, 6000), options=b""):
    head = struct.pack(">BBHHHBBH4s4s", 0x40 | (5 + len(options) // 4), 0, size, 7, fragment, 64, protocol, 0,
                       bytes(4), bytes(4))
    return bytes(12) + b"\x08\x00" + head + options + struct.pack(">HH", *ports) + bytes(20)


def ipv6(protocol=6, payload=20, ports=(5000, 6000)):
    return bytes(12) + b"\x86\xdd" + struct.pack(">IHBB", 6 << 28, payload, protocol, 64) + bytes(32) + \
        struct.pack(">HH", *ports) + bytes(20)


class ReadsPackets(unittest.TestCase):
    CASES = [
        (ipv4(), (("udp", 5000, 6000), 48)),
        (ipv4(protocol=6, size=1500), (("tcp", 5000, 6000), 1500)),
        (ipv4(options=bytes(8), ports=(1, 2)), (("udp", 1, 2), 48)),
        (ipv4(fragment=100), None),
        (ipv4(protocol=1), None),
        (ipv6(), (("tcp", 5000, 6000), 60)),
        (ipv6(protocol=58), None),
        (bytes(12) + b"\x08\x06" + bytes(28), None),
        (ipv4()[:36], None),
        (b"", None),
    ]

    def test_tcp_and_udp_and_nothing_else(self):
        for packet, expected in self.CASES:
            with self.subTest(packet=packet.hex()):
                self.assertEqual(flow_of(packet), expected)

    def test_never_fails_on_a_packet_that_was_cut(self):
        for packet, _ in self.CASES:
            for length in range(len(packet)):
                flow_of(packet[:length])


@unittest.skipUnless(os.geteuid() == 0, "raw sockets are root's")
class CountsLoopback(unittest.TestCase):
    def test_the_datagrams_of_a_port_and_no_others(self):
        with socket.socket(type=socket.SOCK_DGRAM) as ear, socket.socket(type=socket.SOCK_DGRAM) as other, \
                socket.socket(type=socket.SOCK_DGRAM) as mouth:
            for each in (ear, other):
                each.bind(("127.0.0.1", 0))
            mouth.connect(ear.getsockname())
            with LoopbackCounter([ear.getsockname()[1]]) as counter:
                for _ in range(5):
                    mouth.send(bytes(100))
                    mouth.sendto(bytes(7), other.getsockname())
                flow = ("udp", mouth.getsockname()[1], ear.getsockname()[1])
                wait_until(lambda: counter.flows().get(flow, (0,))[0] == 5, "all were counted")
                self.assertEqual(counter.flows(), {flow: (5, 5 * 128)})


class MeasuresProcesses(unittest.TestCase):
    def test_with_their_children(self):
        shell = subprocess.Popen(["sh", "-c", "sleep 60 & sleep 60 & wait"])
        try:
            found = wait_until(lambda: (usage := Usage.of(shell.pid)).threads == 3 and usage, "three processes run")
            self.assertGreater(found.rss_mib, 0.5)
            self.assertGreaterEqual(found.handles, 3)
        finally:
            for child in descendants_of(shell.pid):
                os.kill(child, signal.SIGTERM)
            shell.wait(10)

    def test_nothing_of_one_that_is_not_there(self):
        ended = subprocess.Popen(["true"])
        ended.wait()
        self.assertEqual(Usage.of(ended.pid), Usage())

    def test_time_that_was_used(self):
        before = Usage.of(os.getpid()).cpu_seconds
        wait_until(lambda: Usage.of(os.getpid()).cpu_seconds > before, "this loop uses the processor")


if __name__ == "__main__":
    unittest.main()
