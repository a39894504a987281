#pragma once

#include "core/protocol/session_keys.h"
#include "core/protocol/wire_format.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace viz {

enum class HandshakeMode : std::uint8_t { Sas = 0, Link = 1, Code = 2, Resume = 3 };

/// Status byte of the OFFER.
enum class OfferStatus : std::uint8_t { GoOn = 0, Busy = 1, Version = 2, ModeRefused = 3, Throttled = 4 };

enum class HandshakeVerdict : std::uint8_t {
    Ok,
    Malformed,     ///< wrong size, magic, type or reserved bytes
    WrongVersion,  ///< the peer speaks no version that we speak
    WrongMode,     ///< a mode that this side does not allow
    BadMac,        ///< KNOCK: the caller does not hold the invite's secret
    BadCommitment, ///< OPEN: another key than the one promised in the KNOCK
    BadKey,        ///< low-order point, or our own key
    NotAuthentic,  ///< a tag did not verify
    Refused,       ///< OFFER: the host said no, see JoinerHandshake::refusal()
};

using wire::kCapabilities;
using wire::kKnockBytes;
using wire::kMaxNameBytes;
using wire::kOfferBytes;
using wire::kOpenBytes;
using wire::kRefusalBytes;

/// The host's half of the VIZ/1 handshake (Noise initiator): consumeKnock → createOffer → consumeOpen → takeKeys.
///
/// One object a caller. Pure: no clock, no socket. Any verdict but Ok ends it: its secrets are wiped, and the caller
/// closes the connection. Random bytes come from libsodium; tests inject the ephemeral secret.
class HostHandshake {
public:
    /// `linkKeys`: null if this host has no invite (then LINK knocks are WrongMode).
    /// `allowSas`: whether callers without the invite's secret are answered.
    HostHandshake(const InviteKeys* linkKeys, bool allowSas);
    /// For test vectors: a fixed ephemeral secret of 32 bytes.
    HostHandshake(const InviteKeys* linkKeys, bool allowSas, SecretBytes ephemeralSecret);
    ~HostHandshake();
    HostHandshake(HostHandshake&&) noexcept;

    /// Before consumeKnock(): also answers RESUME knocks that name this ticket. Call it for the current and for the
    /// previous one. Without a ticket RESUME knocks are WrongMode; with an unknown one BadMac.
    void allowResume(const ResumeTicket& ticket);
    /// Checks the length and the magic, then the mode, then mac1, then the rest. After BadMac, Malformed or WrongMode
    /// say nothing to the caller. WrongVersion in LINK and RESUME mode comes from somebody who holds the secret.
    [[nodiscard]] HandshakeVerdict consumeKnock(ByteView knock);
    /// Valid after consumeKnock() said Ok.
    [[nodiscard]] HandshakeMode mode() const;
    /// The commitment of the KNOCK, to recognise a repeated one.
    [[nodiscard]] ByteView commitment() const;
    /// 80 bytes; once, after consumeKnock() said Ok.
    [[nodiscard]] Bytes createOffer();
    /// 16 bytes; `status` is not GoOn. After consumeKnock(), whatever it said; ends the handshake.
    [[nodiscard]] Bytes createRefusal(OfferStatus status);
    [[nodiscard]] HandshakeVerdict consumeOpen(ByteView open);
    /// As the joiner gave it, control and bidirectional characters stripped, valid UTF-8; after consumeOpen() said Ok.
    [[nodiscard]] const std::string& peerName() const;
    /// Once, after consumeOpen() said Ok.
    [[nodiscard]] SessionKeys takeKeys();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// The joiner's half (Noise responder): createKnock → consumeOffer → createOpen → takeKeys.
class JoinerHandshake {
public:
    /// `linkKeys`: null for SAS mode. A joiner that holds a secret never falls back. `name` is cut at 47 bytes of
    /// UTF-8.
    JoinerHandshake(const InviteKeys* linkKeys, std::string_view name);
    JoinerHandshake(const InviteKeys* linkKeys, std::string_view name, SecretBytes ephemeralSecret);
    /// Resumes a call: proves with the ticket of an earlier connection to be the same peer.
    JoinerHandshake(const ResumeTicket& ticket, std::string_view name);
    ~JoinerHandshake();
    JoinerHandshake(JoinerHandshake&&) noexcept;

    [[nodiscard]] HandshakeMode mode() const;
    /// 80 bytes, the same at every call.
    [[nodiscard]] Bytes createKnock() const;
    /// A refusal is not authenticated: a hint for the user, never a reason to try something weaker.
    [[nodiscard]] HandshakeVerdict consumeOffer(ByteView offer);
    /// Why, after consumeOffer() said Refused.
    [[nodiscard]] OfferStatus refusal() const;
    /// 184 bytes; after consumeOffer() said Ok.
    [[nodiscard]] Bytes createOpen() const;
    /// Once, after consumeOffer() said Ok.
    [[nodiscard]] SessionKeys takeKeys();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace viz
