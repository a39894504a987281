#pragma once

#include "core/base/media_time.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace viz {

/// One window of delayTrack().
struct DelayPoint {
    MediaTime at{};      ///< middle of the window in the reference
    Samples delay{};     ///< how much later the same sound is in the recording
    double likeness = 0; ///< normalised cross-correlation at that delay, -1..1
};

/// Mouth-to-ear delay: for each second of `reference` that holds speech, where in `recording` it is found again.
///
/// Both start at the same instant and are 48 kHz mono. Works on both signals low-passed and decimated to 8 kHz;
/// resolution 0.125 ms. Windows whose best likeness is below 0.5 are left out. `maxDelay` is at most 5 s.
[[nodiscard]] std::vector<DelayPoint> delayTrack(std::span<const std::int16_t> reference,
                                                 std::span<const std::int16_t> recording, Samples maxDelay);

/// Median over the windows; nullopt if there is none: the sound did not arrive.
[[nodiscard]] std::optional<Samples> medianDelay(std::span<const DelayPoint> track);

} // namespace viz
