#include "core/call/thread/playback_worker.h"

#include <algorithm>
#include <utility>

namespace viz {

PlaybackWorker::PlaybackWorker(AudioFactory& factory, PlayoutPipeline& pipeline, CallWires& wires, const Clock& clock)
    : m_factory(factory), m_pipeline(pipeline), m_wires(wires), m_clock(clock), m_played(wires.played) {}

PlaybackWorker::~PlaybackWorker() { closeOutput(); }

void PlaybackWorker::open(quint64 attempt, const AudioOutputSpec& spec) {
    if (!m_tenure.enter())
        return;
    closeOutput();
    m_attempt = attempt;
    m_hasFailed = false;
    m_isNewDevice = true;
    start(spec);
    if (!m_tenure.leave())
        closeOutput();
    else if (!m_hasFailed)
        Q_EMIT opened(attempt);
}

void PlaybackWorker::start(const AudioOutputSpec& spec) {
    auto output = m_factory.makeOutput(spec);
    if (!output)
        return fail(output.error());
    m_output = std::move(*output);
    connect(m_output.get(), &AudioOutput::failed, this, &PlaybackWorker::fail);
    m_output->start(*this);
}

void PlaybackWorker::close() {
    if (!m_tenure.enter())
        return;
    closeOutput();
    (void)m_tenure.leave();
}

void PlaybackWorker::closeOutput() {
    if (!m_output)
        return;
    m_output->disconnect(this);
    m_output->stop();
    m_output.reset();
}

/// The output may be inside the call that tells this, so it is destroyed later.
void PlaybackWorker::fail(DeviceError error) {
    if (m_tenure.leave() && !std::exchange(m_hasFailed, true))
        Q_EMIT failed(m_attempt, error);
}

void PlaybackWorker::setSound(const SoundSettings& sound) {
    if (m_tenure.leave())
        m_pipeline.setSound(sound);
}

void PlaybackWorker::setDeafened(bool deafened) {
    if (m_tenure.leave())
        m_pipeline.setDeafened(deafened);
}

void PlaybackWorker::onRender(std::span<std::int16_t> out, Samples queuedInDevice) {
    if (!m_tenure.leave()) {
        std::ranges::fill(out, std::int16_t{0});
        return;
    }
    if (std::exchange(m_isNewDevice, false))
        m_pipeline.changeDevice();
    m_pipeline.setOneWayDelay(m_wires.oneWayDelay.load(std::memory_order_relaxed));
    m_pipeline.render(out, queuedInDevice, m_clock.now());
    (void)m_played.push(out);
    publish();
}

void PlaybackWorker::publish() {
    PlayoutReport report = m_pipeline.report();
    report.outputLatency = m_output->latency();
    report.startTime = m_output->startTime();
    m_wires.outputLatency.store(report.outputLatency, std::memory_order_relaxed);
    m_wires.playoutReport.publish(report);
}

} // namespace viz
