#include "core/pipeline/playout/playout_pipeline.h"

#include "core/media/voice_decoder.h"

#include <cassert>

namespace viz {
namespace {

/// The devices at both ends and the codec's look-ahead: 10 + 30 + 6.5 ms, measured with PulseAudio.
constexpr Samples kEnds{2232};

} // namespace

PlayoutPipeline::PlayoutPipeline(PlayoutInbox& inbox, AckExchange& acks)
    : m_inbox(inbox), m_heard(acks.heard), m_jitterBuffer(std::make_unique<VoiceDecoder>()) {}

void PlayoutPipeline::render(std::span<std::int16_t> out, Samples queued, MonotonicTime now) {
    m_thread.check();
    assert(out.size() % m_tick.size() == 0);
    if (const Samples jump = m_clock.update(now, m_rendered, queued); jump != Samples{})
        m_jitterBuffer.shiftArrivals(jump);
    takeArrivals();
    for (; !out.empty(); out = out.subspan(m_tick.size()))
        pullTick(out.first(m_tick.size()));
    m_heard.store(m_heardMeter.update(m_jitterBuffer.stats(), m_output.levelDbfs()), std::memory_order_relaxed);
}

void PlayoutPipeline::takeArrivals() {
    m_inbox.consumeAll([this](const ArrivedFrame& arrived) { take(arrived); });
    if (m_oneWayDelay > MonotonicTime{})
        m_jitterBuffer.setBaseDelay(std::chrono::duration_cast<Samples>(m_oneWayDelay) + m_messageLength + kEnds);
}

void PlayoutPipeline::take(const ArrivedFrame& arrived) {
    m_messageLength = lengthOf(arrived.frame.duration) * arrived.frame.framesInMessage;
    (void)m_jitterBuffer.insert(arrived.frame, m_clock.at(arrived.arrival));
}

void PlayoutPipeline::setOneWayDelay(MonotonicTime delay) { m_oneWayDelay = delay; }

void PlayoutPipeline::pullTick(std::span<std::int16_t> out) {
    m_jitterBuffer.pull(m_tick, m_rendered);
    m_output.play(m_tick, out);
    m_rendered += JitterBuffer::kPullLength;
}

PlayoutReport PlayoutPipeline::report() const {
    PlayoutReport report;
    report.playout = m_jitterBuffer.stats();
    report.outputLevelDbfs = m_output.levelDbfs();
    report.outputPeakDbfs = m_output.peakDbfs();
    return report;
}

} // namespace viz
