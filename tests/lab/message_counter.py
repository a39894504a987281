"""Counts what a byte stream carries: WebSocket messages or TLS records. Feed it the bytes in any pieces."""
import struct


class MessageCounter:
    """`messages`: WebSocket messages of data, or TLS records of application data; `control`: WebSocket pings, pongs and
    closes. `kind`: "ws", "tls", or None, which counts bytes only."""

    def __init__(self, kind):
        self.bytes = self.messages = self.control = 0
        self._take = {"ws": self._take_frame, "tls": self._take_record, None: None}[kind]
        self._in_head = kind == "ws"
        self._held, self._skip = b"", 0

    def feed(self, data):
        self.bytes += len(data)
        if not self._take:
            return
        self._held += data
        while self._step():
            pass

    def _step(self):
        """False when more bytes are needed."""
        if self._skip:
            passed = min(self._skip, len(self._held))
            self._held, self._skip = self._held[passed:], self._skip - passed
            return not self._skip
        return self._take_head() if self._in_head else self._take()

    def _take_head(self):
        """The HTTP head before the first frame."""
        end = self._held.find(b"\r\n\r\n")
        if end < 0:
            return False
        self._held, self._in_head = self._held[end + 4:], False
        return True

    def _take_frame(self):
        head = frame_head(self._held)
        if head is None:
            return False
        final, opcode, length = head
        self.control += opcode >= 8
        self.messages += opcode < 8 and final
        self._skip = length
        return True

    def _take_record(self):
        if len(self._held) < 5:
            return False
        kind, _, length = struct.unpack(">BHH", self._held[:5])
        self.messages += kind == 23
        self._skip = 5 + length
        return True


def frame_head(data):
    """(is it the last of its message, opcode, length of the whole frame) of RFC 6455, section 5.2; None while the
    length is not known."""
    if len(data) < 2:
        return None
    final, opcode, masked, length = data[0] >> 7, data[0] & 15, data[1] >> 7, data[1] & 127
    more = {126: 2, 127: 8}.get(length, 0)
    if len(data) < 2 + more:
        return None
    if more:
        length = int.from_bytes(data[2:2 + more], "big")
    return bool(final), opcode, 2 + more + 4 * masked + length
