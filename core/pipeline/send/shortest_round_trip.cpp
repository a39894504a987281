#include "core/pipeline/send/shortest_round_trip.h"

#include <utility>

namespace viz {

void ShortestRoundTrip::add(const Trip& trip, MonotonicTime now) {
    if (now - m_halfBegan > kHalf) {
        m_lastHalf = std::exchange(m_thisHalf, std::nullopt);
        m_halfBegan = now;
    }
    if (!m_thisHalf || trip.time < m_thisHalf->time)
        m_thisHalf = trip;
}

void ShortestRoundTrip::clear() {
    m_thisHalf.reset();
    m_lastHalf.reset();
}

std::optional<ShortestRoundTrip::Trip> ShortestRoundTrip::trip() const {
    if (m_thisHalf && m_lastHalf)
        return m_thisHalf->time < m_lastHalf->time ? m_thisHalf : m_lastHalf;
    return m_thisHalf ? m_thisHalf : m_lastHalf;
}

} // namespace viz
