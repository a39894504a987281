#include "core/call/connection/route_activity.h"

#include <algorithm>
#include <cassert>
#include <tuple>

namespace viz {
namespace {

using namespace std::chrono_literals;

MonotonicTime quietLimit(Samples peerBatch) {
    return std::max<MonotonicTime>(1s, std::chrono::duration_cast<MonotonicTime>(peerBatch * 2) + 500ms);
}

} // namespace

void RouteActivity::add(RouteId route, MonotonicTime now) { m_entries.push_back({.route = route, .lastArrival = now}); }

void RouteActivity::heard(RouteId route, MonotonicTime now) {
    const auto entry = std::ranges::find(m_entries, route, &Entry::route);
    assert(entry != m_entries.end());
    entry->lastArrival = now;
}

void RouteActivity::led(RouteId route) {
    for (Entry& entry : m_entries)
        entry.lead += ((entry.route == route ? 1 : 0) - entry.lead) / kMemory;
}

void RouteActivity::remove(RouteId route) {
    std::erase_if(m_entries, [route](const Entry& entry) { return entry.route == route; });
}

bool RouteActivity::isQuiet(RouteId route, MonotonicTime now, Samples peerBatch) const {
    const MonotonicTime limit = quietLimit(peerBatch);
    const bool anyCarries =
        std::ranges::any_of(m_entries, [&](const Entry& entry) { return now - entry.lastArrival <= limit; });
    return anyCarries && silence(route, now) > limit;
}

MonotonicTime RouteActivity::silence(RouteId route, MonotonicTime now) const {
    const auto entry = std::ranges::find(m_entries, route, &Entry::route);
    assert(entry != m_entries.end());
    return now - entry->lastArrival;
}

RouteId RouteActivity::best(MonotonicTime now, Samples peerBatch) const {
    assert(!m_entries.empty());
    const auto rank = [&](const Entry& entry) {
        return std::tuple(!isQuiet(entry.route, now, peerBatch), entry.lead, entry.lastArrival);
    };
    return std::ranges::max_element(m_entries, {}, rank)->route;
}

RouteId RouteActivity::quietest() const {
    assert(!m_entries.empty());
    return std::ranges::min_element(m_entries, {}, &Entry::lastArrival)->route;
}

} // namespace viz
