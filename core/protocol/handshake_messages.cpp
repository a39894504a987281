#include "core/protocol/handshake_messages.h"

#include "core/protocol/blake2b.h"
#include "core/protocol/display_text.h"
#include "core/protocol/sodium_bytes.h"

#include <algorithm>
#include <cassert>

namespace viz {

namespace {

using Mac = std::array<std::byte, wire::knock::kMacBytes>;

Mac knockMac(ByteView knock, const SecretBytes& knockKey) {
    Mac mac{};
    blake2b(mac, knockKey.view(), {knock.first(wire::knock::kMacAt)});
    return mac;
}

void startMessage(ByteWriter& writer, wire::MessageType type) {
    writer.text(wire::kMagic);
    writer.u8(static_cast<std::uint8_t>(type));
}

bool startsAs(ByteView message, wire::MessageType type) {
    const ByteView magic = bytesOf(wire::kMagic);
    return message.size() > wire::kTypeAt && std::equal(magic.begin(), magic.end(), message.begin()) &&
           message[wire::kTypeAt] == static_cast<std::byte>(type);
}

bool isZero(ByteView bytes) { return sodium_is_zero(raw(bytes), bytes.size()) == 1; }

template<std::size_t Size>
std::array<std::byte, Size> fieldAt(ByteView message, std::size_t offset) {
    std::array<std::byte, Size> field{};
    std::copy_n(message.begin() + static_cast<std::ptrdiff_t>(offset), Size, field.begin());
    return field;
}

std::uint32_t u32At(ByteView message, std::size_t offset) { return ByteReader(message.subspan(offset)).u32(); }

bool isStatus(std::uint8_t value) { return value <= static_cast<std::uint8_t>(OfferStatus::Throttled); }

bool isMode(std::uint8_t value) { return value <= static_cast<std::uint8_t>(HandshakeMode::Resume); }

} // namespace

Bytes packKnock(const Knock& knock, const SecretBytes* knockKey) {
    Bytes message;
    ByteWriter writer(message);
    startMessage(writer, wire::MessageType::Knock);
    writer.u8(wire::kVersion);
    writer.u8(wire::kVersion);
    writer.u8(static_cast<std::uint8_t>(knock.mode));
    writer.u32(knock.capabilities);
    writer.u32(0);
    writer.bytes(knock.ticket);
    writer.bytes(knock.commitment);
    writer.bytes(knockKey != nullptr ? knockMac(message, *knockKey) : Mac{});
    return message;
}

bool isKnock(ByteView message) {
    return message.size() == wire::kKnockBytes && startsAs(message, wire::MessageType::Knock);
}

std::uint8_t knockMode(ByteView knock) { return std::to_integer<std::uint8_t>(knock[wire::knock::kModeAt]); }

bool knockMacVerifies(ByteView knock, const SecretBytes* knockKey) {
    const ByteView given = knock.subspan(wire::knock::kMacAt);
    if (knockKey == nullptr)
        return isZero(given);
    const Mac expected = knockMac(knock, *knockKey);
    return sodium_memcmp(expected.data(), given.data(), expected.size()) == 0;
}

bool knockSpeaksOurVersion(ByteView knock) {
    constexpr std::byte ours{wire::kVersion};
    return knock[wire::knock::kLowestVersionAt] <= ours && knock[wire::knock::kHighestVersionAt] >= ours;
}

std::optional<Knock> unpackKnock(ByteView knock) {
    const std::uint8_t mode = knockMode(knock);
    if (!isMode(mode) || u32At(knock, wire::knock::kReservedAt) != 0)
        return std::nullopt;
    const Knock fields{.mode = static_cast<HandshakeMode>(mode),
                       .capabilities = u32At(knock, wire::knock::kCapabilitiesAt),
                       .ticket = fieldAt<wire::knock::kTicketBytes>(knock, wire::knock::kTicketAt),
                       .commitment = fieldAt<wire::knock::kCommitmentBytes>(knock, wire::knock::kCommitmentAt)};
    if (fields.mode != HandshakeMode::Resume && !isZero(fields.ticket))
        return std::nullopt;
    return fields;
}

Bytes packOfferHeader(const OfferHeader& header) {
    Bytes message;
    ByteWriter writer(message);
    startMessage(writer, wire::MessageType::Offer);
    writer.u8(header.version);
    writer.u8(static_cast<std::uint8_t>(header.mode));
    writer.u8(static_cast<std::uint8_t>(header.status));
    writer.u32(header.capabilities);
    writer.u32(0);
    return message;
}

std::optional<OfferHeader> unpackOfferHeader(ByteView offer) {
    if (offer.size() < wire::offer::kHeaderBytes || !startsAs(offer, wire::MessageType::Offer))
        return std::nullopt;
    const auto mode = std::to_integer<std::uint8_t>(offer[wire::offer::kModeAt]);
    const auto status = std::to_integer<std::uint8_t>(offer[wire::offer::kStatusAt]);
    if (!isMode(mode) || !isStatus(status) || u32At(offer, wire::offer::kReservedAt) != 0)
        return std::nullopt;
    const OfferHeader header{.version = std::to_integer<std::uint8_t>(offer[wire::offer::kVersionAt]),
                             .mode = static_cast<HandshakeMode>(mode),
                             .status = static_cast<OfferStatus>(status),
                             .capabilities = u32At(offer, wire::offer::kCapabilitiesAt)};
    const bool goesOn = header.status == OfferStatus::GoOn;
    if (offer.size() != (goesOn ? wire::kOfferBytes : wire::kRefusalBytes))
        return std::nullopt;
    return header;
}

Bytes offerPayload(HandshakeMode mode) {
    return Bytes(mode == HandshakeMode::Sas ? wire::offer::kOpenPayloadBytes : wire::offer::kSecretPayloadBytes);
}

Bytes prologueOf(ByteView knock, ByteView offer) {
    Bytes prologue;
    ByteWriter writer(prologue);
    writer.text(wire::kPrologueLabel);
    writer.bytes(knock);
    writer.bytes(offer.first(wire::offer::kHeaderBytes));
    return prologue;
}

Bytes packOpen(ByteView noiseMessage) {
    Bytes message;
    ByteWriter writer(message);
    startMessage(writer, wire::MessageType::Open);
    writer.zeros(wire::open::kHeaderBytes - wire::open::kReservedAt);
    writer.bytes(noiseMessage);
    return message;
}

bool isOpen(ByteView message) {
    return message.size() == wire::kOpenBytes && startsAs(message, wire::MessageType::Open) &&
           isZero(message.subspan(wire::open::kReservedAt, wire::open::kHeaderBytes - wire::open::kReservedAt));
}

Bytes packName(std::string_view name) {
    assert(name.size() <= wire::kMaxNameBytes);
    Bytes payload;
    ByteWriter writer(payload);
    writer.u8(static_cast<std::uint8_t>(name.size()));
    writer.text(name);
    payload.resize(wire::open::kPayloadBytes);
    return payload;
}

std::optional<std::string> unpackName(ByteView payload) {
    ByteReader reader(payload);
    const std::size_t length = reader.u8();
    const ByteView name = reader.bytes(length);
    if (!reader.ok() || length > wire::kMaxNameBytes || !isZero(reader.rest()))
        return std::nullopt;
    return displayText({reinterpret_cast<const char*>(name.data()), name.size()}, wire::kMaxNameBytes);
}

Commitment commitmentTo(const PublicKey& ephemeral) {
    Commitment commitment{};
    blake2b(commitment, {}, {bytesOf(wire::label::kCommitment), ephemeral});
    return commitment;
}

} // namespace viz
