#pragma once

#include "core/base/media_time.h"

#include <span>

namespace viz {

/// Follows the level of the background behind speech, and knows from it where somebody pauses.
class NoiseFloor {
public:
    /// This much of every pause counts as speech still: the ends of words are quiet.
    static constexpr Samples kHangover{80 * kSampleRate / 1000};

    /// `block`: 10 ms of what is played.
    void push(std::span<const float> block);
    /// Whether the last kHangover and more of what was pushed lay below the noise + 9 dB.
    [[nodiscard]] bool isPause() const { return m_quiet > kHangover; }
    /// Whether `sound` is as quiet as that.
    [[nodiscard]] bool isQuiet(std::span<const float> sound) const;
    /// Root mean square of the background, full scale 1.
    [[nodiscard]] float level() const;

private:
    float m_levelDb = kLowestDb;
    Samples m_quiet{};

    // Whatever is below -70 + 9 dBFS is a pause in any room; and music at -36 dBFS and more never is.
    static constexpr float kLowestDb = -70;
    static constexpr float kHighestDb = -45;
};

} // namespace viz
