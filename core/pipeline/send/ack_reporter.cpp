#include "core/pipeline/send/ack_reporter.h"

#include <algorithm>

namespace viz {
namespace {

std::uint16_t saturatedMs(MonotonicTime duration) {
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(duration).count();
    return static_cast<std::uint16_t>(std::clamp<std::int64_t>(ms, 0, UINT16_MAX));
}

} // namespace

AckBlock AckReporter::report(MonotonicTime now) {
    const ArrivalReport& newest = m_arrivals.read();
    // Before the first frame of the peer: a number that the peer has not sent, which it ignores.
    if (!newest.any)
        return {.maxSequence = Sequence{UINT32_MAX}};
    m_reported = newest.maxSequence;
    const HeardReport heard = m_heard.load(std::memory_order_relaxed);
    return {.maxSequence = newest.maxSequence,
            .holdMs = saturatedMs(now - newest.arrival),
            .queueForwardMs = saturatedMs(newest.queueForward),
            .lagMs = heard.lagMs,
            .concealedPermille = heard.concealedPermille,
            .heardLevel = heard.heardLevel};
}

bool AckReporter::hasNews() {
    const ArrivalReport& newest = m_arrivals.read();
    return newest.any && newest.maxSequence != m_reported;
}

} // namespace viz
