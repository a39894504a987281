#pragma once

#include <chrono>

namespace viz {

/// How a level meter moves: up at once, down at a readable speed, with a mark that holds the peak. Pure; the owner
/// brings the time.
class MeterBallistics {
public:
    static constexpr float kFloorDbfs = -60.0F; ///< the left end of the scale
    static constexpr float kClipDbfs = -3.0F;   ///< the average of a full-scale sine: louder is distorted
    static constexpr float kFallDbPerSecond = 40.0F;
    static constexpr std::chrono::milliseconds kPeakHold{1500};

    /// The newest measurement; clamped to kFloorDbfs..0.
    void setTarget(float dbfs);
    void advance(std::chrono::milliseconds step);

    [[nodiscard]] float levelDbfs() const { return m_level; }
    [[nodiscard]] float peakDbfs() const { return m_peak; }
    [[nodiscard]] bool isClipping() const { return m_peak >= kClipDbfs; }
    /// Nothing will change until setTarget() brings another value.
    [[nodiscard]] bool isAtRest() const { return m_level == m_target && m_peak == m_level; }

private:
    float m_target = kFloorDbfs;
    float m_level = kFloorDbfs;
    float m_peak = kFloorDbfs;
    std::chrono::milliseconds m_peakAge{0};
};

} // namespace viz
