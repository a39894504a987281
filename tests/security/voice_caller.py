"""A caller in Python: it knows every key, so tests can look for them, and it times the round trip through the host."""
import threading
import time

import viz1
from waiting import wait_until
from web_socket import WebSocket


class VoiceCaller:
    """A context manager: dials, shakes hands and answers ACCEPT. Says goodbye when it leaves."""

    def __init__(self, port, keys=None, name="Caller", ticket=None):
        self.web_socket = WebSocket.dial(port, viz1.request_path(keys))
        self.joiner = viz1.Joiner(ticket or keys, name)
        self.round_trips, self.longest_silence, self.declined = [], 0.0, False
        self._accepted, self._over, self._lock = threading.Event(), threading.Event(), threading.Lock()
        self._records = 0
        self._leaves_silently = False

    def __enter__(self):
        self._shake_hands()
        self._began = self._last = time.monotonic()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        return self

    def __exit__(self, *_):
        if not self._leaves_silently:
            self._tell(viz1.BYE, b"\0")
            self._over.wait(10)
        self.web_socket.close()
        self._reader.join(10)
        self.web_socket.connection.close()

    @property
    def session(self):
        return self.joiner.session

    def wait_until_talking(self):
        assert self._accepted.wait(30), "nobody accepted"
        wait_until(lambda: self._records > 50, "sound comes")
        self._began, self._records, self.longest_silence = time.monotonic(), 0, 0.0

    def moved(self, port, keys, ticket):
        """The same call on another connection, which `ticket` opens; this one goes without a goodbye."""
        self._leaves_silently = True
        self.web_socket.drop()
        return VoiceCaller(port, keys, ticket=ticket)

    def wait_until_sound(self):
        wait_until(lambda: self._records > 20, "sound comes")

    def wait_until_closed(self):
        """By the other side."""
        self._reader.join(30)
        assert not self._reader.is_alive(), "the host keeps the connection"

    def records_a_second(self):
        return self._records / (time.monotonic() - self._began)

    def measure(self, seconds, every=0.02):
        """Round trips in seconds, of PINGs sent at this pace."""
        self.round_trips = []
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self._tell(viz1.PING, time.monotonic_ns().to_bytes(8, "big"))
            time.sleep(every)
        return list(self.round_trips)

    def _shake_hands(self):
        self.web_socket.send(self.joiner.knock())
        self.joiner.take_offer(self._receive("the offer"))
        self.web_socket.send(self.joiner.open())
        self._sealing = viz1.Direction(self.session.joiner_to_host)
        self._opening = viz1.Direction(self.session.host_to_joiner)

    def _receive(self, what):
        message = self.web_socket.receive()
        assert message is not None, f"closed with {self.web_socket.close_code} instead of {what}"
        return message

    def _read(self):
        while (record := self.web_socket.receive()) is not None:
            now = time.monotonic()
            self.longest_silence, self._last = max(self.longest_silence, now - self._last), now
            self._records += 1
            self._take(self._opening.open(record), now)
        self._over.set()

    def _take(self, plaintext, now):
        if plaintext[0] == viz1.AUDIO:
            first, count = viz1.frames_of(plaintext)
            if count:  # without this the host would think that the tunnel swallows its voice
                self._say(viz1.acknowledgement(first + count - 1))
        kind, data = viz1.control_of(plaintext)
        if kind == viz1.PONG:
            self.round_trips.append(now - int.from_bytes(data, "big") / 1e9)
        elif kind == viz1.ACCEPT:
            self._tell(viz1.CODEC, viz1.VOICE)
            self._accepted.set()
        elif kind == viz1.BYE:
            self._over.set()
        elif kind == viz1.DECLINE:
            self.declined = True

    def _tell(self, kind, data=b""):
        self._say(viz1.control(kind, data))

    def _say(self, plaintext):
        with self._lock:
            try:
                self.web_socket.send(self._sealing.seal(plaintext))
            except OSError:
                pass  # the other side was faster
