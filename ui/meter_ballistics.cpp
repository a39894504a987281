#include "ui/meter_ballistics.h"

#include <algorithm>

namespace viz {

void MeterBallistics::setTarget(float levelDbfs, float peakDbfs) {
    m_target = std::clamp(levelDbfs, kFloorDbfs, 0.0F);
    m_targetPeak = std::clamp(peakDbfs, kFloorDbfs, 0.0F);
    if (m_targetPeak >= kClipDbfs || m_target >= kLoudDbfs)
        m_clipLeft = kClipHold;
}

void MeterBallistics::advance(std::chrono::milliseconds step) {
    const float fall = kFallDbPerSecond * std::chrono::duration<float>(step).count();
    m_level = std::max(m_target, m_level - fall);
    m_clipLeft = std::max(m_clipLeft - step, std::chrono::milliseconds::zero());
    m_peakAge += step;
    if (restingPeak() >= m_peak) {
        m_peak = restingPeak();
        m_peakAge = {};
    } else if (m_peakAge > kPeakHold) {
        m_peak = std::max(restingPeak(), m_peak - fall);
    }
}

} // namespace viz
