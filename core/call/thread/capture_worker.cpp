#include "core/call/thread/capture_worker.h"

#include <utility>

namespace viz {

CaptureWorker::CaptureWorker(AudioFactory& factory, CallWires& wires, const CaptureReport& report)
    : m_factory(factory), m_wires(wires), m_ring(wires.captured), m_report(report) {}

CaptureWorker::~CaptureWorker() { closeInput(); }

void CaptureWorker::open(quint64 attempt, const AudioInputSpec& spec) {
    if (!m_tenure.enter())
        return;
    closeInput();
    m_attempt = attempt;
    m_hasFailed = false;
    m_isNewDevice = true;
    start(spec);
    if (!m_tenure.leave())
        closeInput();
    else if (!m_hasFailed)
        Q_EMIT opened(attempt);
}

void CaptureWorker::start(const AudioInputSpec& spec) {
    auto input = m_factory.makeInput(spec);
    if (!input)
        return fail(input.error());
    m_input = std::move(*input);
    connect(m_input.get(), &AudioInput::failed, this, &CaptureWorker::fail);
    m_input->start(*this);
}

void CaptureWorker::close() {
    if (!m_tenure.enter())
        return;
    closeInput();
    (void)m_tenure.leave();
}

void CaptureWorker::closeInput() {
    if (!m_input)
        return;
    m_input->disconnect(this);
    m_input->stop();
    m_input.reset();
}

/// The input may be inside the call that tells this, so it is destroyed later.
void CaptureWorker::fail(DeviceError error) {
    if (m_tenure.leave() && !std::exchange(m_hasFailed, true))
        Q_EMIT failed(m_attempt, error);
}

void CaptureWorker::onCaptured(std::span<const std::int16_t> samples) {
    if (!m_tenure.leave())
        return;
    if (std::exchange(m_isNewDevice, false))
        Q_EMIT microphoneChanged();
    const std::size_t taken = m_ring.push(samples);
    m_report.samples += taken;
    m_report.samplesDroppedFull += samples.size() - taken;
    m_report.latency = m_input->latency();
    m_report.startTime = m_input->startTime();
    m_wires.inputLatency.store(m_report.latency, std::memory_order_relaxed);
    m_wires.captureReport.publish(m_report);
    if (!m_wires.sendWakePending.exchange(true, std::memory_order_acq_rel))
        Q_EMIT captured();
}

} // namespace viz
