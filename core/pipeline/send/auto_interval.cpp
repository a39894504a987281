#include "core/pipeline/send/auto_interval.h"

namespace viz {

using namespace std::chrono_literals;

FrameDuration AutoInterval::bestFor(MonotonicTime roundTrip) {
    const MonotonicTime quarter = roundTrip / 4;
    if (quarter < 30ms)
        return FrameDuration::Ms20;
    return quarter < 50ms ? FrameDuration::Ms40 : FrameDuration::Ms60;
}

FrameDuration AutoInterval::update(MonotonicTime minimumRoundTrip, MonotonicTime now) {
    const FrameDuration wish = bestFor(minimumRoundTrip);
    if (wish != m_wish)
        m_wishSince = now;
    m_wish = wish;
    const bool mayChange = !m_lastChange || now - *m_lastChange >= kBetweenChanges;
    if (m_wish != m_frame && mayChange && now - m_wishSince >= kWishLasts) {
        m_frame = m_wish;
        m_lastChange = now;
    }
    return m_frame;
}

} // namespace viz
