#include "core/pipeline/send_pacer.h"

#include <algorithm>
#include <utility>

namespace viz {

SendPacer::SendPacer(Samples batchLength)
    : m_batchLength(std::chrono::duration_cast<MonotonicTime>(batchLength))
    , m_waiting(kMaxWaiting)
    , m_inFlight(kMaxInFlight) {}

FrameBatch& SendPacer::enqueue(MonotonicTime now) {
    if (m_waitingCount == kMaxWaiting)
        dropOldest();
    Waiting& slot = m_waiting[(m_waitingBegin + m_waitingCount) % kMaxWaiting];
    ++m_waitingCount;
    slot.completed = now;
    slot.batch.clear();
    return slot.batch;
}

FrameBatch* SendPacer::next(MonotonicTime now) {
    dropStale(now);
    if (m_waitingCount == 0 || !windowIsOpen(now))
        return nullptr;
    return &m_waiting[m_waitingBegin].batch;
}

void SendPacer::sent(MonotonicTime now) {
    const FrameBatch& batch = m_waiting[m_waitingBegin].batch;
    if (m_flightCount == kMaxInFlight) {
        m_flightBegin = (m_flightBegin + 1) % kMaxInFlight;
        --m_flightCount;
    }
    m_newestSent = batch.firstSequence + static_cast<std::int32_t>(batch.count() - 1);
    m_inFlight[(m_flightBegin + m_flightCount) % kMaxInFlight] = {.last = m_newestSent, .sentAt = now};
    ++m_flightCount;
    m_waitingBegin = (m_waitingBegin + 1) % kMaxWaiting;
    --m_waitingCount;
}

void SendPacer::acknowledge(const AckBlock& ack, MonotonicTime now) {
    if (m_flightCount == 0 || ack.maxSequence > m_newestSent)
        return;
    std::optional<InFlight> newest;
    while (m_flightCount > 0 && m_inFlight[m_flightBegin].last <= ack.maxSequence) {
        newest = m_inFlight[m_flightBegin];
        m_flightBegin = (m_flightBegin + 1) % kMaxInFlight;
        --m_flightCount;
    }
    if (newest && newest->last == ack.maxSequence)
        measureRoundTrip(*newest, ack, now);
}

void SendPacer::measureRoundTrip(const InFlight& newest, const AckBlock& ack, MonotonicTime now) {
    const MonotonicTime held = std::chrono::milliseconds{ack.holdMs};
    m_roundTrip = std::max(now - newest.sentAt - held, MonotonicTime{});
    if (now - m_halfBegan > kMinimumHalf) {
        m_minimumBefore = std::exchange(m_minimumNow, std::nullopt);
        m_halfBegan = now;
    }
    m_minimumNow = std::min(m_minimumNow.value_or(*m_roundTrip), *m_roundTrip);
}

std::optional<MonotonicTime> SendPacer::minimumRoundTrip() const {
    if (m_minimumNow && m_minimumBefore)
        return std::min(*m_minimumNow, *m_minimumBefore);
    return m_minimumNow ? m_minimumNow : m_minimumBefore;
}

MonotonicTime SendPacer::window() const {
    const auto minimum = minimumRoundTrip();
    if (!minimum)
        return kFirstWindow;
    // The peer answers with its own next record, which may be a batch away.
    return std::max(2 * *minimum, *minimum + kRetransmissionAllowance) + m_batchLength;
}

MonotonicTime SendPacer::staleAfter() const {
    using namespace std::chrono_literals;
    return std::max<MonotonicTime>(400ms, m_batchLength + 100ms);
}

bool SendPacer::windowIsOpen(MonotonicTime now) const {
    return m_flightCount == 0 || now - m_inFlight[m_flightBegin].sentAt <= window();
}

void SendPacer::dropStale(MonotonicTime now) {
    while (m_waitingCount > 0 && now - m_waiting[m_waitingBegin].completed > staleAfter())
        dropOldest();
}

void SendPacer::dropOldest() {
    m_droppedFrames += m_waiting[m_waitingBegin].batch.count();
    m_waitingBegin = (m_waitingBegin + 1) % kMaxWaiting;
    --m_waitingCount;
}

} // namespace viz
