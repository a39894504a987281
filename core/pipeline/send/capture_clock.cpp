#include "core/pipeline/send/capture_clock.h"

#include <algorithm>

namespace viz {

Samples CaptureClock::push(Samples length, MonotonicTime now) {
    m_captured += length;
    const MonotonicTime late = now - m_lost - std::chrono::duration_cast<MonotonicTime>(m_captured);
    const MonotonicTime missing = late - m_usual.minimum().value_or(late);
    if (missing < kLeastLoss) {
        m_missingSince.reset();
        m_usual.add(now, late);
        return {};
    }
    m_missing = m_missingSince ? std::min(m_missing, missing) : missing;
    m_missingSince = m_missingSince.value_or(now);
    if (now - *m_missingSince < kPatience)
        return {};
    m_missingSince.reset();
    m_lost += m_missing;
    return std::chrono::duration_cast<Samples>(m_missing);
}

} // namespace viz
