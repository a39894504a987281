#pragma once

#include "core/media/pcm_framer.h"
#include "core/media/voice_encoder.h"
#include "core/pipeline/voice_profile.h"
#include "core/protocol/frame_batch.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>

namespace viz {

/// From sound to batches: PcmFramer → VoiceEncoder → FrameBatch, by a profile that can change between two batches
/// without a sample lost. Send thread.
class FrameBatcher {
public:
    /// The batch is finished but for its acknowledgement; valid during the call.
    using BatchSink = std::function<void(const FrameBatch& batch)>;

    /// `profile` passed checkProfile().
    FrameBatcher(const VoiceProfile& profile, BatchSink onBatch);

    /// 48 kHz mono, in blocks of any size.
    void push(std::span<const std::int16_t> block);
    /// So much sound is missing before what comes now. The gap lies before the batch that fills: that is sent after the
    /// gap, and if it did not say so, the listener would take it for late by the gap and learn to wait that long.
    void skip(Samples lost) { m_captured += lost; }
    /// From the next batch on. Nothing if it is the same.
    void changeProfile(const VoiceProfile& profile);

    /// What the batch that fills now is made by.
    [[nodiscard]] const VoiceProfile& profile() const { return m_profile; }
    [[nodiscard]] Sequence nextSequence() const { return m_nextSequence; }
    /// End of the newest frame on the sender's time line.
    [[nodiscard]] MediaTime captured() const { return m_captured; }
    /// Of one frame at constant sizes.
    [[nodiscard]] std::size_t frameBytes() const { return m_encoder.frameBytes(); }
    [[nodiscard]] Samples codecLookahead() const { return m_encoder.lookahead(); }
    [[nodiscard]] std::uint64_t opusBytes() const { return m_opusBytes; }

private:
    void encode(std::span<const std::int16_t> frame);
    void append(ByteView encoded);
    void handOn();
    void openBatch();
    void adoptNextProfile();

    VoiceProfile m_profile;
    std::optional<VoiceProfile> m_nextProfile;
    BatchSink m_onBatch;
    PcmFramer m_framer;
    VoiceEncoder m_encoder;
    FrameBatch m_batch;
    Sequence m_nextSequence;
    MediaTime m_captured{};
    std::uint64_t m_opusBytes = 0;
};

} // namespace viz
