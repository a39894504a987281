#include "core/media/cleaner/webrtc_cleaner.h"

#include <algorithm>
#include <cassert>

namespace viz {

WebRtcCleaner::WebRtcCleaner() { configure({}); }

void WebRtcCleaner::configure(const Settings& settings) {
    m_settings = settings;
    m_processing.setCancelEcho(settings.cancelEcho);
    m_noise.setEnabled(settings.suppressNoise);
    m_noise.setResidualEcho(settings.cancelEcho ? &m_echo : nullptr);
    if (!settings.cancelEcho)
        m_nearVoice.restart();
    if (!settings.automaticGain)
        m_gain.reset();
}

void WebRtcCleaner::takePlayed(std::span<const std::int16_t> block) {
    assert(block.size() == m_played.size());
    if (!m_settings.cancelEcho)
        return;
    std::ranges::copy(block, m_played.begin());
    m_processing.takePlayed(block);
    m_loudspeaker.push(block);
}

void WebRtcCleaner::clean(std::span<std::int16_t> block, Samples echoDelay) {
    assert(block.size() == m_played.size());
    if (m_settings.cancelEcho)
        cancelEcho(block, echoDelay);
    else if (isWanted())
        m_processing.process(block, echoDelay);
    m_noise.reduce(block);
    m_activity.push(block);
    m_hasVoice = m_activity.isActive() && (!isWanted() || m_processing.mayHaveVoice());
    if (m_settings.automaticGain)
        m_gain.apply(block, mayLearn());
}

void WebRtcCleaner::cancelEcho(std::span<std::int16_t> block, Samples echoDelay) {
    std::array<std::int16_t, kBlock.count()> recorded{};
    std::ranges::copy(block, recorded.begin());
    m_echo.cancel(m_played, block);
    m_nearVoice.keep(recorded, block);
    m_processing.process(block, echoDelay);
    m_nearVoice.mix(block, m_processing.delay());
}

bool WebRtcCleaner::mayLearn() const {
    return !m_hearsLoudspeaker && !(m_settings.cancelEcho && m_loudspeaker.isActive());
}

} // namespace viz
