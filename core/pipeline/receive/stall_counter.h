#pragma once

#include "core/base/clock.h"

#include <cstddef>
#include <deque>

namespace viz {

/// Counts how often in the last minute a message came late after one that had come in time: what a lost packet of a
/// TCP connection under the tunnel looks like.
class StallCounter {
public:
    static constexpr std::chrono::milliseconds kLate{50};
    static constexpr std::chrono::seconds kMemory{60};
    /// More than these in a minute are not told apart.
    static constexpr std::size_t kMost = 1000;

    /// A message came at `now`, `lateness` after it could have come. In order of arrival.
    void add(MonotonicTime now, MonotonicTime lateness);
    [[nodiscard]] int lastMinute() const { return static_cast<int>(m_stalls.size()); }

private:
    bool m_wasLate = false;
    std::deque<MonotonicTime> m_stalls;
};

} // namespace viz
