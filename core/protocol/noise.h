#pragma once

#include "core/protocol/noise_symmetric_state.h"

#include <tl/expected.hpp>

#include <array>

namespace viz {

using PublicKey = std::array<std::byte, wire::kPublicKeyBytes>;

enum class NoiseFault : std::uint8_t {
    TooShort,
    LowOrderKey, ///< the peer's key would give a shared secret that everybody knows
    BadTag,
};

/// The Noise handshake patterns NN and NNpsk0 over X25519, ChaChaPoly and BLAKE2b:
///
///     -> e        initiator: writeFirst, responder: readFirst
///     <- e, ee    responder: writeSecond, initiator: readSecond
///
/// One object a handshake and side; each of its four functions at most once, in this order. After a fault the object is
/// of no more use.
class NoiseNN {
public:
    /// `psk` is null for NN, otherwise 32 bytes. `ephemeralSecret` is 32 bytes long.
    NoiseNN(ByteView prologue, const SecretBytes* psk, SecretBytes ephemeralSecret);

    [[nodiscard]] Bytes writeFirst(ByteView payload);
    [[nodiscard]] tl::expected<Bytes, NoiseFault> readFirst(ByteView message);
    [[nodiscard]] tl::expected<Bytes, NoiseFault> writeSecond(ByteView payload);
    [[nodiscard]] tl::expected<Bytes, NoiseFault> readSecond(ByteView message);

    /// After both messages: keys of the initiator's and of the responder's direction.
    [[nodiscard]] std::pair<SecretBytes, SecretBytes> split() const { return m_state.split(); }
    [[nodiscard]] ByteView chainingKey() const { return m_state.chainingKey(); }
    [[nodiscard]] ByteView handshakeHash() const { return m_state.handshakeHash(); }
    [[nodiscard]] const PublicKey& ownEphemeral() const { return m_own; }
    [[nodiscard]] const PublicKey& peerEphemeral() const { return m_peer; }

private:
    [[nodiscard]] Bytes writeEphemeral();
    [[nodiscard]] tl::expected<ByteView, NoiseFault> readEphemeral(ByteView message);
    void mixEphemeral(const PublicKey& key);
    [[nodiscard]] bool mixSharedSecret();
    [[nodiscard]] tl::expected<Bytes, NoiseFault> readPayload(ByteView sealed);

    NoiseSymmetricState m_state;
    bool m_hasPsk;
    SecretBytes m_ephemeralSecret;
    PublicKey m_own{};
    PublicKey m_peer{};
};

/// The X25519 public key of a secret of 32 bytes.
[[nodiscard]] PublicKey publicKeyOf(const SecretBytes& ephemeralSecret);

} // namespace viz
