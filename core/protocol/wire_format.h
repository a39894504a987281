#pragma once

#include "core/base/media_time.h"

#include <sodium.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

// Every byte of VIZ/1: layouts, sizes, limits and lifetimes (docs/PROTOCOL.md has the reasons). Integers are
// big-endian. Every message is one binary WebSocket message of exactly the size given here.

namespace viz::wire {

inline constexpr std::size_t kKeyBytes = crypto_aead_chacha20poly1305_IETF_KEYBYTES;
inline constexpr std::size_t kTagBytes = crypto_aead_chacha20poly1305_IETF_ABYTES;
inline constexpr std::size_t kPublicKeyBytes = crypto_scalarmult_BYTES;

// --- Handshake -------------------------------------------------------------------------------------------------

inline constexpr std::string_view kMagic = "VIZ1";
inline constexpr std::uint8_t kVersion = 1; ///< lowest and highest that this program speaks

enum class MessageType : std::uint8_t { Knock = 1, Offer = 2, Open = 3 };

inline constexpr std::size_t kKnockBytes = 80;
inline constexpr std::size_t kOfferBytes = 80;
inline constexpr std::size_t kRefusalBytes = 16; ///< an OFFER whose status is not GoOn
inline constexpr std::size_t kOpenBytes = 184;

inline constexpr std::size_t kTypeAt = 4; ///< of all three; the magic is before it

/// Joiner to host.
namespace knock {
inline constexpr std::size_t kLowestVersionAt = 5;
inline constexpr std::size_t kHighestVersionAt = 6;
inline constexpr std::size_t kModeAt = 7;
inline constexpr std::size_t kCapabilitiesAt = 8; ///< u32
inline constexpr std::size_t kReservedAt = 12;    ///< 4 zero bytes
inline constexpr std::size_t kTicketAt = 16;      ///< RESUME: ticket id; else zeros
inline constexpr std::size_t kCommitmentAt = 32;  ///< BLAKE2b-256("viz1 commit" ‖ e_J)
inline constexpr std::size_t kMacAt = 64;         ///< BLAKE2b-128(knock key, all before); SAS: zeros
inline constexpr std::size_t kTicketBytes = 16;
inline constexpr std::size_t kCommitmentBytes = 32;
inline constexpr std::size_t kMacBytes = 16;
static_assert(kMacAt + kMacBytes == kKnockBytes);
} // namespace knock

/// Host to joiner.
namespace offer {
inline constexpr std::size_t kVersionAt = 5;
inline constexpr std::size_t kModeAt = 6;
inline constexpr std::size_t kStatusAt = 7;
inline constexpr std::size_t kCapabilitiesAt = 8;      ///< u32, a subset of the offered ones
inline constexpr std::size_t kReservedAt = 12;         ///< 4 zero bytes
inline constexpr std::size_t kHeaderBytes = 16;        ///< a refusal ends here; Noise message 1 follows otherwise
inline constexpr std::size_t kSecretPayloadBytes = 16; ///< LINK, RESUME: encrypted zeros, then their tag
inline constexpr std::size_t kOpenPayloadBytes = 32;   ///< SAS: zeros in clear, since there is no key yet
static_assert(kHeaderBytes + kPublicKeyBytes + kSecretPayloadBytes + kTagBytes == kOfferBytes);
static_assert(kHeaderBytes + kPublicKeyBytes + kOpenPayloadBytes == kOfferBytes);
static_assert(kHeaderBytes == kRefusalBytes);
} // namespace offer

/// Joiner to host. Payload: length of the name u8, name in UTF-8, zeros.
namespace open {
inline constexpr std::size_t kReservedAt = 5;  ///< 3 zero bytes
inline constexpr std::size_t kHeaderBytes = 8; ///< Noise message 2 follows
inline constexpr std::size_t kPayloadBytes = 128;
static_assert(kHeaderBytes + kPublicKeyBytes + kPayloadBytes + kTagBytes == kOpenBytes);
} // namespace open

inline constexpr std::size_t kMaxNameBytes = 47;

/// Capability bits that this version offers: bit 0 constant sizes, bit 1 zstd.
inline constexpr std::uint32_t kCapabilities = 0x3;

inline constexpr std::string_view kNoiseWithSecret = "Noise_NNpsk0_25519_ChaChaPoly_BLAKE2b";
inline constexpr std::string_view kNoiseWithoutSecret = "Noise_NN_25519_ChaChaPoly_BLAKE2b";
inline constexpr std::string_view kPrologueLabel = "viz1 prologue"; ///< ‖ KNOCK ‖ header of the OFFER

// --- Derived keys (BLAKE2b, keyed with what is named in the comment) ---------------------------------------------

namespace label {
inline constexpr std::string_view kInviteChecksum = "viz1 invite"; ///< no key
inline constexpr std::string_view kPsk = "viz1 psk";               ///< invite's secret
inline constexpr std::string_view kPath = "viz1 path";             ///< psk
inline constexpr std::string_view kKnock = "viz1 knock";           ///< psk
inline constexpr std::string_view kCommitment = "viz1 commit";     ///< no key
inline constexpr std::string_view kExporter = "viz1 exporter";     ///< HMAC with the chaining key
inline constexpr std::string_view kSas = "viz1 sas";               ///< exporter
inline constexpr std::string_view kResumePsk = "viz1 resume psk";  ///< exporter
inline constexpr std::string_view kResumeId = "viz1 resume id";    ///< exporter
inline constexpr std::string_view kProbe = "viz1 probe";           ///< psk
} // namespace label

// --- Invite ------------------------------------------------------------------------------------------------------

/// viz1:<host>[:port][/prefix]#<base64url(secret ‖ checksum)>
inline constexpr std::size_t kInviteSecretBytes = 16;
inline constexpr std::size_t kInviteChecksumBytes = 2;
inline constexpr std::size_t kInviteSecretChars = 24;
static_assert((kInviteSecretBytes + kInviteChecksumBytes) * 4 == kInviteSecretChars * 3, "base64 without padding");

/// HTTP request path: "/v1" in SAS mode, else "/v1/" and a token of 11 characters (8 bytes).
inline constexpr std::string_view kBasePath = "/v1";
inline constexpr std::size_t kPathTokenBytes = 8;
inline constexpr std::size_t kPathTokenChars = 11;

/// A request for the token's path that is no WebSocket may ask for a proof that it reached the invite's host:
/// X-Viz-Nonce, answered with X-Viz = BLAKE2b-128(psk, "viz1 probe" ‖ nonce); both in base64url without padding.
inline constexpr std::size_t kProbeNonceBytes = 16;
inline constexpr std::size_t kProbeProofBytes = 16;

// --- Records -----------------------------------------------------------------------------------------------------

/// Record n of a direction = ChaCha20-Poly1305(k, nonce = 0 u32 ‖ n as u64 little-endian, no AD, plaintext).
inline constexpr std::size_t kMaxPlaintextBytes = 8176;
inline constexpr std::size_t kMinRecordBytes = 1 + kTagBytes; ///< a plaintext has at least its type
inline constexpr std::size_t kMaxRecordBytes = kMaxPlaintextBytes + kTagBytes;
inline constexpr std::uint64_t kRecordsPerKey = 4096; ///< Rekey() before record n if n > 0 and n mod 4096 = 0
inline constexpr std::uint64_t kMaxRecords = 1ULL << 48;

/// type u8 | flags u8 | frame code u8 | n u8 | seq u32 | capture_end u48 | ack | [announced length u8] | frames.
/// Frames: n frames of one size; or, if they vary, n times length u16 and frame. Compressed means that all of "frames",
/// with the lengths, is one Zstandard frame that is smaller than what it replaces. n = 0: acknowledgement or tail
/// probe.
namespace audio {
inline constexpr std::uint8_t kCompressedFlag = 0x01;
inline constexpr std::uint8_t kSizesVaryFlag = 0x02; ///< only if they do
inline constexpr std::uint8_t kEndsTalkspurtFlag = 0x04;
inline constexpr std::uint8_t kTailProbeFlag = 0x08; ///< only if n = 0
inline constexpr std::uint8_t kAnnouncedLengthFlag = 0x10;
inline constexpr std::uint8_t kKnownFlags = 0x1f;
/// max_seq u32 | hold_ms u16 | q_fwd_ms u16 | lag_ms u16 | heard_level 6 bits, concealed_permille 10 bits.
inline constexpr std::size_t kAckBytes = 12;
inline constexpr int kConcealedBits = 10;
inline constexpr std::uint16_t kConcealedMask = (1U << kConcealedBits) - 1;
inline constexpr std::uint8_t kMaxHeardLevel = 63;          ///< 0 dBFS; 1 is -124, each step 2 dB
inline constexpr std::size_t kHeaderBytes = 14 + kAckBytes; ///< without the announced length
inline constexpr std::size_t kAnnouncedLengthBytes = 1;
inline constexpr Samples kAnnouncedLengthUnit{10 * kSampleRate / 1000};
inline constexpr std::uint8_t kMaxAnnouncedLength = 64; ///< units
inline constexpr std::size_t kLengthBytes = 2;
inline constexpr std::size_t kMaxFrames = 64;
inline constexpr std::size_t kMaxFrameBytes = 1275; ///< RFC 6716 section 3.2.1
/// Frames and a length for each always fit, whether or not the lengths are needed: 8 x 40 ms at 128 kbit/s is 5136.
inline constexpr std::size_t kMaxFramesBytes = kMaxPlaintextBytes - kHeaderBytes - kAnnouncedLengthBytes;
/// What a decompressed "frames" may take, and the largest Zstandard window.
inline constexpr std::size_t kDecompressedBytes = 16384;
} // namespace audio

/// Plaintext size of CTRL and FILL records while no audio record gives a size.

/// type u8 | sub u8 | length u16 | data | zeros.
namespace control {
inline constexpr std::size_t kHeaderBytes = 4;
inline constexpr std::size_t kPaddingStep = 256; ///< sizes when the message is larger than an audio record
inline constexpr std::size_t kMaxBytes = 4096;   ///< of header and data
inline constexpr std::size_t kMaxDataBytes = kMaxBytes - kHeaderBytes;
} // namespace control

/// Data of MUTE, one byte.
namespace mute {
inline constexpr std::uint8_t kMutedBit = 0x01;
inline constexpr std::uint8_t kCannotHearBit = 0x02;
} // namespace mute

/// Data of ACCEPT and CODEC: frame code u8 | frames a message u8 | bit rate u32 | size policy u8 | capture delay in ms
/// u8.
namespace codec {
inline constexpr std::size_t kBytes = 8;
inline constexpr std::uint32_t kMinBitrateBps = 6000;
inline constexpr std::uint32_t kMaxBitrateBps = 128000;
inline constexpr std::uint8_t kLargestSizePolicy = 1;
} // namespace codec

// --- Lifetimes and floods ----------------------------------------------------------------------------------------

inline constexpr std::size_t kMaxMessageBytesBeforeOpen = 256; ///< WebSocket limit until OPEN is verified
inline constexpr std::chrono::seconds kKnockDeadline{5};       ///< after the upgrade
inline constexpr std::chrono::seconds kOpenDeadline{10};       ///< after the upgrade
inline constexpr std::chrono::seconds kRingTime{45};
inline constexpr std::chrono::seconds kResumeTime{120}; ///< the host keeps the call for the joiner that long
inline constexpr int kSasOffersPerMinute = 10;
inline constexpr int kSasFailuresBeforePause = 3; ///< declines and time-outs
inline constexpr std::chrono::minutes kSasPause{10};
inline constexpr int kBadMacsPerMinute = 20; ///< more are dropped silently for kBadMacPause
inline constexpr std::chrono::seconds kBadMacPause{60};
inline constexpr std::size_t kRememberedCommitments = 256; ///< a repeated one is refused
inline constexpr int kMaxRecordsPerSecond = 250;           ///< over kFloodWindow, else BYE(flood)
inline constexpr int kMaxRecordBytesPerSecond = 65536;
inline constexpr std::chrono::seconds kFloodWindow{10};

} // namespace viz::wire
