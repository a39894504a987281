"""VIZ/1 by the letter of docs/PROTOCOL.md: what somebody in the middle brings along, and a second implementation that
has to agree with the program. It checks little: it is the attacker, or a peer whose keys a test may know."""
import base64
import dataclasses
import re
import secrets

from sodium import blake2b, hkdf, hmac_blake2b, public_key, seal, shared_secret, unseal

SAS, LINK, RESUME = 0, 1, 3
RINGING, ACCEPT, DECLINE, BYE, PING, PONG, CODEC, NAME = 1, 2, 3, 4, 6, 7, 10, 11
FILL, CONTROL, AUDIO = 0, 1, 2
RECORDS_PER_KEY = 4096
VOICE = bytes([3, 1]) + (32000).to_bytes(4, "big") + bytes(2)  # a codec: 20 ms x 1, 32 kbit/s, constant sizes


class NotAuthentic(Exception):
    """A tag or a commitment is wrong."""


class InviteKeys:
    def __init__(self, secret):
        self.secret = secret
        self.psk = blake2b(32, b"viz1 psk", key=secret)
        self.knock_key = blake2b(32, b"viz1 knock", key=self.psk)
        self.path = "/v1/" + _base64url(blake2b(16, b"viz1 path", key=self.psk)[:8])

    @staticmethod
    def of(invite):
        """From the text after the '#' of an invite, or the whole of it."""
        return InviteKeys(base64.urlsafe_b64decode(invite.rsplit("#", 1)[-1])[:16])

    @staticmethod
    def random():
        return InviteKeys(secrets.token_bytes(16))

    def invite(self, port):
        checksum = blake2b(16, b"viz1 invite", self.secret)[:2]
        return f"viz1+ws:127.0.0.1:{port}#{_base64url(self.secret + checksum)}"


def request_path(keys):
    return keys.path if keys else "/v1"


class Noise:
    """NN, or NNpsk0 with a psk: either side of -> e <- e, ee."""

    def __init__(self, prologue, psk, secret):
        name = b"Noise_NNpsk0_25519_ChaChaPoly_BLAKE2b" if psk else b"Noise_NN_25519_ChaChaPoly_BLAKE2b"
        self.hash = self.chaining_key = name.ljust(64, b"\0")
        self.cipher_key, self.number, self.has_psk = None, 0, bool(psk)
        self.secret, self.own, self.shared = secret, public_key(secret), None
        self._mix_hash(prologue)
        if psk:
            self.chaining_key, hashed, cipher = hkdf(self.chaining_key, psk)
            self._mix_hash(hashed)
            self._set_key(cipher)

    def write(self, payload, peer=None):
        """`peer`: the other side's ephemeral key, when it is known."""
        self._mix_ephemeral(self.own)
        if peer:
            self._mix_shared(peer)
        return self.own + self._encrypt(payload)

    def read(self, message, answers=False):
        """`answers`: this is the second message."""
        self._mix_ephemeral(message[:32])
        if answers:
            self._mix_shared(message[:32])
        return self._decrypt(message[32:])

    def split(self):
        return [output[:32] for output in hkdf(self.chaining_key, b"")[:2]]

    def _mix_hash(self, data):
        self.hash = blake2b(64, self.hash, data)

    def _mix_key(self, data):
        self.chaining_key, cipher, _ = hkdf(self.chaining_key, data)
        self._set_key(cipher)

    def _set_key(self, output):
        self.cipher_key, self.number = output[:32], 0

    def _mix_ephemeral(self, key):
        self._mix_hash(key)
        if self.has_psk:
            self._mix_key(key)

    def _mix_shared(self, peer):
        self.shared = shared_secret(self.secret, peer)
        self._mix_key(self.shared)

    def _encrypt(self, payload):
        if self.cipher_key:
            payload = seal(self.cipher_key, self.number, payload, self.hash)
            self.number += 1
        self._mix_hash(payload)
        return payload

    def _decrypt(self, sealed):
        payload = unseal(self.cipher_key, self.number, sealed, self.hash) if self.cipher_key else sealed
        if payload is None:
            raise NotAuthentic("Noise message")
        self.number += 1
        self._mix_hash(sealed)
        return payload


@dataclasses.dataclass
class Session:
    """What a finished handshake leaves behind, and what it should have wiped."""
    host_to_joiner: bytes
    joiner_to_host: bytes
    sas: bytes
    resume_psk: bytes
    resume_id: bytes
    exporter: bytes
    chaining_key: bytes
    shared: bytes
    handshake_hash: bytes

    @property
    def word_numbers(self):
        return [int.from_bytes(self.sas, "big") >> (58 - 6 * i) & 63 for i in range(5)]

    @property
    def words(self):
        return [english_words()[number] for number in self.word_numbers]


