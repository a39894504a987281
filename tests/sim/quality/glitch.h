#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace viz::test {

/// Where a sound bends most abruptly: a click is a second difference that its surroundings do not explain.
struct Glitch {
    std::size_t at = 0;       ///< sample
    int secondDifference = 0; ///< absolute, in steps of 16 bits
    double sharpness = 0; ///< the same / root mean square of 20 ms around it; a sine of f has 1.41 (2 pi f / rate)²
};

/// The place of the largest second difference.
[[nodiscard]] Glitch largestBend(std::span<const std::int16_t> sound);
/// The place that stands out most from its surroundings. Surroundings quieter than -60 dBFS count as that loud.
[[nodiscard]] Glitch sharpestBend(std::span<const std::int16_t> sound);

} // namespace viz::test
