"""Somebody in the middle: ends both WebSockets, as the operator of a tunnel does, and may do what it likes between."""
import socket
import threading

from waiting import wait_until
from web_socket import Refused, WebSocket


class TunnelOperator:
    """A context manager in front of the host at `host_port`. `tamper(to_host, index, message)` returns the messages
    that go on in place of message number `index` of that direction; None passes everything on.

    `paths`: what joiners asked for. `messages[to_host]`: what came in, before any tampering. `close_codes[to_host]`:
    with what the sides closed: True: the joiner, False: the host."""

    def __init__(self, host_port, tamper=None):
        self.host_port, self.tamper = host_port, tamper or (lambda to_host, index, message: [message])
        self.paths, self.messages, self.close_codes = [], {True: [], False: []}, {True: [], False: []}
        self._sockets = []

    def __enter__(self):
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.close()
        self.cut()

    def cut(self):
        """Ends every connection without a goodbye."""
        for web_socket in self._sockets:
            web_socket.drop()

    def close_all(self, code):
        """With a goodbye that neither side said."""
        for web_socket in self._sockets:
            web_socket.close(code)

    def invite(self, invite):
        """The same secret at this operator's address."""
        return f"viz1+ws:127.0.0.1:{self.port}#{invite.rsplit('#', 1)[1]}"

    def wait_for_close(self, from_joiner):
        return wait_until(lambda: self.close_codes[from_joiner], "one side closes")[0]

    def _serve(self):
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            threading.Thread(target=self._connect, args=[connection], daemon=True).start()

    def _connect(self, connection):
        joiner = WebSocket.accept(connection)
        self.paths.append(joiner.path)
        try:
            host = WebSocket.dial(self.host_port, joiner.path)
        except (Refused, OSError):
            return joiner.drop()
        self._sockets += [joiner, host]
        threading.Thread(target=self._pass_on, args=[joiner, host, True], daemon=True).start()
        self._pass_on(host, joiner, False)

    def _pass_on(self, source, target, to_host):
        index = 0
        while (message := source.receive()) is not None:
            self.messages[to_host].append(message)
            self._send_all(target, self.tamper(to_host, index, message))
            index += 1
        self.close_codes[to_host].append(source.close_code)
        if source.close_code == 1006:
            return target.drop()
        target.close(source.close_code)

    def _send_all(self, target, messages):
        for message in messages:
            try:
                target.send(message)
            except OSError:
                return  # that side closed already
