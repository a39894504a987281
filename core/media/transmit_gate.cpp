#include "core/media/transmit_gate.h"

#include <cmath>
#include <utility>

namespace viz {

void TransmitGate::apply(std::span<std::int16_t> frame) {
    const float target = m_muted ? 0.0F : 1.0F;
    if (!std::exchange(m_started, true))
        m_gain = target;
    if (frame.empty() || (m_gain == 1.0F && target == 1.0F))
        return;
    const float step = (target - m_gain) / static_cast<float>(frame.size());
    for (std::int16_t& sample : frame) {
        m_gain += step;
        sample = static_cast<std::int16_t>(std::lround(m_gain * static_cast<float>(sample)));
    }
    m_gain = target;
}

} // namespace viz
