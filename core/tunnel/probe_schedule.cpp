#include "core/tunnel/probe_schedule.h"

#include <algorithm>

namespace viz {

void ProbeSchedule::begin(MonotonicTime now) {
    m_unsettledSince = now;
    m_retry = m_times.firstRetry;
    m_isKnownBad = false;
}

ProbeSchedule::Next ProbeSchedule::after(ProbeVerdict verdict, MonotonicTime now) {
    if (verdict == ProbeVerdict::Live) {
        m_unsettledSince.reset();
        m_isKnownBad = false;
        return {.wait = m_times.repeat, .isSettled = true};
    }
    if (!m_unsettledSince && !m_isKnownBad)
        begin(now);
    m_isKnownBad = m_isKnownBad || now - *m_unsettledSince >= m_times.settle;
    if (m_isKnownBad)
        return {.wait = m_times.repeat, .isSettled = true};
    // Who is over the limit makes it worse by asking.
    const auto wait = verdict == ProbeVerdict::TooMany ? m_times.longestRetry : m_retry;
    m_retry = std::min(m_retry * 2, m_times.longestRetry);
    return {.wait = wait, .isSettled = false};
}

} // namespace viz
