#pragma once

#include "core/base/media_time.h"
#include "core/pipeline/sliding_minimum.h"

namespace viz {

/// How much longer than at best the peer's voice has been on its way of late: the queue before a narrow place of the
/// path, seen without a common clock. From the end of a message's capture to its arrival, the least of the last half
/// second minus the least of the last 30 s; a stall does not count, a queue that stays does. Two clocks that differ by
/// 100 ppm add 3 ms.
class ForwardDelay {
public:
    static constexpr std::chrono::milliseconds kRecent{500};
    static constexpr std::chrono::seconds kMemory{30};
    /// No path keeps a message for so long: such a capture time is another clock.
    static constexpr std::chrono::seconds kOtherClock{30};

    /// A message that brought something new, in order of arrival. `captureEnd` may be any 48 bits.
    void add(MonotonicTime arrival, MediaTime captureEnd);
    /// 0 before the first message.
    [[nodiscard]] MonotonicTime growth() const;
    /// Of the newest message, beyond the least of the last 30 s.
    [[nodiscard]] MonotonicTime lateness() const;

private:
    MonotonicTime m_newest{};
    SlidingMinimum m_recent{kRecent};
    SlidingMinimum m_ever{kMemory};
};

} // namespace viz