def session_of(noise, knock, offer, joiner_key):
    exporter = hmac_blake2b(noise.chaining_key, b"viz1 exporter")[:32]
    host_to_joiner, joiner_to_host = noise.split()
    return Session(host_to_joiner=host_to_joiner, joiner_to_host=joiner_to_host,
                   sas=blake2b(16, b"viz1 sas", knock, offer, joiner_key, key=exporter)[:8],
                   resume_psk=blake2b(32, b"viz1 resume psk", noise.hash, key=exporter),
                   resume_id=blake2b(16, b"viz1 resume id", noise.hash, key=exporter), exporter=exporter,
                   chaining_key=noise.chaining_key, shared=noise.shared, handshake_hash=noise.hash)


class Ticket:
    """Takes the place of InviteKeys when a call is resumed."""

    def __init__(self, id, psk):
        self.id, self.psk = id, psk
        self.knock_key = blake2b(32, b"viz1 knock", key=psk)

    @staticmethod
    def of(session):
        return Ticket(session.resume_id, session.resume_psk)


class Joiner:
    """knock -> take_offer -> open -> session. `keys`: InviteKeys, a Ticket, or None."""

    def __init__(self, keys=None, name="Mallory", secret=None):
        self.keys, self.name, self.secret = keys, name.encode(), secret or secrets.token_bytes(32)
        self.ticket_id = getattr(keys, "id", bytes(16))
        self.mode = RESUME if isinstance(keys, Ticket) else LINK if keys else SAS

    def knock(self):
        head = b"VIZ1" + bytes([1, 1, 1, self.mode, 0, 0, 0, 3]) + bytes(4) + self.ticket_id
        head += blake2b(32, b"viz1 commit", public_key(self.secret))
        self.sent_knock = head + (blake2b(16, head, key=self.keys.knock_key) if self.keys else bytes(16))
        return self.sent_knock

    def take_offer(self, offer):
        self.offer = offer
        self.noise = Noise(b"viz1 prologue" + self.sent_knock + offer[:16], self.keys and self.keys.psk, self.secret)
        self.noise.read(offer[16:])

    def open(self):
        payload = (bytes([len(self.name)]) + self.name).ljust(128, b"\0")
        message = self.noise.write(payload, peer=self.offer[16:48])
        self.session = session_of(self.noise, self.sent_knock, self.offer, self.noise.own)
        return b"VIZ1" + bytes([3, 0, 0, 0]) + message


class Host:
    """take_knock -> offer -> take_open -> session."""

    def __init__(self, keys=None, secret=None):
        self.keys, self.secret = keys, secret or secrets.token_bytes(32)

    def take_knock(self, knock):
        self.knock = knock

    def offer(self):
        head = b"VIZ1" + bytes([2, 1, self.knock[7], 0]) + self.knock[8:12] + bytes(4)
        self.noise = Noise(b"viz1 prologue" + self.knock + head, self.keys and self.keys.psk, self.secret)
        self.sent_offer = head + self.noise.write(bytes(16 if self.keys else 32))
        return self.sent_offer

    def take_open(self, message):
        joiner_key = message[8:40]
        if blake2b(32, b"viz1 commit", joiner_key) != self.knock[32:64]:
            raise NotAuthentic("commitment")
        payload = self.noise.read(message[8:], answers=True)
        self.peer_name = payload[1:1 + payload[0]].decode()
        self.session = session_of(self.noise, self.knock, self.sent_offer, joiner_key)


class Direction:
    """The records of one direction: seal them on one side, open them on the other."""

    def __init__(self, key):
        self.key, self.number = key, 0

    def seal(self, plaintext):
        return seal(self._next_key(), self._count(), plaintext)

    def open(self, record):
        plaintext = unseal(self._next_key(), self._count(), record)
        if plaintext is None:
            raise NotAuthentic(f"record {self.number - 1}")
        return plaintext

    def _next_key(self):
        if self.number and self.number % RECORDS_PER_KEY == 0:
            self.key = seal(self.key, 2**64 - 1, bytes(32))[:32]
        return self.key

    def _count(self):
        self.number += 1
        return self.number - 1


def control(kind, data=b"", size=256):
    return (bytes([CONTROL, kind]) + len(data).to_bytes(2, "big") + data).ljust(size, b"\0")


def control_of(plaintext):
    """(kind, data), or (None, None) for sound and fill."""
    if plaintext[0] != CONTROL:
        return None, None
    return plaintext[1], plaintext[4:4 + int.from_bytes(plaintext[2:4], "big")]


def frames_of(plaintext):
    """(number of the first frame, how many) of an audio record."""
    return int.from_bytes(plaintext[4:8], "big"), plaintext[3]


def acknowledgement(newest):
    """An audio record without sound, which tells nothing but what has arrived."""
    return (bytes([AUDIO, 0, 3, 0]) + bytes(10) + newest.to_bytes(4, "big")).ljust(26, b"\0")


def english_words():
    """The list of docs/PROTOCOL.md, appendix A."""
    import pathlib
    text = (pathlib.Path(__file__).parents[2] / "docs" / "PROTOCOL.md").read_text()
    rows = re.findall(r"\| (\d+) \| ([a-z]+) \| [^|]+", text.split("## Appendix A")[1])
    return [word for _, word in sorted((int(number), word) for number, word in rows)]


def _base64url(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
