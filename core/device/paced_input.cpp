#include "core/device/paced_input.h"

#include <algorithm>

namespace viz {

namespace {

constexpr std::chrono::milliseconds kPeriod{5};
constexpr std::size_t kBlockSamples = 480;

} // namespace

PacedInput::PacedInput(std::unique_ptr<SampleSource> source, const Clock& clock)
    : m_source(std::move(source)), m_clock(clock), m_block(kBlockSamples) {
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(kPeriod);
    connect(&m_timer, &QTimer::timeout, this, &PacedInput::deliverDue);
}

void PacedInput::start(CaptureSink& sink) {
    m_sink = &sink;
    m_startTime = m_clock.now();
    m_delivered = {};
    m_timer.start();
}

void PacedInput::stop() {
    m_timer.stop();
    m_sink = nullptr;
}

Samples PacedInput::latency() const { return std::chrono::duration_cast<Samples>(kPeriod) / 2; }

void PacedInput::deliverDue() {
    if (!m_sink)
        return;
    const auto due = std::chrono::floor<Samples>(m_clock.now() - *m_startTime);
    while (m_sink && m_delivered < due) { // a sink may stop us
        const auto count = std::min(kBlockSamples, static_cast<std::size_t>((due - m_delivered).count()));
        const auto block = std::span(m_block).first(count);
        m_source->read(block);
        m_delivered += Samples{static_cast<std::int64_t>(count)};
        m_sink->onCaptured(block);
    }
}

} // namespace viz
