#pragma once

#include <chrono>

namespace viz {

/// How a level meter moves: up at once, down at a readable speed, with a mark that holds the peak and one that tells of
/// clipping. Pure; the owner brings the time.
class MeterBallistics {
public:
    static constexpr float kFloorDbfs = -60.0F; ///< the left end of the scale
    static constexpr float kLoudDbfs = -3.0F;   ///< the average of a full-scale sine: louder is distorted
    static constexpr float kClipDbfs = -0.1F;   ///< a sample this high was cut off, or nearly
    static constexpr float kFallDbPerSecond = 40.0F;
    static constexpr std::chrono::milliseconds kPeakHold{1500};
    static constexpr std::chrono::milliseconds kClipHold{2000};

    /// The newest measurement: the average, and the highest sample if it is known. Clamped to kFloorDbfs..0.
    void setTarget(float levelDbfs, float peakDbfs = kFloorDbfs);
    void advance(std::chrono::milliseconds step);

    [[nodiscard]] float levelDbfs() const { return m_level; }
    [[nodiscard]] float peakDbfs() const { return m_peak; }
    [[nodiscard]] bool isClipping() const { return m_clipLeft > std::chrono::milliseconds::zero(); }
    /// Nothing will change until setTarget() brings another value.
    [[nodiscard]] bool isAtRest() const { return m_level == m_target && m_peak == restingPeak() && !isClipping(); }

private:
    [[nodiscard]] float restingPeak() const { return m_targetPeak > m_level ? m_targetPeak : m_level; }

    float m_target = kFloorDbfs;
    float m_targetPeak = kFloorDbfs;
    float m_level = kFloorDbfs;
    float m_peak = kFloorDbfs;
    std::chrono::milliseconds m_peakAge{0};
    std::chrono::milliseconds m_clipLeft{0};
};

} // namespace viz
