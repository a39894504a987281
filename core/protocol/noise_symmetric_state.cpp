#include "core/protocol/noise_symmetric_state.h"

#include "core/protocol/aead.h"
#include "core/protocol/sodium_bytes.h"
#include "core/protocol/wiped_array.h"

#include <algorithm>
#include <cassert>

namespace viz {

namespace {

/// HKDF of the Noise specification, section 4.3, with three outputs.
class Hkdf {
public:
    Hkdf(ByteView chainingKey, ByteView inputKey) {
        WipedArray<kHashBytes> extracted;
        hmacBlake2b(extracted.span(), chainingKey, {inputKey});
        hmacBlake2b(m_first.span(), extracted.view(), {kOne});
        hmacBlake2b(m_second.span(), extracted.view(), {m_first.view(), kTwo});
        hmacBlake2b(m_third.span(), extracted.view(), {m_second.view(), kThree});
    }

    [[nodiscard]] ByteView first() const { return m_first.view(); }
    [[nodiscard]] ByteView second() const { return m_second.view(); }
    [[nodiscard]] ByteView third() const { return m_third.view(); }

private:
    static constexpr std::array kOne{std::byte{1}};
    static constexpr std::array kTwo{std::byte{2}};
    static constexpr std::array kThree{std::byte{3}};

    WipedArray<kHashBytes> m_first;
    WipedArray<kHashBytes> m_second;
    WipedArray<kHashBytes> m_third;
};

/// A cipher key is the first half of an HKDF output.
ByteView cipherKey(ByteView output) { return output.first(wire::kKeyBytes); }

void replace(SecretBytes& secret, ByteView bytes) {
    std::copy(bytes.begin(), bytes.end(), secret.mutableView().begin());
}

} // namespace

NoiseSymmetricState::NoiseSymmetricState(std::string_view protocolName) {
    assert(protocolName.size() <= kHashBytes);
    const ByteView name = bytesOf(protocolName);
    std::copy(name.begin(), name.end(), m_hash.begin());
    replace(m_chainingKey, m_hash);
}

void NoiseSymmetricState::mixHash(ByteView data) { blake2b(m_hash, {}, {m_hash, data}); }

void NoiseSymmetricState::mixKey(ByteView inputKey) {
    const Hkdf derived(m_chainingKey.view(), inputKey);
    replace(m_chainingKey, derived.first());
    setKey(cipherKey(derived.second()));
}

void NoiseSymmetricState::mixKeyAndHash(ByteView inputKey) {
    const Hkdf derived(m_chainingKey.view(), inputKey);
    replace(m_chainingKey, derived.first());
    mixHash(derived.second());
    setKey(cipherKey(derived.third()));
}

void NoiseSymmetricState::setKey(ByteView key) {
    m_key = SecretBytes(key);
    m_number = 0;
}

Bytes NoiseSymmetricState::encryptAndHash(ByteView plaintext) {
    Bytes message(plaintext.begin(), plaintext.end());
    if (hasKey()) {
        message.resize(plaintext.size() + wire::kTagBytes);
        aeadSeal({.key = m_key.view(), .number = m_number++, .associatedData = m_hash}, plaintext, message);
    }
    mixHash(message);
    return message;
}

std::optional<Bytes> NoiseSymmetricState::decryptAndHash(ByteView sealed) {
    std::optional<Bytes> plaintext = hasKey() ? decrypt(sealed) : Bytes(sealed.begin(), sealed.end());
    if (plaintext)
        mixHash(sealed);
    return plaintext;
}

std::optional<Bytes> NoiseSymmetricState::decrypt(ByteView sealed) {
    if (sealed.size() < wire::kTagBytes)
        return std::nullopt;
    Bytes plaintext(sealed.size() - wire::kTagBytes);
    if (!aeadOpen({.key = m_key.view(), .number = m_number, .associatedData = m_hash}, sealed, plaintext))
        return std::nullopt;
    ++m_number;
    return plaintext;
}

std::pair<SecretBytes, SecretBytes> NoiseSymmetricState::split() const {
    const Hkdf derived(m_chainingKey.view(), {});
    return {SecretBytes(cipherKey(derived.first())), SecretBytes(cipherKey(derived.second()))};
}

} // namespace viz
