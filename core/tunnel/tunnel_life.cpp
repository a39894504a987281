#include "core/tunnel/tunnel_life.h"

#include <algorithm>

namespace viz {

using Act = TunnelLife::Act;

Act TunnelLife::start(MonotonicTime now) {
    if (m_state != State::Idle && m_state != State::Failed)
        return Act::Nothing;
    *this = TunnelLife(m_rules);
    return launch(now);
}

Act TunnelLife::stop(MonotonicTime now) {
    if (runs())
        return end(After::Stop, now);
    if (m_state == State::Ending) {
        m_after = After::Stop;
        return Act::Nothing;
    }
    enter(State::Idle);
    return Act::TellStopped;
}

Act TunnelLife::restart(MonotonicTime now) { return runs() ? end(After::Relaunch, now) : Act::Nothing; }

Act TunnelLife::addressSeen(MonotonicTime now) {
    if (m_state == State::Up)
        return Act::Announce; // another one than before
    if (m_state != State::Starting)
        return Act::Nothing;
    if (!m_rules.tellsReady || m_isReady)
        return goUp(now);
    enter(State::Connecting, now + m_rules.times.ready);
    return Act::Nothing;
}

Act TunnelLife::readySeen(MonotonicTime now) {
    m_isReady = true;
    return m_state == State::Connecting ? goUp(now) : Act::Nothing;
}

/// Lines that look like an error count only before the tunnel stands: later ones may quote what strangers sent.
Act TunnelLife::faultSeen(TunnelFault fault, MonotonicTime now) {
    if (m_state != State::Starting && m_state != State::Connecting)
        return Act::Nothing;
    m_fault = fault;
    return isFinal(fault) ? end(After::Fail, now) : Act::Nothing;
}

Act TunnelLife::exited(MonotonicTime now) {
    if (m_state == State::Ending && m_after == After::Stop) {
        enter(State::Idle);
        return Act::TellStopped;
    }
    if (m_state == State::Ending && m_after == After::Fail)
        return fail();
    if (m_state == State::Ending && m_after == After::Relaunch)
        return launch(now);
    return runs() || m_state == State::Ending ? retry(now) : Act::Nothing;
}

Act TunnelLife::cannotLaunch(TunnelFault fault) {
    m_fault = fault;
    return fail();
}

Act TunnelLife::overdue(MonotonicTime now) {
    switch (m_state) {
    case State::Starting:
        if (m_fault == TunnelFault::Ended)
            m_fault = TunnelFault::NoAddress;
        return end(After::Retry, now);
    case State::Connecting:
        return notReady(now);
    case State::Ending:
        m_deadline.reset();
        return Act::Kill;
    case State::Waiting:
        return launch(now);
    default:
        return Act::Nothing;
    }
}

Act TunnelLife::launch(MonotonicTime now) {
    m_isReady = false;
    m_fault = TunnelFault::Ended;
    enter(State::Starting, now + m_rules.times.address);
    return Act::Launch;
}

Act TunnelLife::goUp(MonotonicTime now) {
    m_hasStood = true;
    m_upSince = now;
    enter(State::Up);
    return Act::Announce;
}

Act TunnelLife::end(After after, MonotonicTime now) {
    if (m_state == State::Up && now - m_upSince >= m_rules.times.steady)
        m_attempts = 0;
    m_after = after;
    enter(State::Ending, now + m_rules.times.terminate);
    return Act::Terminate;
}

Act TunnelLife::fail() {
    enter(State::Failed);
    return Act::TellFailed;
}

Act TunnelLife::retry(MonotonicTime now) {
    if (m_state == State::Up && now - m_upSince >= m_rules.times.steady)
        m_attempts = 0;
    ++m_attempts;
    if (!m_hasStood && m_attempts >= kMaxFirstAttempts)
        return fail();
    enter(State::Waiting, now + nextWait());
    return Act::TellEnded;
}

Act TunnelLife::notReady(MonotonicTime now) {
    if (m_fault == TunnelFault::Ended)
        m_fault = TunnelFault::NotReady;
    const bool hasOtherWay = m_rules.hasFallback && !m_usesFallback;
    m_usesFallback = m_usesFallback || hasOtherWay;
    return end(hasOtherWay ? After::Relaunch : After::Retry, now);
}

bool TunnelLife::runs() const {
    return m_state == State::Starting || m_state == State::Connecting || m_state == State::Up;
}

std::chrono::milliseconds TunnelLife::nextWait() {
    const int doublings = std::min(m_attempts - 1, 16);
    return std::min(m_rules.times.firstWait * (1 << doublings), m_rules.times.longestWait);
}

void TunnelLife::enter(State state, std::optional<MonotonicTime> deadline) {
    m_state = state;
    m_deadline = deadline;
}

} // namespace viz
