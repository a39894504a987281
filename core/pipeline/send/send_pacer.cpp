#include "core/pipeline/send/send_pacer.h"

#include <algorithm>
#include <utility>

namespace viz {
namespace {

// Ordinary retransmissions take up to 290 ms (measured at 1 % loss).
constexpr MonotonicTime kLeastStall = std::chrono::milliseconds{300};
constexpr int kGrowingSteps = 2;
constexpr MonotonicTime kGrownQueue = std::chrono::milliseconds{120};
/// A queue that grew so long ago may be a longer path instead. Until then silence is that queue, and the peer's: what
/// it would acknowledge does not reach it, and its acknowledgements wait in line themselves.
constexpr MonotonicTime kQueueMemory = std::chrono::seconds{2};
/// What a stall held up has come by then, even over a slow path; what comes later is in a queue.
constexpr MonotonicTime kStallEcho = std::chrono::seconds{1};
constexpr MonotonicTime kStallAllowance = std::chrono::milliseconds{100};

} // namespace

SendPacer::SendPacer(Samples batchLength)
    : m_batchLength(std::chrono::duration_cast<MonotonicTime>(batchLength))
    , m_waiting(kMaxWaiting)
    , m_inFlight(kMaxInFlight) {}

void SendPacer::enqueue(const FrameBatch& batch, MonotonicTime now) {
    if (m_waitingCount == kMaxWaiting)
        dropOldest();
    m_batchLength = std::chrono::duration_cast<MonotonicTime>(batch.length());
    m_waiting[(m_waitingBegin + m_waitingCount) % kMaxWaiting] = {.batch = batch, .completed = now};
    ++m_waitingCount;
}

FrameBatch* SendPacer::next(MonotonicTime now) {
    dropStale(now);
    if (m_waitingCount == 0 || !windowIsOpen(now))
        return nullptr;
    return &m_waiting[m_waitingBegin].batch;
}

void SendPacer::sent(std::size_t bytes, MonotonicTime now) {
    const FrameBatch& batch = m_waiting[m_waitingBegin].batch;
    if (m_flightCount == kMaxInFlight) {
        m_flightBegin = (m_flightBegin + 1) % kMaxInFlight;
        --m_flightCount;
    }
    m_newestSent = batch.firstSequence + static_cast<std::int32_t>(batch.count() - 1);
    m_inFlight[(m_flightBegin + m_flightCount) % kMaxInFlight] = {.last = m_newestSent, .sentAt = now, .bytes = bytes};
    ++m_flightCount;
    m_waitingBegin = (m_waitingBegin + 1) % kMaxWaiting;
    --m_waitingCount;
}

std::optional<PathSample> SendPacer::acknowledge(const ArrivedAck& arrived) {
    m_peerBatchLength = std::chrono::duration_cast<MonotonicTime>(arrived.peerBatch);
    const Sequence newest = arrived.ack.maxSequence;
    if (m_flightCount == 0 || newest > m_newestSent || newest < m_inFlight[m_flightBegin].last)
        return std::nullopt;
    const bool stallEnds = endsStall(*unacknowledgedSince(), arrived.arrival);
    if (stallEnds)
        m_stallEnd = arrived.arrival;
    m_lastAck = arrived.arrival;
    InFlight covered;
    std::size_t ackedBytes = 0;
    while (m_flightCount > 0 && m_inFlight[m_flightBegin].last <= newest) {
        covered = takeOldest();
        ackedBytes += covered.bytes;
    }
    PathSample sample = sampleOf(covered, arrived);
    sample.ackedBytes = ackedBytes;
    sample.endsStall = stallEnds;
    return sample;
}

SendPacer::InFlight SendPacer::takeOldest() {
    const InFlight oldest = m_inFlight[m_flightBegin];
    m_flightBegin = (m_flightBegin + 1) % kMaxInFlight;
    --m_flightCount;
    return oldest;
}

PathSample SendPacer::sampleOf(const InFlight& newest, const ArrivedAck& arrived) {
    const MonotonicTime held = std::chrono::milliseconds{arrived.ack.holdMs};
    noteRoundTrip(std::max(arrived.arrival - newest.sentAt - held, MonotonicTime{}));
    m_shortest.add({.time = *m_roundTrip, .bytes = newest.bytes}, arrived.arrival);
    noteQueue(arrived.arrival);
    return {.arrival = arrived.arrival,
            .roundTrip = *m_roundTrip,
            .minimumRoundTrip = m_shortest.trip()->time,
            .minimumBytes = m_shortest.trip()->bytes,
            .queueForward = std::chrono::milliseconds{arrived.ack.queueForwardMs},
            .bytes = newest.bytes,
            .concealedPermille = std::min<std::uint16_t>(1000, arrived.ack.concealedPermille),
            .overlapsStall = m_stallEnd && newest.sentAt <= *m_stallEnd && arrived.arrival - *m_stallEnd < kStallEcho};
}

void SendPacer::noteRoundTrip(MonotonicTime roundTrip) {
    m_growing = m_roundTrip && roundTrip > *m_roundTrip ? m_growing + 1 : 0;
    m_roundTrip = roundTrip;
}

void SendPacer::noteQueue(MonotonicTime now) {
    const bool isShort = *m_roundTrip - *minimumRoundTrip() <= kGrownQueue;
    if (isShort || (m_queueGrewAt && now - *m_queueGrewAt > kQueueMemory))
        m_queueGrewAt.reset();
    else if (m_growing >= kGrowingSteps)
        m_queueGrewAt = now;
}

/// Nothing was acknowledged for much longer than messages of both sides explain.
bool SendPacer::endsStall(MonotonicTime waitedSince, MonotonicTime now) const {
    const MonotonicTime silence = now - std::max(waitedSince, m_lastAck.value_or(waitedSince));
    if (m_queueGrewAt && silence < kQueueMemory)
        return false;
    return silence > std::max(kLeastStall, 2 * std::max(m_batchLength, m_peerBatchLength) + kStallAllowance);
}

std::optional<MonotonicTime> SendPacer::minimumRoundTrip() const {
    const auto shortest = m_shortest.trip();
    return shortest ? std::optional(shortest->time) : std::nullopt;
}

void SendPacer::restart() {
    m_flightCount = 0;
    m_roundTrip.reset();
    m_growing = 0;
    m_queueGrewAt.reset();
    m_lastAck.reset();
    m_stallEnd.reset();
    m_shortest.clear();
}

std::optional<MonotonicTime> SendPacer::unacknowledgedSince() const {
    if (m_flightCount == 0)
        return std::nullopt;
    return m_inFlight[m_flightBegin].sentAt;
}

MonotonicTime SendPacer::window() const {
    const auto minimum = minimumRoundTrip();
    if (!minimum)
        return kFirstWindow;
    // The peer answers with its own next record, which may be a message away; until we know, one like ours.
    const bool isKnown = m_peerBatchLength > MonotonicTime{};
    const MonotonicTime answer = isKnown ? m_peerBatchLength : m_batchLength;
    if (m_queueGrewAt)
        return *minimum + kQueueAllowance + answer;
    return std::max(2 * *minimum, *minimum + kRetransmissionAllowance) + answer;
}

MonotonicTime SendPacer::staleAfter() const {
    using namespace std::chrono_literals;
    const MonotonicTime least = m_batchLength + 100ms;
    return m_queueGrewAt ? least : std::max<MonotonicTime>(400ms, least);
}

bool SendPacer::windowIsOpen(MonotonicTime now) const {
    return m_flightCount == 0 || now - *unacknowledgedSince() <= window();
}

void SendPacer::dropStale(MonotonicTime now) {
    while (m_waitingCount > 0 && now - m_waiting[m_waitingBegin].completed > staleAfter())
        dropOldest();
}

void SendPacer::dropWaiting() {
    while (m_waitingCount > 0)
        dropOldest();
}

void SendPacer::dropOldest() {
    m_droppedFrames += m_waiting[m_waitingBegin].batch.count();
    m_waitingBegin = (m_waitingBegin + 1) % kMaxWaiting;
    --m_waitingCount;
}

} // namespace viz
