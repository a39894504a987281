#include "core/protocol/noise.h"

#include "core/protocol/sodium_bytes.h"
#include "core/protocol/wiped_array.h"

#include <algorithm>
#include <cassert>

namespace viz {

namespace {

void append(Bytes& message, const Bytes& tail) { message.insert(message.end(), tail.begin(), tail.end()); }

} // namespace

PublicKey publicKeyOf(const SecretBytes& ephemeralSecret) {
    assert(ephemeralSecret.size() == crypto_scalarmult_SCALARBYTES);
    PublicKey key{};
    [[maybe_unused]] const int failed = crypto_scalarmult_base(rawMutable(key), raw(ephemeralSecret.view()));
    assert(failed == 0);
    return key;
}

NoiseNN::NoiseNN(ByteView prologue, const SecretBytes* psk, SecretBytes ephemeralSecret)
    : m_state(psk != nullptr ? wire::kNoiseWithSecret : wire::kNoiseWithoutSecret)
    , m_hasPsk(psk != nullptr)
    , m_ephemeralSecret(std::move(ephemeralSecret))
    , m_own(publicKeyOf(m_ephemeralSecret)) {
    m_state.mixHash(prologue);
    if (psk != nullptr)
        m_state.mixKeyAndHash(psk->view()); // the token "psk" that psk0 puts before the first "e"
}

Bytes NoiseNN::writeFirst(ByteView payload) {
    Bytes message = writeEphemeral();
    append(message, m_state.encryptAndHash(payload));
    return message;
}

tl::expected<Bytes, NoiseFault> NoiseNN::readFirst(ByteView message) {
    return readEphemeral(message).and_then([this](ByteView sealed) { return readPayload(sealed); });
}

tl::expected<Bytes, NoiseFault> NoiseNN::writeSecond(ByteView payload) {
    Bytes message = writeEphemeral();
    if (!mixSharedSecret())
        return tl::unexpected(NoiseFault::LowOrderKey);
    append(message, m_state.encryptAndHash(payload));
    return message;
}

tl::expected<Bytes, NoiseFault> NoiseNN::readSecond(ByteView message) {
    const tl::expected<ByteView, NoiseFault> sealed = readEphemeral(message);
    if (!sealed)
        return tl::unexpected(sealed.error());
    if (!mixSharedSecret())
        return tl::unexpected(NoiseFault::LowOrderKey);
    return readPayload(*sealed);
}

Bytes NoiseNN::writeEphemeral() {
    mixEphemeral(m_own);
    return {m_own.begin(), m_own.end()};
}

tl::expected<ByteView, NoiseFault> NoiseNN::readEphemeral(ByteView message) {
    if (message.size() < m_peer.size())
        return tl::unexpected(NoiseFault::TooShort);
    std::copy_n(message.begin(), m_peer.size(), m_peer.begin());
    mixEphemeral(m_peer);
    return message.subspan(m_peer.size());
}

void NoiseNN::mixEphemeral(const PublicKey& key) {
    m_state.mixHash(key);
    if (m_hasPsk)
        m_state.mixKey(key); // section 9.2: with a PSK the ephemeral key makes the cipher key fresh
}

bool NoiseNN::mixSharedSecret() {
    WipedArray<crypto_scalarmult_BYTES> shared;
    if (crypto_scalarmult(rawMutable(shared.span()), raw(m_ephemeralSecret.view()), raw(m_peer)) != 0)
        return false;
    m_state.mixKey(shared.view());
    m_ephemeralSecret = {};
    return true;
}

tl::expected<Bytes, NoiseFault> NoiseNN::readPayload(ByteView sealed) {
    std::optional<Bytes> payload = m_state.decryptAndHash(sealed);
    if (!payload)
        return tl::unexpected(NoiseFault::BadTag);
    return std::move(*payload);
}

} // namespace viz
