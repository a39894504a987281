#include "core/media/output/voice_output.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace viz {
namespace {

std::int16_t toPcm(float sample) {
    return static_cast<std::int16_t>(std::lround(std::clamp(sample, -1.0F, 1.0F) * 32767.0F));
}

} // namespace

void VoiceOutput::configure(const SoundSettings& sound) {
    m_levels = sound.levelPeer;
    const int percent = std::clamp(sound.peerVolumePercent, 0, SoundSettings::kMaxVolumePercent);
    m_volume = static_cast<float>(percent) / 100;
}

void VoiceOutput::play(std::span<float> voice, std::span<std::int16_t> out) {
    assert(voice.size() == out.size());
    m_leveller.push(voice);
    applyGain(voice);
    m_limiter.apply(voice);
    std::transform(voice.begin(), voice.end(), out.begin(), toPcm);
    m_level.push(out);
    m_peak.push(out);
}

float VoiceOutput::wantedGain() const {
    if (m_deafened)
        return 0;
    return m_levels ? m_volume * m_leveller.gain() : m_volume;
}

void VoiceOutput::applyGain(std::span<float> voice) {
    const float wanted = wantedGain();
    if (!std::exchange(m_started, true))
        m_gain = wanted;
    const float step = (wanted - m_gain) / static_cast<float>(std::max<std::size_t>(1, voice.size()));
    for (float& sample : voice)
        sample *= m_gain += step;
    m_gain = wanted;
}

} // namespace viz
