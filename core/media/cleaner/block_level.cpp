#include "core/media/cleaner/block_level.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace viz {

float blockLevelDbfs(std::span<const std::int16_t> block) {
    constexpr double kFullScale = 32768.0;
    const double energy = std::accumulate(block.begin(), block.end(), 0.0, [](double sum, std::int16_t sample) {
        return sum + static_cast<double>(sample) * sample;
    });
    const double power = energy / static_cast<double>(block.size()) / (kFullScale * kFullScale);
    return static_cast<float>(10 * std::log10(std::max(power, 2.5e-10)));
}

void fade(std::span<std::int16_t> block, float from, float to) {
    const float step = (to - from) / static_cast<float>(block.size());
    for (std::int16_t& sample : block) {
        from += step;
        const float value = std::clamp(from * static_cast<float>(sample), -32768.0F, 32767.0F);
        sample = static_cast<std::int16_t>(std::lround(value));
    }
}

float amplitudeOf(float db) { return std::pow(10.0F, db / 20); }

} // namespace viz
