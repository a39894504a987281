#include "core/pipeline/send/capture_clock.h"

#include <algorithm>
#include <utility>

namespace viz {

Samples CaptureClock::push(Samples length, MonotonicTime now) {
    m_captured += length;
    const MonotonicTime late = now - m_lost - std::chrono::duration_cast<MonotonicTime>(m_captured);
    const MonotonicTime missing = late - m_usual.minimum().value_or(late);
    if (std::exchange(m_expectsJump, false) && missing > MonotonicTime{})
        return lose(missing);
    if (missing >= kLeastLoss)
        return isLost(missing, now) ? lose(m_missing) : Samples{};
    m_missingSince.reset();
    m_usual.add(now, late);
    return {};
}

bool CaptureClock::isLost(MonotonicTime missing, MonotonicTime now) {
    m_missing = m_missingSince ? std::min(m_missing, missing) : missing;
    m_missingSince = m_missingSince.value_or(now);
    return now - *m_missingSince >= kPatience;
}

Samples CaptureClock::lose(MonotonicTime missing) {
    m_missingSince.reset();
    m_lost += missing;
    return std::chrono::duration_cast<Samples>(missing);
}

} // namespace viz
