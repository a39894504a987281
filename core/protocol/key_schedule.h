#pragma once

#include "core/protocol/noise.h"
#include "core/protocol/session_keys.h"

namespace viz {

enum class HandshakeRole : std::uint8_t { Host, Joiner };

/// What the safety words depend on, besides the chaining key: nothing that either side can still choose once e_J is
/// committed. The handshake hash, which covers the payload of the OPEN, must not get in here.
struct SasTranscript {
    ByteView knock;
    ByteView offer;
    ByteView joinerEphemeral;
};

/// The keys of a finished handshake, as `role` uses them.
[[nodiscard]] SessionKeys deriveSessionKeys(const NoiseNN& noise, HandshakeRole role, const SasTranscript& transcript);

/// Keys mac1 of the KNOCK.
[[nodiscard]] SecretBytes deriveKnockKey(const SecretBytes& psk);

} // namespace viz
