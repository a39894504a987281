#pragma once

#include "core/base/encoded_frame.h"
#include "core/media/frame_decoder.h"

#include <memory>
#include <span>

namespace viz {

/// Playout counters since the start of the call, named as in the W3C webrtc-stats specification; samples at 48 kHz.
struct PlayoutStats {
    std::uint64_t framesReceived = 0;
    std::uint64_t duplicateFrames = 0;
    std::uint64_t discardedFrames = 0; ///< too old, or no room
    std::uint64_t totalSamplesReceived = 0;
    std::uint64_t concealedSamples = 0;
    std::uint64_t silentConcealedSamples = 0;
    std::uint64_t concealmentEvents = 0;
    std::uint64_t insertedSamplesForDeceleration = 0;
    std::uint64_t removedSamplesForAcceleration = 0;
    std::uint64_t skippedSamples = 0; ///< of media that arrived or was promised and will never be heard
    double jitterBufferDelay = 0;     ///< sum over emitted samples of the seconds each spent here; / emitted = average
    double jitterBufferTargetDelay = 0; ///< the same sum of the target
    std::uint64_t jitterBufferEmittedCount = 0;
    std::uint64_t interruptionCount = 0; ///< concealments of 150 ms and more
    Samples totalInterruptionDuration{};
    /// From the arrival of a message, had it not been late, to the playTime at which its first sample leaves pull().
    /// Where playTime runs ahead of the arrivals by what the device holds, that is part of it.
    Samples currentDelay{};
    Samples currentTarget{}; ///< what currentDelay steers to
    Samples lag{};           ///< from the newest frame received to what plays now
};

/// Adaptive playout of one speaker: frames in with insert() as they arrive, 10 ms of sound out with each pull().
///
/// Owns the decoder. One thread, no clock of its own (both calls bring the time of the local playout clock), no
/// allocation, no lock. Any frame may come in any order, twice, or never.
class JitterBuffer {
public:
    enum class InsertResult : std::uint8_t { Accepted, Duplicate, TooOld, Overflow };

    static constexpr Samples kPullLength{480};

    explicit JitterBuffer(std::unique_ptr<FrameDecoder> decoder);
    ~JitterBuffer();
    JitterBuffer(const JitterBuffer&) = delete;
    JitterBuffer& operator=(const JitterBuffer&) = delete;

    /// `arrival`: when the frame's message arrived, on the playout clock.
    InsertResult insert(const EncodedFrame& frame, MediaTime arrival);
    /// Fills `out`, exactly kPullLength long, with what is to be heard at `playTime`; silence before the first frame.
    void pull(std::span<float> out, MediaTime playTime);
    /// The playout clock jumped: times of arrival from now on are `by` greater than they would have been. The device
    /// ran dry, for example, and stood still for a while (then it is negative).
    void shiftArrivals(Samples by);
    [[nodiscard]] const PlayoutStats& stats() const;
    /// Mouth-to-ear delay of the call without what this buffer adds. Once it is known, the target is kept from growing
    /// beyond what pays off in a conversation with that delay.
    void setBaseDelay(Samples delay);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace viz
