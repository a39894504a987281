#include "core/pipeline/receive/forward_delay.h"

namespace viz {
namespace {

/// Whole seconds first: 48 bits of samples in nanoseconds fit into 63 bits, but not on the way there.
MonotonicTime sinceOrigin(MediaTime captureEnd) {
    const auto whole = std::chrono::duration_cast<std::chrono::seconds>(captureEnd);
    return MonotonicTime{whole} + std::chrono::duration_cast<MonotonicTime>(captureEnd - whole);
}

} // namespace

void ForwardDelay::add(MonotonicTime arrival, MediaTime captureEnd) {
    const MonotonicTime before = m_newest;
    m_newest = arrival - sinceOrigin(captureEnd);
    if (std::chrono::abs(m_newest - before) > kOtherClock) {
        m_recent.clear();
        m_ever.clear();
    }
    m_recent.add(arrival, m_newest);
    m_ever.add(arrival, m_newest);
}

MonotonicTime ForwardDelay::growth() const {
    return m_recent.minimum().value_or(MonotonicTime{}) - m_ever.minimum().value_or(MonotonicTime{});
}

MonotonicTime ForwardDelay::lateness() const { return m_newest - m_ever.minimum().value_or(m_newest); }

} // namespace viz
