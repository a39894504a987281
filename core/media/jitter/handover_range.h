#pragma once

#include "core/base/media_time.h"

namespace viz {

/// How long messages wait between their arrival and the pull() that can use them.
///
/// Pulls come every 10 ms, so the wait depends on the phase between two clocks that drift against each other. It
/// wanders through 10 ms in minutes and then wraps around; who trusted the short wait before the wrap would fall 10 ms
/// short. So a long wait is remembered for about two minutes.
class HandoverRange {
public:
    void add(MediaTime arrival, Samples wait);
    /// The time line of arrivals jumped.
    void shift(Samples by) { m_last += by; }
    /// The longest wait to reckon with: at most one pull above the shortest.
    [[nodiscard]] Samples longest() const { return Samples{static_cast<std::int64_t>(m_longest)}; }

private:
    bool m_any = false;
    MediaTime m_last{};
    double m_shortest = 0;
    double m_longest = 0;
};

} // namespace viz
