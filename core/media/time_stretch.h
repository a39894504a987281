#pragma once

#include "core/base/media_time.h"
#include "core/media/sound_queue.h"

#include <array>
#include <cstddef>

namespace viz {

/// Shortens or lengthens speech by whole pitch periods, so that it goes faster or slower at the same pitch.
///
/// Like WSOLA: the period is the shift at which the sound resembles itself best around the join; a cross-fade of at
/// most 5 ms hides the join. Works at the front of a SoundQueue, one period a call, without allocation.
class TimeStretch {
public:
    static constexpr Samples kShortestPeriod{120}; ///< 400 Hz
    static constexpr Samples kLongestPeriod{768};  ///< 62.5 Hz
    static constexpr Samples kFade{240};
    /// shorten() finds every period if this much is unread; with less it finds the shorter ones.
    static constexpr Samples kLookahead = kLongestPeriod + kFade;

    struct Limits {
        Samples longest = kLongestPeriod; ///< do not change the length by more
        /// Normalised correlation of the two ends that are joined, at which the join is still clean; -1 allows every
        /// join, which is right in noise.
        float leastLikeness = 0.9F;
    };

    /// Removes one period; its length, or 0 if there is none that would not be heard.
    [[nodiscard]] Samples shorten(SoundQueue& sound, const Limits& limits);
    /// Repeats one period, taken from the history; its length, or 0.
    [[nodiscard]] Samples lengthen(SoundQueue& sound, const Limits& limits);

private:
    enum class Direction : std::int8_t { Ahead = 1, Back = -1 };
    struct Match {
        std::size_t shift = 0;
        float likeness = -2;
    };

    /// The best shift of at most `longest` for the sound around `at`.
    [[nodiscard]] Match findPeriod(std::span<const float> sound, std::size_t at, std::size_t longest, Direction);
    [[nodiscard]] Match findCoarsely(std::size_t at, std::size_t longest, Direction) const;
    void decimate(std::span<const float> sound, std::size_t from, std::size_t count);

    static constexpr std::size_t kDecimation = 4;
    std::array<float, (kLongestPeriod + 2 * kFade).count() / kDecimation> m_decimated{};
};

} // namespace viz
