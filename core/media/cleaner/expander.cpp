#include "core/media/cleaner/expander.h"

#include "core/media/cleaner/block_level.h"

#include <algorithm>

namespace viz {
namespace {

/// A block. 2 dB a second: slower than a sentence, faster than a fan.
constexpr float kRiseDb = 0.02F;
/// A block. Falls fast, but not onto one quiet block.
constexpr float kFall = 0.2F;
/// A block: closed 80 ms after the last sound.
constexpr float kCloseDb = 1;

} // namespace

void Expander::apply(std::span<std::int16_t> block) {
    const float levelDbfs = blockLevelDbfs(block);
    follow(levelDbfs);
    const float gainDb = std::max(wantedDb(levelDbfs), m_gainDb - kCloseDb);
    fade(block, amplitudeOf(m_gainDb), amplitudeOf(gainDb));
    m_gainDb = gainDb;
}

void Expander::follow(float levelDbfs) {
    const float above = levelDbfs - m_backgroundDbfs;
    m_backgroundDbfs += above < 0 ? kFall * above : std::min(kRiseDb, kRiseDb * above);
}

float Expander::wantedDb(float levelDbfs) const {
    const float open = (levelDbfs - m_backgroundDbfs - kClosedDb) / (kOpenDb - kClosedDb);
    return -kDepthDb * (1 - std::clamp(open, 0.0F, 1.0F));
}

} // namespace viz
