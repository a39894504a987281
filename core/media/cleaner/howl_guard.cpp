#include "core/media/cleaner/howl_guard.h"

#include "core/media/cleaner/block_level.h"

#include <algorithm>

namespace viz {
void HowlGuard::push(std::span<const std::int16_t> block) {
    if (block.empty() || m_heard >= kGuarded)
        return;
    const Samples length{static_cast<std::int64_t>(block.size())};
    m_heard += length;
    m_full = blockLevelDbfs(block) >= kFullScaleDbfs ? m_full + length : std::max(m_full - 2 * length, Samples::zero());
    m_isHowling = m_isHowling || m_full >= kHowl;
}

} // namespace viz
