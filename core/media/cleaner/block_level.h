#pragma once

#include <cstdint>
#include <span>

namespace viz {

/// Root mean square of `block`, which is not empty, in dBFS; not below -96.
[[nodiscard]] float blockLevelDbfs(std::span<const std::int16_t> block);

/// Multiplies `block` by a factor that goes from `from` to `to` over its length; what is beyond 16 bits is cut.
void fade(std::span<std::int16_t> block, float from, float to);

[[nodiscard]] float amplitudeOf(float db);

} // namespace viz
