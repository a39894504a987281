"""A host in Python that takes one caller, talks a little and hangs up; it knows every key."""
import socket
import threading

import viz1
from web_socket import WebSocket


class VoiceHost:
    """A context manager. The caller is answered in a thread of its own, as soon as it has dialled."""

    def __init__(self, keys=None, name="Host"):
        self.name = name
        self.host = viz1.Host(keys)
        self._ready = threading.Event()

    def __enter__(self):
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        threading.Thread(target=self._shake_hands, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.close()
        if self._ready.is_set():
            self.web_socket.connection.close()

    @property
    def session(self):
        return self.host.session

    def talk_and_hang_up(self, records=20):
        """Returns when so many records of the caller have come and the goodbye is said."""
        self.answer()
        opening = viz1.Direction(self.session.joiner_to_host)
        for _ in range(records):
            opening.open(self.web_socket.receive())
        self._tell(viz1.BYE, b"\0")
        while self.web_socket.receive() is not None:
            pass
        self.web_socket.close()

    def answer(self):
        assert self._ready.wait(30), "nobody called"
        self._tell(viz1.RINGING)
        self._tell(viz1.NAME, self.name.encode())
        self._tell(viz1.ACCEPT, viz1.VOICE)

    def _shake_hands(self):
        connection, _ = self._server.accept()
        self.web_socket = WebSocket.accept(connection)
        self.host.take_knock(self.web_socket.receive())
        self.web_socket.send(self.host.offer())
        self.host.take_open(self.web_socket.receive())
        self._sealing = viz1.Direction(self.session.host_to_joiner)
        self._ready.set()

    def _tell(self, kind, data=b""):
        self.web_socket.send(self._sealing.seal(viz1.control(kind, data)))
