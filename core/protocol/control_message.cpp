#include "core/protocol/control_message.h"

#include "core/base/media_time.h"
#include "core/protocol/sodium_bytes.h"
#include "core/protocol/wire_format.h"

#include <sodium.h>

#include <algorithm>
#include <cassert>

namespace viz {

namespace {

bool isZero(ByteView bytes) { return sodium_is_zero(raw(bytes), bytes.size()) == 1; }

bool isInRange(const CodecParameters& codec) {
    return frameDurationFromCode(codec.frameCode).has_value() && codec.framesPerMessage >= 1 &&
           codec.framesPerMessage <= wire::audio::kMaxFrames && codec.bitrateBps >= wire::codec::kMinBitrateBps &&
           codec.bitrateBps <= wire::codec::kMaxBitrateBps && codec.sizePolicy <= wire::codec::kLargestSizePolicy;
}

std::size_t sizeOnWire(std::size_t used, std::size_t paddedSize) {
    constexpr std::size_t step = wire::control::kPaddingStep;
    return used <= paddedSize ? paddedSize : (used + step - 1) / step * step;
}

} // namespace

Bytes packCodec(const CodecParameters& codec) {
    assert(isInRange(codec));
    Bytes data;
    ByteWriter writer(data);
    writer.u8(codec.frameCode);
    writer.u8(codec.framesPerMessage);
    writer.u32(codec.bitrateBps);
    writer.u8(codec.sizePolicy);
    writer.u8(codec.captureMs);
    return data;
}

std::optional<CodecParameters> unpackCodec(ByteView data) {
    ByteReader reader(data);
    CodecParameters codec;
    codec.frameCode = reader.u8();
    codec.framesPerMessage = reader.u8();
    codec.bitrateBps = reader.u32();
    codec.sizePolicy = reader.u8();
    codec.captureMs = reader.u8();
    if (!reader.atEnd() || !isInRange(codec))
        return std::nullopt;
    return codec;
}

Bytes packMute(const MuteState& state) {
    const int bits = (state.muted ? wire::mute::kMutedBit : 0) | (state.canHear ? 0 : wire::mute::kCannotHearBit);
    return {static_cast<std::byte>(bits)};
}

MuteState unpackMute(ByteView data) {
    const auto bits = data.empty() ? std::uint8_t{0} : std::to_integer<std::uint8_t>(data.front());
    return {.muted = (bits & wire::mute::kMutedBit) != 0, .canHear = (bits & wire::mute::kCannotHearBit) == 0};
}

void packControl(const ControlMessage& message, std::size_t paddedSize, Bytes& plaintext) {
    assert(message.data.size() <= wire::control::kMaxDataBytes && paddedSize <= wire::kMaxPlaintextBytes);
    plaintext.clear();
    ByteWriter writer(plaintext);
    writer.u8(static_cast<std::uint8_t>(RecordType::Control));
    writer.u8(static_cast<std::uint8_t>(message.type));
    writer.u16(static_cast<std::uint16_t>(message.data.size()));
    writer.bytes(message.data);
    plaintext.resize(sizeOnWire(plaintext.size(), paddedSize));
}

std::optional<ControlMessage> unpackControl(ByteView plaintext) {
    ByteReader reader(plaintext);
    const bool isControl = reader.u8() == static_cast<std::uint8_t>(RecordType::Control);
    const auto type = static_cast<ControlType>(reader.u8());
    const std::size_t length = reader.u16();
    const ByteView data = reader.bytes(length);
    if (!isControl || !reader.ok() || length > wire::control::kMaxDataBytes ||
        plaintext.size() > wire::kMaxPlaintextBytes || !isZero(reader.rest()))
        return std::nullopt;
    return ControlMessage{.type = type, .data = {data.begin(), data.end()}};
}

void packFill(std::size_t paddedSize, Bytes& plaintext) {
    plaintext.assign(std::max<std::size_t>(paddedSize, 1), static_cast<std::byte>(RecordType::Fill));
}

std::optional<RecordType> recordType(ByteView plaintext) {
    if (plaintext.empty())
        return std::nullopt;
    switch (const auto type = static_cast<RecordType>(plaintext.front())) {
    case RecordType::Fill:
        return isZero(plaintext) ? std::optional(type) : std::nullopt;
    case RecordType::Control:
    case RecordType::Audio:
        return type;
    }
    return std::nullopt;
}

} // namespace viz
