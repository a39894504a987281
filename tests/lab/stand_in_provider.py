"""A tunnel program as a provider would give it away: opens a port of this machine to the world (of this machine) and
prints its address. Each start gets another one. It notes its process id in FOLDER/starts.
SIGUSR1: one more address, printed; the old one goes on. SIGUSR2: the old ones are gone, with their connections.
usage: stand_in_provider.py PORT FOLDER"""
import contextlib
import os
import pathlib
import selectors
import signal
import socket
import sys


class Forwarder:
    def __init__(self, target):
        self.target, self.selector = target, selectors.DefaultSelector()
        self.listeners, self.peers = [], {}  # socket -> the other end; both ends of a pair have the listener's number

    def open(self):
        listener = socket.create_server(("127.0.0.1", 0))
        self.listeners.append(listener)
        self.selector.register(listener, selectors.EVENT_READ)
        print(f"your address is 127.0.0.1:{listener.getsockname()[1]}", flush=True)

    def close_old(self):
        for listener in self.listeners[:-1]:
            self.selector.unregister(listener)
            listener.close()
        self.listeners = self.listeners[-1:]
        newest = self.listeners[0].getsockname()[1]
        for end in list(self.peers):
            if end in self.peers and newest not in (end.getsockname()[1], self.peers[end].getsockname()[1]):
                self.drop(end)

    def accept(self, listener):
        client, _ = listener.accept()
        try:
            server = socket.create_connection(("127.0.0.1", self.target))
        except OSError:
            return client.close()
        for end, other in ((client, server), (server, client)):
            self.peers[end] = other
            self.selector.register(end, selectors.EVENT_READ)

    def drop(self, end):
        for socket_ in (end, self.peers.pop(end)):
            self.peers.pop(socket_, None)
            self.selector.unregister(socket_)
            socket_.close()

    def forward(self, end):
        try:
            data = end.recv(65536)
            if data:
                return self.peers[end].sendall(data)
        except OSError:
            pass
        self.drop(end)

    def turn(self):
        for key, _ in self.selector.select():
            if key.fileobj in self.listeners:
                self.accept(key.fileobj)
            elif key.fileobj in self.peers:
                self.forward(key.fileobj)


def main():
    forwarder = Forwarder(int(sys.argv[1]))
    with open(pathlib.Path(sys.argv[2], "starts"), "a") as starts:
        print(os.getpid(), file=starts)
    wishes = []
    for number in (signal.SIGUSR1, signal.SIGUSR2):
        signal.signal(number, lambda which, _: wishes.append(which))
    # So that a signal wakes the selector.
    reading, writing = socket.socketpair()
    reading.setblocking(False)
    writing.setblocking(False)
    signal.set_wakeup_fd(writing.fileno())
    forwarder.selector.register(reading, selectors.EVENT_READ)
    forwarder.open()
    while True:
        forwarder.turn()
        while wishes:
            with contextlib.suppress(BlockingIOError):
                reading.recv(64)
            forwarder.open() if wishes.pop(0) == signal.SIGUSR1 else forwarder.close_old()


if __name__ == "__main__":
    main()
