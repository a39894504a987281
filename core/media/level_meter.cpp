#include "core/media/level_meter.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace viz {
namespace {

constexpr double kTimeConstantSamples = 4800;
constexpr double kFullScale = 32768.0;

double sumOfSquares(std::span<const std::int16_t> block) {
    return std::accumulate(block.begin(), block.end(), 0.0, [](double sum, std::int16_t sample) {
        const double value = sample / kFullScale;
        return sum + value * value;
    });
}

} // namespace

void LevelMeter::push(std::span<const std::int16_t> block) {
    if (block.empty())
        return;
    const auto size = static_cast<double>(block.size());
    const double kept = std::exp(-size / kTimeConstantSamples);
    m_meanSquare = kept * m_meanSquare + (1 - kept) * sumOfSquares(block) / size;
}

float LevelMeter::levelDbfs() const {
    constexpr double kFloor = 1e-12; // -120 dBFS, keeps the logarithm finite
    return std::max(kSilenceDbfs, static_cast<float>(10 * std::log10(m_meanSquare + kFloor)));
}

} // namespace viz
