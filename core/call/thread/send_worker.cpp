#include "core/call/thread/send_worker.h"

#include "core/call/byte_array.h"

#include <utility>

namespace viz {
namespace {

ControlMessage messageOf(ControlType type, const QByteArray& data) {
    const auto bytes = toView(data);
    return {.type = type, .data = Bytes(bytes.begin(), bytes.end())};
}

} // namespace

SendWorker::SendWorker(const SendSettings& settings, CallWires& wires, const Clock& clock)
    : m_wires(wires)
    , m_clock(clock)
    , m_captured(wires.captured)
    , m_pipeline(
          settings, clock, wires.acks,
          [this](RouteId route, ByteView record) { Q_EMIT recordReady(route, toByteArray(record)); },
          std::make_unique<MicrophoneCleaner>(wires.played))
    , m_tick(this)
    , m_states{{ControlType::Mute, toByteArray(packMute({}))}} {
    m_tick.setTimerType(Qt::PreciseTimer);
    connect(&m_tick, &QTimer::timeout, this, &SendWorker::tick);
}

void SendWorker::start(const RouteOpeningPtr& first) {
    m_pipeline.addRoute(first->route, std::move(first->sealingKey));
    m_tick.start(kTick);
}

void SendWorker::addRoute(const RouteOpeningPtr& opening) {
    m_pipeline.addRoute(opening->route, std::move(opening->sealingKey));
    sayHowThingsStand();
    publishStats();
}

void SendWorker::setRouteInUse(RouteId route, bool inUse) {
    m_pipeline.setRouteInUse(route, inUse);
    if (inUse) // what it held back may have undone there what was said elsewhere meanwhile
        sayHowThingsStand();
    publishStats();
}

void SendWorker::sayHowThingsStand() {
    if (m_farewell)
        return m_pipeline.sendControl(*m_farewell);
    for (const auto& [type, data] : m_states)
        sendControl(type, data);
}

void SendWorker::removeRoute(RouteId route) {
    m_pipeline.removeRoute(route);
    publishStats();
}

void SendWorker::drainCaptured() {
    m_wires.sendWakePending.store(false, std::memory_order_release);
    m_pipeline.setEchoDelay(m_wires.inputLatency.load(std::memory_order_relaxed) +
                            m_wires.outputLatency.load(std::memory_order_relaxed));
    while (const std::size_t count = m_captured.pop(m_block)) {
        if (m_soundOn && !m_farewell)
            m_pipeline.pushSound(std::span(m_block).first(count));
    }
    if (m_tick.isActive())
        tick();
}

/// While sound comes it needs no waking of its own.
void SendWorker::tick() {
    m_tick.start(kTick);
    m_pipeline.tick();
    publishStats();
}

void SendWorker::changeMicrophone() { m_pipeline.changeDevice(); }

void SendWorker::sendControl(ControlType type, const QByteArray& data) {
    if (!m_farewell)
        m_pipeline.sendControl(messageOf(type, data));
}

void SendWorker::sendState(ControlType type, const QByteArray& data) {
    m_states[type] = data;
    sendControl(type, data);
}

void SendWorker::forgetState(ControlType type) { m_states.erase(type); }

void SendWorker::setMuted(bool muted) {
    m_pipeline.setMuted(muted);
    m_mute.muted = muted;
    tellMute();
}

void SendWorker::setCanHear(bool canHear) {
    m_mute.canHear = canHear;
    tellMute();
}

void SendWorker::tellMute() { sendState(ControlType::Mute, toByteArray(packMute(m_mute))); }

void SendWorker::setTalking(bool talking) { m_pipeline.setTalking(talking); }

void SendWorker::setSound(const SoundSettings& sound) { m_pipeline.setSound(sound); }

void SendWorker::setMayHowl(bool mayHowl) { m_pipeline.setMayHowl(mayHowl); }

void SendWorker::changeSettings(const SendSettings& settings) { m_pipeline.changeSettings(settings); }

void SendWorker::startSound() {
    m_soundOn = true;
    m_pipeline.startAcknowledging();
}

void SendWorker::finish(ControlType type, const QByteArray& data) {
    sendControl(type, data);
    m_farewell = messageOf(type, data);
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
    watchHowling(stats);
}

/// Here and at once: a starved window must not let it go on.
void SendWorker::watchHowling(const SendStats& stats) {
    if (!stats.howling || std::exchange(m_hasHowled, true))
        return;
    setMuted(true);
    Q_EMIT howled();
}

} // namespace viz
