#pragma once

#include "core/base/byte_io.h"

#include <cstdint>
#include <optional>

namespace viz {

/// First byte of a plaintext.
enum class RecordType : std::uint8_t { Fill = 0, Control = 1, Audio = 2 };

enum class ControlType : std::uint8_t {
    Ringing = 1,
    Accept = 2,
    Decline = 3,
    Bye = 4,
    Mute = 5,
    Ping = 6,
    Pong = 7,
    SasOk = 8,
    SasBad = 9,
    Codec = 10,
    Name = 11,
    Endpoint = 12,
    Chat = 13,
    Hedge = 14,
};

/// Why a side hung up: the data byte of BYE.
enum class ByeReason : std::uint8_t { HangUp = 0, WordsDiffer = 1, Flood = 2, DeviceLost = 3, Quit = 4, Replaced = 5 };

/// A CTRL message: type and data, whose layout depends on the type.
struct ControlMessage {
    ControlType type = ControlType::Ping;
    Bytes data;
};

/// How the sender's voice is packed: the data of ACCEPT and CODEC, each side for its own direction. 8 bytes on the
/// wire: frame code u8, frames a message u8 (1..64), bit rate u32 (6000..128000), size policy u8 (0..1), capture delay
/// u8.
struct CodecParameters {
    std::uint8_t frameCode = 3;
    std::uint8_t framesPerMessage = 1;
    std::uint32_t bitrateBps = 32000;
    std::uint8_t sizePolicy = 0;
    std::uint8_t captureMs = 0; ///< from the mouth to the encoder; 0: not known, 255: that or more

    friend bool operator==(const CodecParameters&, const CodecParameters&) = default;
};

[[nodiscard]] Bytes packCodec(const CodecParameters& codec);
/// nullopt if malformed or out of range.
[[nodiscard]] std::optional<CodecParameters> unpackCodec(ByteView data);

/// What MUTE says about the sender. One byte on the wire: bit 0 muted, bit 1 cannot hear.
struct MuteState {
    bool muted = false;
    bool canHear = true; ///< false: deafened, or without a loudspeaker

    friend bool operator==(const MuteState&, const MuteState&) = default;
};

[[nodiscard]] Bytes packMute(const MuteState& state);
/// Bits that are not known, and bytes that are too many, are not looked at; no byte is none of it.
[[nodiscard]] MuteState unpackMute(ByteView data);

/// Replaces `plaintext` by the CTRL record body, zero-filled to `paddedSize` bytes (at most wire::kMaxPlaintextBytes)
/// if it fits into that, otherwise to the next multiple of 256. The data is at most wire::control::kMaxDataBytes
/// (4092).
void packControl(const ControlMessage& message, std::size_t paddedSize, Bytes& plaintext);
/// nullopt: malformed, fatal. An unknown type is returned as it is; the caller ignores it.
[[nodiscard]] std::optional<ControlMessage> unpackControl(ByteView plaintext);

/// A keepalive: `paddedSize` zero bytes (at least 1).
void packFill(std::size_t paddedSize, Bytes& plaintext);
/// The type of a plaintext; nullopt (fatal) if it is empty, of unknown type, or a FILL of something else than zeros.
[[nodiscard]] std::optional<RecordType> recordType(ByteView plaintext);

} // namespace viz
