#include "core/device/paced_output.h"

namespace viz {

namespace {

constexpr std::chrono::milliseconds kPeriod{5};
constexpr std::chrono::seconds kCommitInterval{1};

} // namespace

PacedOutput::PacedOutput(std::unique_ptr<WavWriter> writer, const Clock& clock)
    : m_writer(std::move(writer)), m_clock(clock) {
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(kPeriod);
    connect(&m_timer, &QTimer::timeout, this, &PacedOutput::renderDue);
}

void PacedOutput::start(PlaybackSource& source) {
    m_source = &source;
    m_startTime = m_clock.now();
    m_rendered = {};
    m_committed = {};
    m_timer.start();
    renderDue();
}

void PacedOutput::stop() {
    m_timer.stop();
    m_source = nullptr;
    if (m_writer && !m_writer->commit())
        fail();
}

void PacedOutput::renderDue() {
    // Block k is due at its own beginning, so at time 0 there is one to ask for.
    while (m_source && m_rendered <= m_clock.now() - *m_startTime) {
        if (!renderBlock() || !commitIfDue()) {
            fail();
            return;
        }
    }
}

bool PacedOutput::renderBlock() {
    m_source->onRender(m_block, Samples{});
    m_rendered += Samples{kBlockSamples};
    return !m_writer || m_writer->append(m_block);
}

bool PacedOutput::commitIfDue() {
    if (!m_writer || m_rendered - m_committed < kCommitInterval)
        return true;
    m_committed = m_rendered;
    return m_writer->commit();
}

void PacedOutput::fail() {
    m_timer.stop();
    m_source = nullptr;
    m_writer.reset();
    Q_EMIT failed(DeviceError::FileUnwritable);
}

} // namespace viz
