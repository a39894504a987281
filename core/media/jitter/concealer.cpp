#include "core/media/jitter/concealer.h"

#include <algorithm>

namespace viz {
namespace {

/// Of the decoder's part, 1 until kDecoderAlone and 0 from kMuted on.
float decoderGain(Samples length) {
    const auto left = static_cast<float>((Concealer::kMuted - length).count());
    const auto fade = static_cast<float>((Concealer::kMuted - Concealer::kDecoderAlone).count());
    return std::clamp(left / fade, 0.0F, 1.0F);
}

} // namespace

void Concealer::produce(std::span<float> out, float noiseLevel) {
    if (!m_active) {
        m_decoder.save();
        m_active = true;
        m_length = Samples::zero();
        m_blockUsed = m_block.size();
    }
    for (float& sample : out) {
        const float gain = decoderGain(m_length);
        const float decoded = gain > 0 ? gain * decoderSample() : 0;
        sample = decoded + (gain < 1 ? (1 - gain) * noiseLevel * noiseSample() : 0);
        ++m_length;
    }
}

void Concealer::end(Next next) {
    if (next == Next::Anew)
        m_decoder.reset();
    else if (next == Next::Late && m_active)
        m_decoder.restore();
    m_active = false;
}

float Concealer::decoderSample() {
    if (m_blockUsed == m_block.size()) {
        m_decoder.conceal(m_block);
        m_blockUsed = 0;
    }
    return m_block[m_blockUsed++];
}

/// White noise through two one-pole low-passes at about 1.7 kHz, root mean square 1: as dull as most rooms, and without
/// the grain of brighter noise, which can be heard through the cross-fades to both sides.
float Concealer::noiseSample() {
    constexpr float kPole = 0.8F;
    constexpr float kGain = 0.29214F; // sqrt(3 (1 - kPole²)³ / (1 + kPole²)), for an even distribution in ±1
    m_random = m_random * 1664525U + 1013904223U;
    const float white = static_cast<float>(static_cast<std::int32_t>(m_random)) * 0x1p-31F;
    m_brightNoise = kPole * m_brightNoise + white;
    m_noise = kPole * m_noise + m_brightNoise;
    return kGain * m_noise;
}

} // namespace viz
