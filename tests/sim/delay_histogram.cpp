#include "tests/sim/delay_histogram.h"

#include <algorithm>

namespace viz::test {

void DelayHistogram::add(double delayMs) {
    ++m_counts[static_cast<std::size_t>(std::clamp(delayMs, 0.0, kLimitMs) / kStepMs)];
    ++m_seen;
    m_worstMs = std::max(m_worstMs, delayMs);
}

double DelayHistogram::medianMs() const {
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        below += m_counts[i];
        if (2 * below > m_seen)
            return static_cast<double>(i) * kStepMs;
    }
    return -1;
}

} // namespace viz::test
