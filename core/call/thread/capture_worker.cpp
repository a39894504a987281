#include "core/call/thread/capture_worker.h"

#include <utility>

namespace viz {

CaptureWorker::CaptureWorker(AudioFactory& factory, AudioInputSpec spec, CallWires& wires)
    : m_factory(factory), m_spec(std::move(spec)), m_wires(wires), m_ring(wires.captured) {}

CaptureWorker::~CaptureWorker() { stop(); }

void CaptureWorker::start() {
    auto input = m_factory.makeInput(m_spec);
    if (!input) {
        Q_EMIT failed(input.error());
        return;
    }
    m_input = std::move(*input);
    connect(m_input.get(), &AudioInput::failed, this, &CaptureWorker::failed);
    m_input->start(*this);
}

void CaptureWorker::stop() {
    if (m_input)
        m_input->stop();
    m_input.reset();
}

void CaptureWorker::onCaptured(std::span<const std::int16_t> samples) {
    const std::size_t taken = m_ring.push(samples);
    m_report.samples += taken;
    m_report.samplesDroppedFull += samples.size() - taken;
    m_report.latency = m_input->latency();
    m_report.startTime = m_input->startTime();
    m_wires.captureReport.publish(m_report);
    if (!m_wires.sendWakePending.exchange(true, std::memory_order_acq_rel))
        Q_EMIT captured();
}

} // namespace viz
