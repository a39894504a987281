#include "app/log_rate.h"

#include <algorithm>
#include <utility>

namespace viz {

bool LogRate::admit(MonotonicTime now) {
    const double seconds = std::chrono::duration<double>(now - m_last).count();
    m_last = now;
    m_tokens = std::min<double>(kBurst, m_tokens + seconds * kPerSecond);
    if (m_tokens < 1) {
        ++m_refused;
        return false;
    }
    m_tokens -= 1;
    return true;
}

std::uint64_t LogRate::takeRefused() { return std::exchange(m_refused, 0); }

} // namespace viz
