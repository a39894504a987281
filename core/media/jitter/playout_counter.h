#pragma once

#include "core/media/jitter/jitter_buffer.h"

namespace viz {

/// Keeps PlayoutStats: what counts as what, by the definitions of webrtc-stats and NetEq.
class PlayoutCounter {
public:
    /// From here on a concealment is an interruption.
    static constexpr Samples kInterruption{150 * kSampleRate / 1000};

    void onFrame(JitterBuffer::InsertResult result);
    void onFrameDropped() { ++m_stats.discardedFrames; }
    void onSkipped(Samples length) { m_stats.skippedSamples += samples(length); }
    /// Frames, `length` together, could not be decoded. What was made up for them is counted in onPlayed(), too.
    void onGarbage(Samples length, std::uint64_t frames);
    void onSpedUp(Samples removed) { m_stats.removedSamplesForAcceleration += samples(removed); }
    void onSlowedDown(Samples inserted) { m_stats.insertedSamplesForDeceleration += samples(inserted); }
    /// `length` of sound from the stream was given out, which waited for `wait`.
    void onPlayed(Samples length, Samples wait);
    /// `length` was made up; with it the present concealment is `soFar` long.
    void onConcealed(Samples length, Samples soFar);
    void setDelay(Samples current, Samples target, Samples lag);

    [[nodiscard]] const PlayoutStats& stats() const { return m_stats; }

private:
    static std::uint64_t samples(Samples length) { return static_cast<std::uint64_t>(length.count()); }

    PlayoutStats m_stats;
};

} // namespace viz
