import os
import struct
import unittest

from message_counter import MessageCounter

HEAD = b"GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n"


def frame(payload, opcode=2, final=True, masked=False):
    first = bytes([final << 7 | opcode])
    size = len(payload)
    if size < 126:
        length = bytes([masked << 7 | size])
    elif size < 1 << 16:
        length = bytes([masked << 7 | 126]) + struct.pack(">H", size)
    else:
        length = bytes([masked << 7 | 127]) + struct.pack(">Q", size)
    return first + length + (bytes(4) if masked else b"") + payload


def record(payload, kind=23):
    return struct.pack(">BHH", kind, 0x0303, len(payload)) + payload


class CountsMessages(unittest.TestCase):
    # bytes, kind -> messages, control frames
    CASES = [
        (HEAD, "ws", 0, 0),
        (HEAD + frame(b""), "ws", 1, 0),
        (HEAD + frame(bytes(125)) + frame(bytes(126)) + frame(bytes(70_000)), "ws", 3, 0),
        (HEAD + frame(bytes(200), masked=True) * 3, "ws", 3, 0),
        (HEAD + frame(b"", opcode=9) + frame(b"x") + frame(b"", opcode=10) + frame(b"", opcode=8), "ws", 1, 3),
        (HEAD + frame(b"a", final=False) + frame(b"b", opcode=0), "ws", 1, 0),
        (HEAD + frame(bytes(300))[:-1] + b"\0" + frame(b"z")[:1], "ws", 1, 0),
        (record(bytes(40), 22) + record(bytes(1), 20) + record(bytes(16_000)) + record(b"", 23), "tls", 2, 0),
        (os.urandom(500), None, 0, 0),
    ]

    def test_in_any_pieces(self):
        for data, kind, messages, control in self.CASES:
            for size in (1, 2, 3, 7, 1000, len(data)):
                with self.subTest(kind=kind, length=len(data), size=size):
                    counter = MessageCounter(kind)
                    for start in range(0, len(data), size):
                        counter.feed(data[start:start + size])
                    self.assertEqual((counter.bytes, counter.messages, counter.control),
                                     (len(data), messages, control))

    def test_a_stream_without_the_end_of_its_head_is_not_counted(self):
        counter = MessageCounter("ws")
        counter.feed(HEAD[:-1] + frame(b"x") * 10)
        self.assertEqual(counter.messages, 0)


if __name__ == "__main__":
    unittest.main()
