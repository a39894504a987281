"""Counts the round trips of a handshake: a TCP relay that notes in which order the two sides speak."""
import socket
import threading

from waiting import free_port


class Relay:
    """Forwards one connection to 127.0.0.1:`target`; `turns` is who spoke, one entry for each change of speaker."""

    def __init__(self, target):
        self.turns, self.port = [], free_port()
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self._target = target
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        near, _ = self._listener.accept()
        far = socket.create_connection(("127.0.0.1", self._target))
        threading.Thread(target=self._copy, args=(near, far, "joiner"), daemon=True).start()
        self._copy(far, near, "host")

    def _copy(self, source, sink, name):
        while data := source.recv(65536):
            if not self.turns or self.turns[-1] != name:
                self.turns.append(name)
            sink.sendall(data)


def round_trips_until(turns):
    """The joiner's turns before the host's last one: each of them waited for an answer."""
    return turns.count("host")
