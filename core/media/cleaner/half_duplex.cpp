#include "core/media/cleaner/half_duplex.h"

#include "core/media/cleaner/block_level.h"

#include <algorithm>

namespace viz {

void HalfDuplex::takePlayed(std::span<const std::int16_t> played, Samples echoDelay) {
    m_loudspeaker.push(played);
    if (m_loudspeaker.isActive())
        m_left = std::max(echoDelay, Samples::zero()) + kRoom;
    else
        m_left = std::max(m_left - SpeechCleaner::kBlock, Samples::zero());
}

void HalfDuplex::apply(std::span<std::int16_t> recorded) {
    const float gain = isDucking() ? kDucked : 1.0F;
    fade(recorded, m_gain, gain); // over one block, so that nothing clicks
    m_gain = gain;
}

} // namespace viz
