#include "core/transport/impairment_schedule.h"

#include <algorithm>
#include <cmath>

namespace viz {

ImpairmentSchedule::ImpairmentSchedule(const TunnelSpec& spec, std::uint32_t salt)
    : m_spec(spec), m_random(spec.seed * 2654435761u + salt) {}

ImpairmentSchedule::Time ImpairmentSchedule::release(Time arrival, std::size_t bytes) {
    const Time travelled = serialised(arrival, bytes) + m_spec.delay + jitter();
    m_last = afterHolds(std::max(travelled, m_last));
    return m_last;
}

ImpairmentSchedule::Time ImpairmentSchedule::serialised(Time arrival, std::size_t bytes) {
    if (!m_spec.rateBps)
        return arrival;
    const auto bits = static_cast<std::int64_t>(bytes) * 8;
    m_lineFree = std::max(m_lineFree, arrival) + Time{bits * 1'000'000 / *m_spec.rateBps};
    return m_lineFree;
}

ImpairmentSchedule::Time ImpairmentSchedule::jitter() {
    if (m_spec.jitter.count() == 0)
        return {};
    // By hand, because std::exponential_distribution may differ from one standard library to the next.
    const double uniform = (static_cast<double>(m_random()) + 0.5) / 4294967296.0;
    return Time{std::llround(-std::log(uniform) * static_cast<double>(Time{m_spec.jitter}.count()))};
}

ImpairmentSchedule::Time ImpairmentSchedule::afterHolds(Time at) const {
    // The end of one hold may lie in another.
    for (Time before{-1}; before != at;) {
        before = at;
        at = afterOutages(afterStall(at));
    }
    return at;
}

ImpairmentSchedule::Time ImpairmentSchedule::afterStall(Time at) const {
    if (!m_spec.stalls || at < m_spec.stalls->every)
        return at;
    const Time began = at - at % Time{m_spec.stalls->every};
    return std::max(at, began + m_spec.stalls->length);
}

ImpairmentSchedule::Time ImpairmentSchedule::afterOutages(Time at) const {
    for (const TunnelSpec::Outage& outage : m_spec.outages) {
        const Time end = outage.at + outage.length;
        if (at >= outage.at && at < end)
            at = end;
    }
    return at;
}

} // namespace viz
