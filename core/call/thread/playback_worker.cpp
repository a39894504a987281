#include "core/call/thread/playback_worker.h"

#include <utility>

namespace viz {

PlaybackWorker::PlaybackWorker(AudioFactory& factory, AudioOutputSpec spec, CallWires& wires, const Clock& clock)
    : m_factory(factory)
    , m_spec(std::move(spec))
    , m_wires(wires)
    , m_clock(clock)
    , m_pipeline(wires.inbox, wires.acks) {}

PlaybackWorker::~PlaybackWorker() { stop(); }

void PlaybackWorker::start() {
    auto output = m_factory.makeOutput(m_spec);
    if (!output) {
        Q_EMIT failed(output.error());
        return;
    }
    m_output = std::move(*output);
    connect(m_output.get(), &AudioOutput::failed, this, &PlaybackWorker::failed);
    m_output->start(*this);
}

void PlaybackWorker::stop() {
    if (m_output)
        m_output->stop();
    m_output.reset();
}

void PlaybackWorker::onRender(std::span<std::int16_t> out, Samples queuedInDevice) {
    m_pipeline.setOneWayDelay(m_wires.oneWayDelay.load(std::memory_order_relaxed));
    m_pipeline.render(out, queuedInDevice, m_clock.now());
    PlayoutReport report = m_pipeline.report();
    report.outputLatency = m_output->latency();
    report.startTime = m_output->startTime();
    m_wires.playoutReport.publish(report);
}

} // namespace viz
