#include "core/pipeline/send/ack_reporter.h"

#include <algorithm>
#include <utility>

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
    watchPlayout(heard, now);
    return {.maxSequence = newest.maxSequence,
            .holdMs = saturatedMs(now - newest.arrival),
            .queueForwardMs = saturatedMs(newest.queueForward),
            .lagMs = heard.lagMs,
            .concealedPermille = heard.concealedPermille,
            .heardLevel = isPlaying(now) ? heard.heardLevel : std::uint8_t{0}};
}

void AckReporter::watchPlayout(const HeardReport& heard, MonotonicTime now) {
    if (std::exchange(m_heardNumber, heard.number) == heard.number)
        return;
    if (!m_playedAt || now - *m_playedAt > kPlayoutStands)
        m_playedSince = now;
    m_playedAt = now;
}

bool AckReporter::isPlaying(MonotonicTime now) const {
    return m_playedAt && now - *m_playedAt <= kPlayoutStands && *m_playedAt - m_playedSince >= kPlayoutGoes;
}

bool AckReporter::hasNews() {
    const ArrivalReport& newest = m_arrivals.read();
    return newest.any && newest.maxSequence != m_reported;
}

} // namespace viz
