#include "ui/meter_ballistics.h"

#include <algorithm>

namespace viz {

void MeterBallistics::setTarget(float dbfs) { m_target = std::clamp(dbfs, kFloorDbfs, 0.0F); }

void MeterBallistics::advance(std::chrono::milliseconds step) {
    const float fall = kFallDbPerSecond * std::chrono::duration<float>(step).count();
    m_level = std::max(m_target, m_level - fall);
    m_peakAge += step;
    if (m_level >= m_peak) {
        m_peak = m_level;
        m_peakAge = {};
    } else if (m_peakAge > kPeakHold) {
        m_peak = std::max(m_level, m_peak - fall);
    }
}

} // namespace viz
