#include "core/call/thread/send_worker.h"

#include "core/call/byte_array.h"

#include <utility>

namespace viz {
namespace {

QByteArray muteData(bool muted) { return QByteArray(1, muted ? '\1' : '\0'); }

} // namespace

SendWorker::SendWorker(const SendSettings& settings, CallWires& wires, const Clock& clock)
    : m_wires(wires)
    , m_clock(clock)
    , m_captured(wires.captured)
    , m_pipeline(settings, clock, wires.acks,
                 [this](RouteId route, ByteView record) { Q_EMIT recordReady(route, toByteArray(record)); })
    , m_tick(this)
    , m_states{{ControlType::Mute, muteData(false)}} {
    m_tick.setTimerType(Qt::PreciseTimer);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        m_pipeline.tick();
        publishStats();
    });
}

void SendWorker::start(const RouteOpeningPtr& first) {
    m_pipeline.addRoute(first->route, std::move(first->sealingKey));
    m_tick.start(kTick);
}

void SendWorker::addRoute(const RouteOpeningPtr& opening) {
    m_pipeline.addRoute(opening->route, std::move(opening->sealingKey));
    repeatStates();
    publishStats();
}

void SendWorker::setRouteInUse(RouteId route, bool inUse) {
    m_pipeline.setRouteInUse(route, inUse);
    if (inUse) // what it held back may have undone there what was said elsewhere meanwhile
        repeatStates();
    publishStats();
}

void SendWorker::repeatStates() {
    for (const auto& [type, data] : m_states)
        sendControl(type, data);
}

void SendWorker::removeRoute(RouteId route) {
    m_pipeline.removeRoute(route);
    publishStats();
}

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

void SendWorker::sendState(ControlType type, const QByteArray& data) {
    m_states[type] = data;
    sendControl(type, data);
}

void SendWorker::forgetState(ControlType type) { m_states.erase(type); }

void SendWorker::setMuted(bool muted) {
    m_pipeline.setMuted(muted);
    sendState(ControlType::Mute, muteData(muted));
}

void SendWorker::changeSettings(const SendSettings& settings) { m_pipeline.changeSettings(settings); }

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
    m_wires.sendPulse.publish({.at = m_clock.now(),
                               .unacknowledgedSince = m_pipeline.unacknowledgedSince(),
                               .roundTrip = stats.roundTrip.value_or(MonotonicTime{}),
                               .batchLength = stats.batchLength});
    m_wires.sendStats.publish(stats);
}

} // namespace viz
