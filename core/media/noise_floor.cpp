#include "core/media/noise_floor.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace viz {
namespace {

constexpr float kPauseAboveFloorDb = 9;
/// A fan that starts to hum is background after 10 s or so; a vowel never lasts that long.
constexpr float kRiseDbPerBlock = 0.02F;

float levelDb(std::span<const float> sound) {
    if (sound.empty())
        return -100;
    const float energy = std::inner_product(sound.begin(), sound.end(), sound.begin(), 1e-10F);
    return 10 * std::log10(energy / static_cast<float>(sound.size()));
}

} // namespace

void NoiseFloor::push(std::span<const float> block) {
    const float blockDb = levelDb(block);
    const float risen = m_levelDb + kRiseDbPerBlock;
    m_levelDb = std::clamp(std::min(blockDb, risen), kLowestDb, kHighestDb);
    const Samples length{static_cast<std::int64_t>(block.size())};
    m_quiet = blockDb < m_levelDb + kPauseAboveFloorDb ? m_quiet + length : Samples::zero();
}

bool NoiseFloor::isQuiet(std::span<const float> sound) const { return levelDb(sound) < m_levelDb + kPauseAboveFloorDb; }

float NoiseFloor::level() const { return std::pow(10.0F, m_levelDb / 20); }

} // namespace viz
