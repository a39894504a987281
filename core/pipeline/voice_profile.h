#pragma once

#include "core/base/media_time.h"
#include "core/protocol/batch_compressor.h"
#include "core/protocol/control_message.h"

#include <cstdint>

namespace viz {

/// How one side packs its voice. Each side chooses its own; the other reads it from the records.
struct VoiceProfile {
    FrameDuration frame = FrameDuration::Ms20;
    int framesPerMessage = 1; ///< 1..kMaxFramesPerMessage
    int bitrateBps = 32000;   ///< kMinBitrateBps..kMaxBitrateBps
    SizePolicy sizes = SizePolicy::Constant;

    /// Sound in one message: what waiting for a full batch costs in delay.
    [[nodiscard]] Samples batchLength() const { return lengthOf(frame) * framesPerMessage; }

    friend bool operator==(const VoiceProfile&, const VoiceProfile&) = default;
};

/// Whether a small record follows each batch (TailProbe).
enum class TailProbing : std::uint8_t { Never, WhileStalling, Always };

/// What a sender is told: the best it may do, and what it may decide itself.
struct SendSettings {
    VoiceProfile profile;
    bool automaticInterval = false; ///< one frame a message, as long as the round trip suggests: 20, 40 or 60 ms
    bool adaptsToCapacity = true;   ///< goes down the ladder (VoiceLadder) while the path is slower than the profile
    TailProbing tailProbing = TailProbing::WhileStalling;
};

inline constexpr int kMaxFramesPerMessage = 16;
inline constexpr Samples kMaxBatchLength{640 * kSampleRate / 1000};

enum class ProfileName : std::uint8_t {
    Auto,       ///< 20 ms x 1
    LowLatency, ///< 20 ms x 1
    Balanced,   ///< 20 ms x 3
    Saver,      ///< 40 ms x 8 = 320 ms, smallest sizes: the original's numbers
};

[[nodiscard]] VoiceProfile voiceProfile(ProfileName name);

enum class ProfileFault : std::uint8_t { None, FramesPerMessage, BatchTooLong, Bitrate, RecordTooLarge };

/// What is wrong with a profile that somebody put together by hand.
[[nodiscard]] ProfileFault checkProfile(const VoiceProfile& profile);

[[nodiscard]] CodecParameters codecOf(const VoiceProfile& profile);

} // namespace viz
