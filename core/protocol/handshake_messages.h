#pragma once

#include "core/protocol/handshake.h"
#include "core/protocol/noise.h"

#include <optional>

namespace viz {

using TicketId = std::array<std::byte, wire::knock::kTicketBytes>;
using Commitment = std::array<std::byte, wire::knock::kCommitmentBytes>;

/// The fields of a KNOCK before its mac1.
struct Knock {
    HandshakeMode mode = HandshakeMode::Sas;
    std::uint32_t capabilities = wire::kCapabilities;
    TicketId ticket{};
    Commitment commitment{};
};

/// `knockKey` is null in SAS mode.
[[nodiscard]] Bytes packKnock(const Knock& knock, const SecretBytes* knockKey);
/// Whether size, magic and type are those of a KNOCK; the functions below want one for which this is true.
[[nodiscard]] bool isKnock(ByteView message);
[[nodiscard]] std::uint8_t knockMode(ByteView knock);
/// Whether mac1 verifies; without a key, whether it is zeros.
[[nodiscard]] bool knockMacVerifies(ByteView knock, const SecretBytes* knockKey);
/// Whether our version is between the lowest and the highest that the joiner speaks.
[[nodiscard]] bool knockSpeaksOurVersion(ByteView knock);
/// nullopt: reserved bytes that are not zero, or a ticket in another mode than RESUME.
[[nodiscard]] std::optional<Knock> unpackKnock(ByteView knock);

/// The part of an OFFER that a refusal has too.
struct OfferHeader {
    std::uint8_t version = wire::kVersion;
    HandshakeMode mode = HandshakeMode::Sas;
    OfferStatus status = OfferStatus::GoOn;
    std::uint32_t capabilities = 0;
};

[[nodiscard]] Bytes packOfferHeader(const OfferHeader& header);
/// nullopt: not an OFFER, or a size that does not go with its status.
[[nodiscard]] std::optional<OfferHeader> unpackOfferHeader(ByteView offer);
/// The payload of Noise message 1: zeros, in the number that makes the OFFER 80 bytes long.
[[nodiscard]] Bytes offerPayload(HandshakeMode mode);

/// What both sides of Noise mix in first.
[[nodiscard]] Bytes prologueOf(ByteView knock, ByteView offer);

[[nodiscard]] Bytes packOpen(ByteView noiseMessage);
[[nodiscard]] bool isOpen(ByteView message);
/// The payload of Noise message 2.
[[nodiscard]] Bytes packName(std::string_view name);
/// As displayText(); nullopt: malformed.
[[nodiscard]] std::optional<std::string> unpackName(ByteView payload);

/// What the joiner promises in its KNOCK, so that it cannot choose its key after it has seen the host's.
[[nodiscard]] Commitment commitmentTo(const PublicKey& ephemeral);

} // namespace viz
