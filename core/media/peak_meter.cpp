#include "core/media/peak_meter.h"

#include "core/media/level_meter.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace viz {

void PeakMeter::push(std::span<const std::int16_t> block) {
    for (const std::int16_t sample : block)
        m_peak = std::max(m_peak, std::abs(int{sample}));
    m_filled += Samples{static_cast<std::int64_t>(block.size())};
    if (m_filled < kWindow)
        return;
    m_filled = Samples::zero();
    m_before = std::exchange(m_peak, 0);
}

float PeakMeter::peakDbfs() const {
    const int peak = std::max(m_peak, m_before);
    if (peak == 0)
        return LevelMeter::kSilenceDbfs;
    return std::max(LevelMeter::kSilenceDbfs, 20 * std::log10(static_cast<float>(peak) / 32768.0F));
}

} // namespace viz
