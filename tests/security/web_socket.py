"""WebSockets by hand (RFC 6455), so that a test can also do what no library does. Blocking; one reader, one writer."""
import base64
import hashlib
import os
import socket

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


class Refused(Exception):
    """An HTTP answer that is no 101."""

    def __init__(self, answer):
        super().__init__(answer)
        self.status = int(answer.split()[1]) if answer else 0


class WebSocket:
    def __init__(self, connection, path, masks):
        self.connection, self.path, self._masks = connection, path, masks
        self.close_code = None  # what the other side said, or 1006
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    @classmethod
    def dial(cls, port, path, limit=20):
        connection = socket.create_connection(("127.0.0.1", port), limit)
        connection.sendall(upgrade_request(path, port))
        answer = read_head(connection)
        if " 101 " not in answer.split("\r\n")[0]:
            connection.close()
            raise Refused(answer)
        return cls(connection, path, masks=True)

    @classmethod
    def accept(cls, connection):
        request = read_head(connection)
        key = next(line.split(":")[1].strip() for line in request.split("\r\n")
                   if line.lower().startswith("sec-websocket-key:"))
        proof = base64.b64encode(hashlib.sha1((key + GUID).encode()).digest()).decode()
        connection.sendall(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            f"Sec-WebSocket-Accept: {proof}\r\n\r\n").encode())
        return cls(connection, request.split()[1], masks=False)

    def send(self, message, kind=BINARY, last=True):
        self.connection.sendall(frame(message, kind, last, self._masks))

    def receive(self):
        """The next binary message; None when the connection has ended."""
        try:
            return self._next_message()
        except OSError as error:
            if isinstance(error, TimeoutError):
                raise
            self.close_code = self.close_code or 1006
            return None

    def close(self, code=1000):
        try:
            self.send(code.to_bytes(2, "big"), CLOSE)
        except OSError:
            pass
        self.drop()

    def drop(self):
        """Without a goodbye; wakes a reader in another thread."""
        try:
            self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass

    def _next_message(self):
        message = b""
        while True:
            kind, last, payload = self._next_frame()
            if kind == CLOSE:
                self.close_code = int.from_bytes(payload[:2], "big") if payload else 1005
                return None
            if kind == PING:
                self.send(payload, PONG)
            elif kind != PONG:
                message += payload
                if last:
                    return message

    def _next_frame(self):
        first, second = self._exactly(2)
        length = second & 127
        if length > 125:
            length = int.from_bytes(self._exactly(2 if length == 126 else 8), "big")
        mask = self._exactly(4) if second & 128 else None
        payload = self._exactly(length)
        return first & 15, bool(first & 128), _masked(payload, mask) if mask else payload

    def _exactly(self, count):
        data = b""
        while len(data) < count:
            piece = self.connection.recv(count - len(data))
            if not piece:
                raise ConnectionResetError("the connection ended")
            data += piece
        return data


def frame(payload, kind=BINARY, last=True, masked=True):
    length, mask = len(payload), os.urandom(4) if masked else b""
    head = bytes([kind | (128 if last else 0)])
    if length < 126:
        head += bytes([length | (128 if masked else 0)])
    else:
        head += bytes([126 | (128 if masked else 0)]) + length.to_bytes(2, "big")
    return head + mask + (_masked(payload, mask) if masked else payload)


def upgrade_request(path, port, extra=""):
    return (f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n{extra}\r\n").encode()


def read_head(connection):
    """An HTTP head, byte by byte so that nothing behind it is lost; cut where the connection ends."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        piece = connection.recv(1)
        if not piece:
            break
        head += piece
    return head.decode("latin-1")


def _masked(payload, mask):
    stretched = mask * (len(payload) // 4 + 1)
    return (int.from_bytes(payload, "big") ^ int.from_bytes(stretched[:len(payload)], "big")).to_bytes(len(payload),
                                                                                                        "big")
