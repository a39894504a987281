#include "core/media/cleaner/speex_cleaner.h"

#include <algorithm>
#include <cassert>

namespace viz {

SpeexCleaner::SpeexCleaner() { configure({}); }

void SpeexCleaner::configure(const Settings& settings) {
    m_settings = settings;
    m_noise.setEnabled(settings.suppressNoise);
    m_noise.setResidualEcho(settings.cancelEcho ? &m_echo : nullptr);
    if (!settings.automaticGain)
        m_gain.reset();
}

void SpeexCleaner::takePlayed(std::span<const std::int16_t> block) {
    assert(block.size() == m_played.size());
    std::ranges::copy(block, m_played.begin());
    m_loudspeaker.push(block);
}

void SpeexCleaner::clean(std::span<std::int16_t> block, Samples) {
    assert(block.size() == m_played.size());
    if (m_settings.cancelEcho)
        m_echo.cancel(m_played, block);
    m_noise.reduce(block);
    m_activity.push(block);
    if (m_settings.automaticGain)
        m_gain.apply(block, mayLearn());
}

bool SpeexCleaner::mayLearn() const {
    return !m_hearsLoudspeaker && !(m_settings.cancelEcho && m_loudspeaker.isActive());
}

} // namespace viz
