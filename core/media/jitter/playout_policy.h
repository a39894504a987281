#pragma once

#include "core/base/media_time.h"

#include <cstdint>

namespace viz {

/// All that a decision about the next 10 ms depends on.
struct PlayoutStatus {
    Samples excess{};       ///< how much later than wanted the next sound would be heard; negative: earlier
    Samples level{};        ///< sound that can be played without a break
    Samples target{};       ///< of the jitter
    Samples concealed{};    ///< how long the present concealment lasts
    bool isRunning = false; ///< the place in the stream is fixed; not before the first talkspurt, nor between two
    bool hasMediaAfterHole = false; ///< frames are there, but not the next one
    bool isPause = false;           ///< the speaker pauses
};

enum class Operation : std::uint8_t {
    Wait,  ///< silence or background: a talkspurt is not to begin yet
    Start, ///< a talkspurt, within these 10 ms: as far from their beginning as it would be too early
    Play,
    SpeedUp,
    SlowDown,
    Conceal,
    Jump, ///< over the hole
    Skip, ///< far too late: give up all but kKeptAfterSkip of the delay at once
};

struct PlayoutDecision {
    Operation operation = Operation::Wait;
    /// By how much to go faster or slower, as a part of the real speed: 0.05 is 5 %.
    double rate = 0;
    /// May remove sound without regard to how well the ends match.
    bool isPause = false;
};

/// Decides what the next 10 ms do; somebody else does it.
class PlayoutPolicy {
public:
    /// Within this nobody hears a difference that would be worth a correction; the resampler takes care of it.
    static constexpr Samples kDeadBand{10 * kSampleRate / 1000};
    static constexpr Samples kSkipBeyond{1000 * kSampleRate / 1000};
    static constexpr Samples kKeptAfterSkip{500 * kSampleRate / 1000};
    /// A skip needs this much sound to land in.
    static constexpr Samples kLeastForSkip{600 * kSampleRate / 1000};

    [[nodiscard]] PlayoutDecision decide(const PlayoutStatus& status);

private:
    [[nodiscard]] PlayoutDecision steer(const PlayoutStatus& status);
    [[nodiscard]] Operation correction(const PlayoutStatus& status) const;

    Operation m_correction = Operation::Play; ///< SpeedUp and SlowDown go on until nearly nothing is left to correct
};

} // namespace viz
