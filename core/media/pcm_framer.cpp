#include "core/media/pcm_framer.h"

#include <cassert>

namespace viz {

PcmFramer::PcmFramer(Samples frameLength) {
    setFrameLength(frameLength);
    m_pending.reserve(2 * kMaxFrameSamples); // what waits, and a block as long as devices deliver
}

void PcmFramer::setFrameLength(Samples length) {
    assert(length > Samples::zero());
    m_frameSamples = static_cast<std::size_t>(length.count());
}

void PcmFramer::push(std::span<const std::int16_t> block,
                     const std::function<void(std::span<const std::int16_t>)>& onFrame) {
    m_pending.insert(m_pending.end(), block.begin(), block.end());
    std::size_t begin = 0;
    while (m_pending.size() - begin >= m_frameSamples) {
        const auto frame = std::span<const std::int16_t>(m_pending).subspan(begin, m_frameSamples);
        begin += m_frameSamples;
        onFrame(frame);
    }
    m_pending.erase(m_pending.begin(), m_pending.begin() + static_cast<std::ptrdiff_t>(begin));
}

} // namespace viz
