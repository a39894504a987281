#include "core/pipeline/receive/stall_counter.h"

#include <utility>

namespace viz {

void StallCounter::add(MonotonicTime now, MonotonicTime lateness) {
    const bool isLate = lateness >= kLate;
    if (isLate && !std::exchange(m_wasLate, isLate))
        m_stalls.push_back(now);
    m_wasLate = isLate;
    while (!m_stalls.empty() && (m_stalls.front() < now - kMemory || m_stalls.size() > kMost))
        m_stalls.pop_front();
}

} // namespace viz
