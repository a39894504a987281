#include "core/media/output/limiter.h"

#include <algorithm>
#include <cmath>

namespace viz {
namespace {

/// 0.1 dB a block of 10 ms: a second and more after a shout. Faster would be heard as pumping between syllables.
constexpr float kRecovery = 1.0116F;
/// 1 ms: a peak at the very beginning of a block is bent, for this long, rather than answered by a click.
constexpr std::size_t kShortestAttack = 48;

float peakOf(std::span<const float> block) {
    float peak = 0;
    for (const float sample : block)
        peak = std::max(peak, std::abs(sample));
    return peak;
}

/// The identity up to the ceiling, then a curve that comes close to full scale and never reaches beyond.
float bend(float sample) {
    const float size = std::abs(sample);
    if (size <= Limiter::kCeiling)
        return sample;
    constexpr float room = 1.0F - Limiter::kCeiling;
    return std::copysign(Limiter::kCeiling + room * std::tanh((size - Limiter::kCeiling) / room), sample);
}

} // namespace

void Limiter::apply(std::span<float> block) {
    const float peak = peakOf(block);
    const float wanted = peak > kCeiling ? kCeiling / peak : 1.0F;
    if (wanted < m_gain)
        turnDown(block, wanted);
    else
        recover(block, std::min(wanted, m_gain * kRecovery));
    std::transform(block.begin(), block.end(), block.begin(), bend);
}

/// Done when the first sample comes that would be too loud.
void Limiter::turnDown(std::span<float> block, float gain) {
    const auto tooLoud = [this](float sample) { return std::abs(sample) * m_gain > kCeiling; };
    const auto quiet = static_cast<std::size_t>(std::find_if(block.begin(), block.end(), tooLoud) - block.begin());
    const std::size_t attack = std::min(block.size(), std::max(quiet, kShortestAttack));
    const float step = (gain - m_gain) / static_cast<float>(attack);
    for (std::size_t i = 0; i < block.size(); ++i)
        block[i] *= i < attack ? m_gain + step * static_cast<float>(i + 1) : gain;
    m_gain = gain;
}

void Limiter::recover(std::span<float> block, float gain) {
    if (m_gain == 1.0F || block.empty())
        return;
    const float step = (gain - m_gain) / static_cast<float>(block.size());
    for (float& sample : block)
        sample *= m_gain += step;
    m_gain = gain;
}

} // namespace viz
