"""The few primitives of VIZ/1, from Python's hashlib and libsodium, without anything of the program under test."""
import ctypes
import ctypes.util
import hashlib
import hmac

_LIBRARY = ctypes.CDLL(ctypes.util.find_library("sodium") or "libsodium.so.23")
assert _LIBRARY.sodium_init() >= 0
TAG_BYTES = 16


def blake2b(size, *parts, key=b""):
    return hashlib.blake2b(b"".join(parts), digest_size=size, key=key).digest()


def hmac_blake2b(key, data):
    return hmac.new(key, data, hashlib.blake2b).digest()


def hkdf(chaining_key, input_key):
    """The three outputs of HKDF as in the Noise specification, section 4.3."""
    extracted, outputs = hmac_blake2b(chaining_key, input_key), []
    for number in (1, 2, 3):
        outputs.append(hmac_blake2b(extracted, b"".join(outputs[-1:]) + bytes([number])))
    return outputs


def public_key(secret):
    key = ctypes.create_string_buffer(32)
    assert _LIBRARY.crypto_scalarmult_base(key, secret) == 0
    return key.raw


def shared_secret(secret, peer):
    shared = ctypes.create_string_buffer(32)
    assert _LIBRARY.crypto_scalarmult(shared, secret, peer) == 0, "a low-order key"
    return shared.raw


def seal(key, number, plaintext, associated=b""):
    """ChaCha20-Poly1305 with the nonce of Noise."""
    sealed = ctypes.create_string_buffer(len(plaintext) + TAG_BYTES)
    _LIBRARY.crypto_aead_chacha20poly1305_ietf_encrypt(
        sealed, None, plaintext, ctypes.c_ulonglong(len(plaintext)), associated, ctypes.c_ulonglong(len(associated)),
        None, _nonce(number), key)
    return sealed.raw


def unseal(key, number, sealed, associated=b""):
    """None: not authentic."""
    plaintext = ctypes.create_string_buffer(max(len(sealed) - TAG_BYTES, 0) or 1)
    failed = _LIBRARY.crypto_aead_chacha20poly1305_ietf_decrypt(
        plaintext, None, None, sealed, ctypes.c_ulonglong(len(sealed)), associated,
        ctypes.c_ulonglong(len(associated)), _nonce(number), key)
    return None if failed else plaintext.raw[:len(sealed) - TAG_BYTES]


def _nonce(number):
    return bytes(4) + number.to_bytes(8, "little")
