#include "core/pipeline/receive_pipeline.h"

#include "core/protocol/wire_format.h"

#include <utility>

namespace viz {
namespace {

constexpr std::uint64_t kFloodRecords = wire::kMaxRecordsPerSecond * wire::kFloodWindow.count();
constexpr std::uint64_t kFloodBytes = wire::kMaxRecordBytesPerSecond * wire::kFloodWindow.count();

} // namespace

ReceivePipeline::ReceivePipeline(SecretBytes openingKey, PlayoutInbox& inbox, AckExchange& acks, ControlSink onControl)
    : m_opener(std::move(openingKey))
    , m_inbox(inbox)
    , m_acks(acks.fromPeer)
    , m_report(acks.toPeer)
    , m_onControl(std::move(onControl)) {}

ReceivePipeline::Verdict ReceivePipeline::consume(ByteView record, MonotonicTime now) {
    m_thread.check();
    if (isFlood(record.size(), now))
        return Verdict::Flood;
    if (!m_opener.open(record, m_plaintext))
        return Verdict::NotAuthentic;
    ++m_stats.records;
    m_stats.bytes += record.size();
    return consumePlaintext(now);
}

bool ReceivePipeline::isFlood(std::size_t bytes, MonotonicTime now) {
    if (now - m_windowStart > wire::kFloodWindow) {
        m_windowStart = now;
        m_windowRecords = 0;
        m_windowBytes = 0;
    }
    ++m_windowRecords;
    m_windowBytes += bytes;
    return m_windowRecords > kFloodRecords || m_windowBytes > kFloodBytes;
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
    (void)m_acks.push(ArrivedAck{.ack = m_batch.ack, .arrival = now});
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
    if (m_newest.any && newest <= m_newest.maxSequence)
        return;
    m_newest = {.maxSequence = newest, .arrival = now, .any = true};
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
