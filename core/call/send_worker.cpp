#include "core/call/send_worker.h"

#include "core/call/byte_array.h"

#include <utility>

namespace viz {

SendWorker::SendWorker(const VoiceProfile& profile, SecretBytes sealingKey, CallWires& wires, const Clock& clock)
    : m_wires(wires)
    , m_captured(wires.captured)
    , m_pipeline(profile, std::move(sealingKey), clock, wires.acks,
                 [this](ByteView record) { Q_EMIT recordReady(toByteArray(record)); })
    , m_tick(this) {
    m_tick.setTimerType(Qt::PreciseTimer);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        m_pipeline.tick();
        publishStats();
    });
}

void SendWorker::start() { m_tick.start(kTick); }

void SendWorker::drainCaptured() {
    m_wires.sendWakePending.store(false, std::memory_order_release);
    while (const std::size_t count = m_captured.pop(m_block)) {
        if (m_soundOn && !m_finished)
            m_pipeline.pushSound(std::span(m_block).first(count));
    }
    publishStats();
}

void SendWorker::sendControl(ControlType type, const QByteArray& data) {
    if (m_finished)
        return;
    const auto bytes = toView(data);
    m_pipeline.sendControl({.type = type, .data = Bytes(bytes.begin(), bytes.end())});
}

void SendWorker::setMuted(bool muted) {
    m_pipeline.setMuted(muted);
    sendControl(ControlType::Mute, QByteArray(1, muted ? '\1' : '\0'));
}

void SendWorker::startSound() {
    m_soundOn = true;
    m_pipeline.startAcknowledging();
}

void SendWorker::finish(ControlType type, const QByteArray& data) {
    sendControl(type, data);
    m_finished = true;
    m_tick.stop();
    publishStats();
}

void SendWorker::publishStats() {
    const SendStats stats = m_pipeline.stats();
    m_wires.oneWayDelay.store(stats.minimumRoundTrip.value_or(MonotonicTime{}) / 2, std::memory_order_relaxed);
    m_wires.sendStats.publish(stats);
}

} // namespace viz
