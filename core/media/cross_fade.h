#pragma once

#include <cassert>
#include <span>

namespace viz {

/// `to` becomes a sound that begins as `from` and ends as `to`. Both are of one length and do not overlap.
inline void crossFade(std::span<const float> from, std::span<float> to) {
    assert(from.size() == to.size());
    const float step = 1.0F / static_cast<float>(to.size() + 1);
    float weight = 0;
    for (std::size_t i = 0; i < to.size(); ++i) {
        weight += step;
        to[i] = from[i] + weight * (to[i] - from[i]);
    }
}

} // namespace viz
