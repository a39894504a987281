"""The strongest operator: plays the host to the joiner and a joiner to the host, with keys of its own for both calls,
and passes on what it has decrypted."""
import socket
import threading

import viz1
from web_socket import WebSocket


class TwoCalls:
    """A context manager. Without `host_port` it only plays the host. `claims`: the mode it writes into its offer (NN
    all the same: it has no secret). `closes`: instead of an offer, this close code."""

    def __init__(self, host_port, claims=None, closes=None):
        self.host_port, self.claims, self.closes = host_port, claims, closes
        self.paths, self.heard = [], {True: 0, False: 0}  # heard: audio records to the host, to the joiner
        self.host_session = self.joiner_session = None
        self._sockets = []

    def __enter__(self):
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.close()
        for web_socket in self._sockets:
            web_socket.drop()

    def _serve(self):
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=[connection], daemon=True).start()

    def _talk(self, connection):
        joiner = WebSocket.accept(connection)
        self.paths.append(joiner.path)
        self._sockets.append(joiner)
        knock = joiner.receive()
        if self.closes:
            return joiner.close(self.closes)
        if not self._play_host(joiner, knock):
            return None
        host = self._play_joiner()
        return self._pass_both_ways(host, joiner)

    def _play_host(self, joiner, knock):
        own = viz1.Host()
        own.take_knock(knock if self.claims is None else knock[:7] + bytes([self.claims]) + knock[8:])
        joiner.send(own.offer())
        answer = joiner.receive()
        if answer is None:
            return False
        own.take_open(answer)
        self.joiner_session = own.session
        return True

    def _play_joiner(self):
        own, host = viz1.Joiner(name="Operator"), WebSocket.dial(self.host_port, "/v1")
        self._sockets.append(host)
        host.send(own.knock())
        own.take_offer(host.receive())
        host.send(own.open())
        self.host_session = own.session
        return host

    def _pass_both_ways(self, host, joiner):
        of_host, of_joiner = self.host_session, self.joiner_session
        to_host = [joiner, host, viz1.Direction(of_joiner.joiner_to_host), viz1.Direction(of_host.joiner_to_host), True]
        threading.Thread(target=self._pass_on, daemon=True, args=to_host).start()
        self._pass_on(host, joiner, viz1.Direction(of_host.host_to_joiner), viz1.Direction(of_joiner.host_to_joiner),
                      False)

    def _pass_on(self, source, target, opening, sealing, to_host):
        while (record := source.receive()) is not None:
            plaintext = opening.open(record)
            self.heard[to_host] += plaintext[0] == viz1.AUDIO and plaintext[3] > 0
            try:
                target.send(sealing.seal(plaintext))
            except OSError:
                break
        target.close(source.close_code if source.close_code not in (None, 1006) else 1000)
