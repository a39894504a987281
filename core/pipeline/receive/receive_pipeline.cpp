#include "core/pipeline/receive/receive_pipeline.h"

#include <cassert>
#include <utility>

namespace viz {

ReceivePipeline::ReceivePipeline(PlayoutInbox& inbox, AckExchange& acks, ControlSink onControl)
    : m_inbox(inbox), m_acks(acks.fromPeer), m_report(acks.toPeer), m_onControl(std::move(onControl)) {}

void ReceivePipeline::addRoute(RouteId route, SecretBytes openingKey) {
    m_routes.insert_or_assign(route, Route{.opener = RecordOpener(std::move(openingKey)), .flood = {}});
    m_stats.routes = static_cast<int>(m_routes.size());
}

void ReceivePipeline::removeRoute(RouteId route) {
    m_routes.erase(route);
    m_stats.routes = static_cast<int>(m_routes.size());
}

ReceivePipeline::Verdict ReceivePipeline::consume(RouteId route, ByteView record, MonotonicTime now) {
    m_thread.check();
    m_broughtNews = false;
    const auto found = m_routes.find(route);
    assert(found != m_routes.end());
    if (found->second.flood.isTooMuch(record.size(), now))
        return Verdict::Flood;
    if (!found->second.opener.open(record, m_plaintext))
        return Verdict::NotAuthentic;
    ++m_stats.records;
    m_stats.bytes += record.size();
    return consumePlaintext(now);
}

ReceivePipeline::Verdict ReceivePipeline::consumePlaintext(MonotonicTime now) {
    const auto type = recordType(m_plaintext);
    if (!type)
        return Verdict::Malformed;
    switch (*type) {
    case RecordType::Audio:
        return consumeAudio(now);
    case RecordType::Control:
        return consumeControl();
    case RecordType::Fill:
        return Verdict::Ok;
    }
    return Verdict::Malformed;
}

ReceivePipeline::Verdict ReceivePipeline::consumeAudio(MonotonicTime now) {
    if (!m_soundAllowed || !m_compressor.unpack(m_plaintext, m_batch))
        return Verdict::Malformed;
    (void)m_acks.push(ArrivedAck{.ack = m_batch.ack, .arrival = now, .peerBatch = m_stats.batchLength});
    if (!m_batch.empty()) {
        passFrames(now);
        reportArrival(now);
    }
    return Verdict::Ok;
}

void ReceivePipeline::passFrames(MonotonicTime now) {
    ArrivedFrame arrived;
    arrived.arrival = now;
    arrived.frame.duration = m_batch.duration;
    arrived.frame.messageCaptureEnd = m_batch.captureEnd;
    arrived.frame.framesInMessage = static_cast<std::uint8_t>(m_batch.count());
    arrived.frame.announcedLength = m_batch.announcedLength.value_or(Samples::zero());
    const Samples frameLength = lengthOf(m_batch.duration);
    m_stats.batchLength = m_batch.length();
    for (std::size_t i = 0; i < m_batch.count(); ++i) {
        const auto after = static_cast<std::int64_t>(m_batch.count() - 1 - i);
        arrived.frame.sequence = m_batch.firstSequence + static_cast<std::int32_t>(i);
        arrived.frame.captureEnd = m_batch.captureEnd - frameLength * after;
        arrived.frame.endsTalkspurt = m_batch.endsTalkspurt && after == 0;
        arrived.frame.setPayload(m_batch.frame(i));
        ++(m_inbox.push(arrived) ? m_stats.frames : m_stats.framesDroppedFull);
    }
}

void ReceivePipeline::reportArrival(MonotonicTime now) {
    const Sequence newest = m_batch.firstSequence + static_cast<std::int32_t>(m_batch.count() - 1);
    m_broughtNews = !m_newest.any || newest > m_newest.maxSequence;
    if (!m_broughtNews)
        return;
    m_forwardDelay.add(now, m_batch.captureEnd);
    m_stalls.add(now, m_forwardDelay.lateness());
    m_stats.stallsLastMinute = m_stalls.lastMinute();
    m_newest = {.maxSequence = newest, .arrival = now, .any = true, .queueForward = m_forwardDelay.growth()};
    m_report.publish(m_newest);
}

ReceivePipeline::Verdict ReceivePipeline::consumeControl() {
    const auto message = unpackControl(m_plaintext);
    if (!message)
        return Verdict::Malformed;
    m_onControl(*message);
    return Verdict::Ok;
}

} // namespace viz
