#pragma once

#include "core/base/media_time.h"

#include <cstdint>
#include <span>

namespace viz {

/// The highest sample of the recent sound, in dBFS: 0 is full scale, LevelMeter::kSilenceDbfs the floor.
class PeakMeter {
public:
    /// What is remembered is between this and twice as long: a reader who looks ten times a second misses nothing.
    static constexpr Samples kWindow{100 * kSampleRate / 1000};

    void push(std::span<const std::int16_t> block);
    [[nodiscard]] float peakDbfs() const;

private:
    int m_peak = 0;   ///< of the window that fills
    int m_before = 0; ///< of the one before
    Samples m_filled{};
};

} // namespace viz
