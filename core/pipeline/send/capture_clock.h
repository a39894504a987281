#pragma once

#include "core/base/media_time.h"
#include "core/pipeline/sliding_minimum.h"

namespace viz {

/// Notices sound that the capture device lost, so that the sender's time line can leave a gap there; without it the
/// listener would take everything afterwards for late, and hurry.
///
/// Sound that comes late in a burst is not lost, and a device has its own clock: so lost is what is missing against the
/// monotonic clock for 200 ms without a break, compared with the 10 s before (500 ppm of drift make 5 ms of that).
/// Between two devices nothing is a burst: what is missing there is lost at once, however little.
class CaptureClock {
public:
    static constexpr std::chrono::milliseconds kPatience{200};
    static constexpr std::chrono::seconds kMemory{10};
    /// Less is a burst, or not worth a gap.
    static constexpr std::chrono::milliseconds kLeastLoss{50};

    /// So much more has come, at `now`. How much sound was lost before, told once; mostly nothing.
    [[nodiscard]] Samples push(Samples length, MonotonicTime now);
    /// What is pushed next comes from another device.
    void expectJump() { m_expectsJump = true; }

private:
    [[nodiscard]] bool isLost(MonotonicTime missing, MonotonicTime now);
    [[nodiscard]] Samples lose(MonotonicTime missing);

    bool m_expectsJump = false;
    Samples m_captured{};
    MonotonicTime m_lost{};
    SlidingMinimum m_usual{kMemory}; ///< how late sound is
    std::optional<MonotonicTime> m_missingSince;
    MonotonicTime m_missing{};
};

} // namespace viz
