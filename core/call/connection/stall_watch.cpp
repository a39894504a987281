#include "core/call/connection/stall_watch.h"

#include <algorithm>

namespace viz {
namespace {

using namespace std::chrono_literals;

MonotonicTime oldestSign(const CallPulse& pulse) {
    return pulse.unacknowledgedSince ? std::min(pulse.lastArrival, *pulse.unacknowledgedSince) : pulse.lastArrival;
}

} // namespace

MonotonicTime StallWatch::limit(const CallPulse& pulse) const {
    const auto batch = std::chrono::duration_cast<MonotonicTime>(std::max(pulse.ownBatch, pulse.peerBatch));
    const MonotonicTime stall =
        std::max({MonotonicTime{m_times.leastStall}, 2 * pulse.roundTrip + 600ms, batch * 5 / 2 + pulse.roundTrip});
    return pulse.peerHeard ? stall : std::max(stall, MonotonicTime{m_times.firstSound});
}

bool StallWatch::isStalled(MonotonicTime now, const CallPulse& pulse) const {
    // A connection that was cut a moment ago is not made good by what came before.
    const bool stillSilent = m_interrupted && pulse.lastArrival <= m_interruptedAt;
    return stillSilent || !pulse.connected || now - oldestSign(pulse) > limit(pulse);
}

StallWatch::Verdict StallWatch::judge(MonotonicTime now, const CallPulse& pulse) {
    const bool stalled = isStalled(now, pulse);
    if (stalled && !m_interrupted) {
        m_interruptedAt = now;
        m_silentSince = oldestSign(pulse);
    }
    m_interrupted = stalled;
    if (!stalled)
        return Verdict::Flowing;
    return now - m_silentSince >= m_times.giveUpAfter ? Verdict::Lost : Verdict::Interrupted;
}

} // namespace viz
