#include "core/pipeline/send/tail_probe.h"

#include <utility>

namespace viz {

void TailProbe::add(const PathSample& sample) {
    const bool peerMissedSome = sample.concealedPermille >= kMissedPermille && sample.queueForward <= kStall;
    if (endsStall(sample) || sample.endsStall || (peerMissedSome && !m_lateSince))
        m_lastStall = sample.arrival;
}

bool TailProbe::endsStall(const PathSample& sample) {
    if (sample.excess() > kStall) {
        m_lateSince = m_lateSince.value_or(sample.arrival);
        return false;
    }
    const auto since = std::exchange(m_lateSince, std::nullopt);
    return since && sample.arrival - *since <= kLongestStall;
}

void TailProbe::onBatchSent(Samples length, MonotonicTime now) {
    m_batchSent = length >= kShortestBatch ? std::optional(now) : std::nullopt;
}

bool TailProbe::isDue(MonotonicTime now) const {
    return m_batchSent && now - *m_batchSent >= kAfterBatch && isWanted(now);
}

bool TailProbe::isWanted(MonotonicTime now) const {
    if (m_policy != TailProbing::WhileStalling)
        return m_policy == TailProbing::Always;
    return m_lastStall && now - *m_lastStall < kMemory;
}

} // namespace viz
