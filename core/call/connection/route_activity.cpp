#include "core/call/connection/route_activity.h"

#include <algorithm>
#include <cassert>

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

RouteId RouteActivity::liveliest() const {
    assert(!m_entries.empty());
    return std::ranges::max_element(m_entries, {}, &Entry::lastArrival)->route;
}

RouteId RouteActivity::quietest() const {
    assert(!m_entries.empty());
    return std::ranges::min_element(m_entries, {}, &Entry::lastArrival)->route;
}

} // namespace viz
