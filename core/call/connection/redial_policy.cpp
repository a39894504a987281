#include "core/call/connection/redial_policy.h"

#include <algorithm>

namespace viz {
namespace {

bool isOverdue(const DialInProgress& dial, MonotonicTime now) {
    const MonotonicTime patience =
        dial.hasTcp ? MonotonicTime{RedialPolicy::kPatienceWithTcp} : MonotonicTime{RedialPolicy::kPatienceWithoutTcp};
    return now - dial.startedAt >= patience;
}

} // namespace

void RedialPolicy::setNeed(RouteNeed need, MonotonicTime now, MonotonicTime silentSince) {
    m_silentSince = silentSince;
    if (need == m_need)
        return;
    if (need == RouteNeed::AnyRoute)
        beginOutage();
    else if (need == RouteNeed::SecondRoute && m_need == RouteNeed::Nothing)
        awaitSecondRoute(now);
    m_need = need;
    m_needSince = now;
}

void RedialPolicy::beginOutage() {
    m_backoff.reset();
    m_notBefore = {};
}

/// Not at once, or a tunnel that allows one connection only would be hammered.
void RedialPolicy::awaitSecondRoute(MonotonicTime now) {
    if (now - m_needSince >= kLasting)
        m_backoff.reset();
    m_notBefore = now + m_backoff.next();
}

void RedialPolicy::dialFailed(MonotonicTime now) { m_notBefore = now + m_backoff.next(); }

RedialPolicy::Decision RedialPolicy::decide(MonotonicTime now, std::span<const DialInProgress> dials) const {
    if (m_need == RouteNeed::Nothing || now < m_notBefore)
        return {};
    if (dials.empty())
        return {.operation = Operation::Dial};
    if (m_need == RouteNeed::AnyRoute)
        return decideInOutage(now, dials);
    const bool hangs = now - dials.front().startedAt >= kPatienceWithTcp;
    return {.operation = hangs ? Operation::Replace : Operation::Wait};
}

RedialPolicy::Decision RedialPolicy::decideInOutage(MonotonicTime now, std::span<const DialInProgress> dials) const {
    const MonotonicTime spacing = now - m_silentSince > kLongOutage ? kLongSpacing : kSpacing;
    if (now - dials.back().startedAt < spacing)
        return {};
    if (dials.size() < kMaxDials)
        return {.operation = Operation::Dial};
    const auto overdue = std::ranges::find_if(dials, [now](const auto& dial) { return isOverdue(dial, now); });
    if (overdue == dials.end())
        return {};
    return {.operation = Operation::Replace, .replaced = static_cast<std::size_t>(overdue - dials.begin())};
}

} // namespace viz
