#include "core/call/check/check_microphone.h"

#include <algorithm>
#include <utility>

namespace viz {

CheckMicrophone::CheckMicrophone(AudioFactory& factory, AudioInputSpec spec, const Limits& limits)
    : m_factory(factory)
    , m_spec(std::move(spec))
    , m_limits(limits)
    , m_limit(this)
    , m_wanted(static_cast<std::size_t>(std::chrono::duration_cast<Samples>(limits.recordFor).count())) {
    m_recording.reserve(m_wanted);
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, [this] {
        close();
        Q_EMIT timeIsUp();
    });
}

CheckMicrophone::~CheckMicrophone() { close(); }

void CheckMicrophone::abandon() { m_isAbandoned.store(true, std::memory_order_relaxed); }

float CheckMicrophone::levelDbfs() const { return m_levelDbfs.load(std::memory_order_relaxed); }

void CheckMicrophone::open() {
    if (isAbandoned())
        return;
    auto input = m_factory.makeInput(m_spec);
    if (!input) {
        Q_EMIT failed(input.error());
        return;
    }
    m_input = std::move(*input);
    connect(m_input.get(), &AudioInput::failed, this, &CheckMicrophone::failed);
    m_limit.start(m_limits.openFor); // before start(), which may wait for a sound server
    m_input->start(*this);
}

void CheckMicrophone::close() {
    m_limit.stop();
    if (m_input)
        m_input->stop();
    m_input.reset();
    m_levelDbfs.store(LevelMeter::kSilenceDbfs, std::memory_order_relaxed);
}

void CheckMicrophone::onCaptured(std::span<const std::int16_t> samples) {
    if (isAbandoned())
        return;
    m_meter.push(samples);
    m_levelDbfs.store(m_meter.levelDbfs(), std::memory_order_relaxed);
    if (m_wanted > 0)
        keep(samples.first(std::min(samples.size(), m_wanted)));
}

void CheckMicrophone::keep(std::span<const std::int16_t> samples) {
    m_recording.insert(m_recording.end(), samples.begin(), samples.end());
    m_wanted -= samples.size();
    if (m_wanted == 0)
        handOver();
}

void CheckMicrophone::handOver() {
    const bool isSilent = std::ranges::all_of(m_recording, [](int sample) { return sample == 0; });
    if (isSilent)
        Q_EMIT silent();
    else
        Q_EMIT recorded(std::make_shared<const std::vector<std::int16_t>>(std::move(m_recording)));
}

} // namespace viz
