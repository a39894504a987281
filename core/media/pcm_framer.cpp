#include "core/media/pcm_framer.h"

#include <algorithm>
#include <cassert>

namespace viz {

PcmFramer::PcmFramer(Samples frameLength) : m_frameSamples(static_cast<std::size_t>(frameLength.count())) {
    assert(frameLength > Samples::zero());
    m_pending.reserve(m_frameSamples);
}

void PcmFramer::push(std::span<const std::int16_t> block,
                     const std::function<void(std::span<const std::int16_t>)>& onFrame) {
    while (!block.empty()) {
        const std::size_t taken = std::min(block.size(), m_frameSamples - m_pending.size());
        m_pending.insert(m_pending.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t>(taken));
        block = block.subspan(taken);
        if (m_pending.size() < m_frameSamples)
            return;
        onFrame(m_pending);
        m_pending.clear();
    }
}

} // namespace viz
