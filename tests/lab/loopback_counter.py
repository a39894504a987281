"""Bytes and packets on the loopback device, as a real link would carry them: with the headers of IP, UDP and TCP. Needs
root."""
import collections
import select
import socket
import struct
import threading

ETH_P_ALL, OUTGOING = 3, 4
TCP, UDP = 6, 17


class LoopbackCounter:
    """A context manager. `flows()` is {(protocol, from port, to port): (packets, bytes)} of what passed between the
    given ports and any other since it began."""

    def __init__(self, ports):
        self.ports, self.counts = set(ports), collections.defaultdict(lambda: [0, 0])

    def __enter__(self):
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
        self.socket.bind(("lo", 0))
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._count, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join(5)
        self.socket.close()

    def flows(self):
        return {flow: tuple(count) for flow, count in list(self.counts.items())}

    def _count(self):
        while not self.over.is_set():
            if not select.select([self.socket], [], [], 0.2)[0]:
                continue
            packet, (_, _, kind, *_) = self.socket.recvfrom(128)
            flow = None if kind == OUTGOING else flow_of(packet)  # each is seen twice
            if flow and self.ports.intersection(flow[0][1:]):
                self.counts[flow[0]][0] += 1
                self.counts[flow[0]][1] += flow[1]


def flow_of(packet):
    """((protocol, from port, to port), bytes from the IP header on) of an Ethernet frame; None if it is no TCP or UDP
    packet. IPv6 with extension headers is none, either."""
    kind, packet = packet[12:14], packet[14:]
    if kind == b"\x08\x00" and len(packet) >= 20:
        head, (size, _, fragment), protocol = (packet[0] & 15) * 4, struct.unpack(">HHH", packet[2:8]), packet[9]
        if fragment & 0x1fff:
            return None
    elif kind == b"\x86\xdd" and len(packet) >= 40:
        head, size, protocol = 40, struct.unpack(">H", packet[4:6])[0] + 40, packet[6]
    else:
        return None
    if protocol not in (TCP, UDP) or len(packet) < head + 4:
        return None
    return (("tcp" if protocol == TCP else "udp", *struct.unpack(">HH", packet[head:head + 4])), size)
