#pragma once

#include "core/protocol/secret.h"
#include "core/protocol/wire_format.h"

#include <array>
#include <cstdint>
#include <string>

namespace viz {

/// What both sides derive from the invite's secret k (docs/PROTOCOL.md).
struct InviteKeys {
    SecretBytes psk;       ///< 32 bytes, goes into Noise
    SecretBytes knockKey;  ///< 32 bytes, keys mac1 of the KNOCK
    std::string pathToken; ///< 11 characters of base64url: the last part of the HTTP path; not secret from the tunnel

    /// `secret` is kInviteSecretBytes long.
    [[nodiscard]] static InviteKeys derive(const SecretBytes& secret);
    [[nodiscard]] InviteKeys duplicate() const;
};

/// The HTTP path below the address's prefix: "/v1/<token>" with keys, "/v1" without (SAS mode).
[[nodiscard]] std::string requestPath(const InviteKeys* keys);

using ProbeProof = std::array<std::byte, wire::kProbeProofBytes>;

/// What only holders of the invite's secret can answer to `nonce`, which has kProbeNonceBytes: that an address leads to
/// its host. It tells nothing about the keys.
[[nodiscard]] ProbeProof probeProof(const InviteKeys& keys, ByteView nonce);

/// What a finished handshake leaves behind; everything else of it is wiped.
struct SessionKeys {
    SecretBytes sealing;   ///< 32 bytes, for what we send
    SecretBytes opening;   ///< 32 bytes, for what we receive
    std::uint64_t sas = 0; ///< for safetyWords()
    SecretBytes resumePsk; ///< 32 bytes
    std::array<std::byte, 16> resumeId{};
};

/// Proves on a new connection that its two ends are those of an earlier one. Used once; both sides derive it.
struct ResumeTicket {
    std::array<std::byte, 16> id{}; ///< names the ticket in the KNOCK, in clear
    SecretBytes psk;                ///< 32 bytes

    [[nodiscard]] static ResumeTicket of(const SessionKeys& keys);
    [[nodiscard]] ResumeTicket duplicate() const;
};

} // namespace viz
