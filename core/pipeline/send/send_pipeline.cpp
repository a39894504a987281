#include "core/pipeline/send/send_pipeline.h"

#include "core/protocol/wire_format.h"

#include <algorithm>
#include <utility>

namespace viz {

SendPipeline::SendPipeline(const SendSettings& settings, const Clock& clock, AckExchange& acks, RecordSink onRecord,
                           std::unique_ptr<MicrophoneCleaner> cleaner)
    : m_clock(clock)
    , m_control(settings)
    , m_input(std::move(cleaner))
    , m_batcher(settings.profile, [this](const FrameBatch& batch) { onBatch(batch); })
    , m_pacer(settings.profile.batchLength())
    , m_routes(std::move(onRecord))
    , m_acks(acks.fromPeer)
    , m_reporter(acks)
    , m_lastSent(clock.now()) {
    m_tailProbe.setPolicy(settings.tailProbing);
}

void SendPipeline::addRoute(RouteId route, SecretBytes sealingKey) {
    m_routes.add(route, std::move(sealingKey));
    onRoutesChanged();
}

void SendPipeline::setRouteInUse(RouteId route, bool inUse) {
    if (m_routes.setInUse(route, inUse))
        onRoutesChanged();
}

void SendPipeline::removeRoute(RouteId route) {
    if (m_routes.remove(route))
        onRoutesChanged();
}

/// What is known of the path is of another path, and what is in flight may never be acknowledged.
void SendPipeline::onRoutesChanged() {
    m_pacer.restart();
    m_control.restart();
}

void SendPipeline::changeSettings(const SendSettings& settings) {
    m_control.changeSettings(settings);
    m_tailProbe.setPolicy(settings.tailProbing);
}

void SendPipeline::pushSound(std::span<const std::int16_t> block) {
    leaveGap(m_captureClock.push(Samples{static_cast<std::int64_t>(block.size())}, m_clock.now()));
    m_input.push(block, [this](std::span<const std::int16_t> ready) { m_batcher.push(ready); });
    sendWaiting();
}

void SendPipeline::changeDevice() {
    m_captureClock.expectJump();
    m_input.restart();
}

void SendPipeline::leaveGap(Samples lost) {
    if (lost == Samples::zero())
        return;
    m_batcher.skip(lost);
    m_input.restart();
}

void SendPipeline::onBatch(const FrameBatch& batch) { m_pacer.enqueue(batch, m_clock.now()); }

void SendPipeline::sendWaiting() {
    takeAcks();
    const MonotonicTime now = m_clock.now();
    adapt(now);
    while (FrameBatch* batch = m_routes.anyInUse() ? m_pacer.next(now) : nullptr) {
        batch->announcedLength = m_control.announcedLength();
        packBatch(*batch, now);
        sealAndSend();
        m_framesSent += batch->count();
        m_tailProbe.onBatchSent(batch->length(), now);
        m_pacer.sent(m_plaintext.size() + wire::kTagBytes + kTransportOverheadBytes, now);
    }
}

void SendPipeline::adapt(MonotonicTime now) {
    const int rung = m_control.rung();
    m_batcher.changeProfile(m_control.update(now));
    if (m_control.rung() > rung)
        m_pacer.dropWaiting();
}

void SendPipeline::takeAcks() {
    m_acks.consumeAll([this](const ArrivedAck& arrived) { take(arrived); });
}

void SendPipeline::take(const ArrivedAck& arrived) {
    m_heardLevelDbfs = heardLevelDbfs(arrived.ack.heardLevel);
    const auto sample = m_pacer.acknowledge(arrived);
    if (!sample)
        return;
    m_control.add(*sample);
    m_tailProbe.add(*sample);
}

void SendPipeline::tick() {
    sendWaiting();
    const MonotonicTime now = m_clock.now();
    if (m_tailProbe.isDue(now) && m_control.rung() == 0) // a path that is full needs no more records
        sendEmptyBatch(now, true);
    else if (ackIsDue(now))
        sendEmptyBatch(now, false);
    if (now - m_lastSent >= kKeepaliveInterval)
        sendKeepalive();
}

bool SendPipeline::ackIsDue(MonotonicTime now) {
    const auto interval = std::max<MonotonicTime>(
        kAckInterval, std::chrono::duration_cast<MonotonicTime>(m_batcher.profile().batchLength() * 3 / 2));
    return m_acknowledging && now - m_lastSent >= interval && m_reporter.hasNews();
}

void SendPipeline::sendEmptyBatch(MonotonicTime now, bool isProbe) {
    m_emptyBatch.duration = m_batcher.profile().frame;
    m_emptyBatch.firstSequence = m_batcher.nextSequence();
    m_emptyBatch.captureEnd = m_batcher.captured();
    m_emptyBatch.tailProbe = isProbe;
    packBatch(m_emptyBatch, now);
    sealAndSend();
}

void SendPipeline::sendKeepalive() {
    packFill(paddedBytes(), m_plaintext);
    sealAndSend();
}

void SendPipeline::sendControl(const ControlMessage& message) {
    packControl(message, paddedBytes(), m_plaintext);
    sealAndSend();
}

void SendPipeline::packBatch(FrameBatch& batch, MonotonicTime now) {
    batch.ack = m_reporter.report(now);
    m_compressor.pack(batch, m_control.settings().profile.sizes, m_plaintext);
}

void SendPipeline::sealAndSend() {
    m_thread.check();
    m_routes.send(m_plaintext);
    m_lastSent = m_clock.now();
    m_tailProbe.onOtherSent();
}

/// Of a control message or keepalive, to look like a record of sound.
std::size_t SendPipeline::paddedBytes() const {
    const auto frames = static_cast<std::size_t>(m_batcher.profile().framesPerMessage);
    return wire::audio::kHeaderBytes + frames * m_batcher.frameBytes();
}

std::optional<MonotonicTime> SendPipeline::unacknowledgedSince() const { return m_pacer.unacknowledgedSince(); }

SendStats SendPipeline::stats() const {
    return {.records = m_routes.records(),
            .bytes = m_routes.bytes(),
            .opusBytes = m_batcher.opusBytes(),
            .frames = m_framesSent,
            .framesDroppedStale = m_pacer.droppedFrames(),
            .zstdSavedBytes = m_compressor.savedBytes(),
            .batchLength = m_batcher.profile().batchLength(),
            .bitrateBps = m_batcher.profile().bitrateBps,
            .sizes = m_control.settings().profile.sizes,
            .rung = m_control.rung(),
            .capacityBps = m_control.capacityBps(),
            .codecLookahead = m_batcher.codecLookahead(),
            .roundTrip = m_pacer.roundTrip(),
            .minimumRoundTrip = m_pacer.minimumRoundTrip(),
            .inputLevelDbfs = m_input.levelDbfs(),
            .inputPeakDbfs = m_input.peakDbfs(),
            .transmitting = m_input.isTransmitting(),
            .voice = m_input.hasVoice(),
            .voiceHeldBack = m_input.holdsVoiceBack(),
            .howling = m_input.isHowling(),
            .inputSilence = m_input.silence(),
            .cleanerDelay = m_input.delay(),
            .heardLevelDbfs = m_heardLevelDbfs};
}

} // namespace viz
