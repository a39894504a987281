#include "core/pipeline/send_pipeline.h"

#include "core/protocol/wire_format.h"

#include <algorithm>
#include <utility>

namespace viz {
namespace {

VoiceEncoder::Config encoderConfig(const VoiceProfile& profile) {
    return {.duration = profile.frame,
            .bitrateBps = profile.bitrateBps,
            .constantSize = profile.sizes == SizePolicy::Constant};
}

std::uint16_t saturatedMs(MonotonicTime duration) {
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(duration).count();
    return static_cast<std::uint16_t>(std::clamp<std::int64_t>(ms, 0, UINT16_MAX));
}

} // namespace

SendPipeline::SendPipeline(const VoiceProfile& profile, SecretBytes sealingKey, const Clock& clock, AckExchange& acks,
                           RecordSink onRecord)
    : m_profile(profile)
    , m_clock(clock)
    , m_onRecord(std::move(onRecord))
    , m_framer(lengthOf(profile.frame))
    , m_encoder(encoderConfig(profile))
    , m_pacer(profile.batchLength())
    , m_sealer(std::move(sealingKey))
    , m_acks(acks.fromPeer)
    , m_arrivals(acks.toPeer)
    , m_frame(static_cast<std::size_t>(lengthOf(profile.frame).count()))
    , m_lastSent(clock.now()) {
    startBatch();
    m_ackOnly.duration = profile.frame;
    m_stats.batchLength = profile.batchLength();
    m_stats.codecLookahead = m_encoder.lookahead();
    const auto framesPerMessage = static_cast<std::size_t>(profile.framesPerMessage);
    m_paddedBytes = wire::audio::kHeaderBytes + framesPerMessage * m_encoder.frameBytes();
}

void SendPipeline::pushSound(std::span<const std::int16_t> block) {
    m_meter.push(block);
    m_framer.push(block, [this](std::span<const std::int16_t> frame) { encodeFrame(frame); });
    sendWaiting();
}

void SendPipeline::encodeFrame(std::span<const std::int16_t> frame) {
    std::copy(frame.begin(), frame.end(), m_frame.begin());
    m_gate.apply(m_frame);
    const ByteView encoded = m_encoder.encode(m_frame);
    if (encoded.empty())
        return;
    if (!m_batch.add(encoded)) { // a variable bit rate that overshot: this frame opens the next batch
        finishBatch();
        (void)m_batch.add(encoded);
    }
    ++m_nextSequence;
    m_captured += lengthOf(m_profile.frame);
    m_batch.captureEnd = m_captured;
    m_stats.opusBytes += encoded.size();
    if (m_batch.count() >= static_cast<std::size_t>(m_profile.framesPerMessage))
        finishBatch();
}

void SendPipeline::finishBatch() {
    m_batch.endsTalkspurt = m_encoder.wasSilent();
    m_pacer.enqueue(m_clock.now()) = m_batch;
    startBatch();
}

void SendPipeline::startBatch() {
    m_batch.clear();
    m_batch.duration = m_profile.frame;
    m_batch.firstSequence = m_nextSequence;
}

void SendPipeline::sendWaiting() {
    takeAcks();
    const MonotonicTime now = m_clock.now();
    while (FrameBatch* batch = m_pacer.next(now)) {
        m_stats.frames += batch->count();
        sendBatch(*batch, now);
        m_pacer.sent(now);
    }
}

void SendPipeline::takeAcks() {
    m_acks.consumeAll([this](const ArrivedAck& arrived) { m_pacer.acknowledge(arrived.ack, arrived.arrival); });
}

void SendPipeline::tick() {
    sendWaiting();
    const MonotonicTime now = m_clock.now();
    if (ackIsDue(now))
        sendAckAlone(now);
    if (now - m_lastSent >= kKeepaliveInterval)
        sendKeepalive();
}

bool SendPipeline::ackIsDue(MonotonicTime now) {
    const auto interval = std::max<MonotonicTime>(
        kAckInterval, std::chrono::duration_cast<MonotonicTime>(m_profile.batchLength() * 3 / 2));
    const ArrivalReport& newest = m_arrivals.read();
    return m_acknowledging && newest.any && newest.maxSequence != m_reportedSequence && now - m_lastSent >= interval;
}

void SendPipeline::sendAckAlone(MonotonicTime now) {
    m_ackOnly.firstSequence = m_nextSequence;
    m_ackOnly.captureEnd = m_captured;
    sendBatch(m_ackOnly, now);
}

void SendPipeline::sendKeepalive() {
    packFill(m_paddedBytes, m_plaintext);
    sealAndSend();
}

AckBlock SendPipeline::ackBlock(MonotonicTime now) {
    const ArrivalReport& newest = m_arrivals.read();
    // Before the first frame of the peer: a number that the peer has not sent, which it ignores.
    if (!newest.any)
        return {.maxSequence = Sequence{UINT32_MAX}};
    m_reportedSequence = newest.maxSequence;
    return {.maxSequence = newest.maxSequence, .holdMs = saturatedMs(now - newest.arrival)};
}

void SendPipeline::sendBatch(FrameBatch& batch, MonotonicTime now) {
    batch.ack = ackBlock(now);
    m_compressor.pack(batch, m_profile.sizes, m_plaintext);
    sealAndSend();
}

void SendPipeline::sendControl(const ControlMessage& message) {
    packControl(message, m_paddedBytes, m_plaintext);
    sealAndSend();
}

void SendPipeline::sealAndSend() {
    m_thread.check();
    m_sealer.seal(m_plaintext, m_record);
    ++m_stats.records;
    m_stats.bytes += m_record.size();
    m_lastSent = m_clock.now();
    m_onRecord(m_record);
}

SendStats SendPipeline::stats() const {
    SendStats stats = m_stats;
    stats.framesDroppedStale = m_pacer.droppedFrames();
    stats.zstdSavedBytes = m_compressor.savedBytes();
    stats.roundTrip = m_pacer.roundTrip();
    stats.minimumRoundTrip = m_pacer.minimumRoundTrip();
    stats.inputLevelDbfs = m_meter.levelDbfs();
    return stats;
}

} // namespace viz
