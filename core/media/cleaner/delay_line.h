#pragma once

#include "core/base/media_time.h"

#include <cstdint>
#include <span>
#include <vector>

namespace viz {

/// Hands sound out again as much later as is wanted at the moment. All memory is allocated in the constructor.
class DelayLine {
public:
    explicit DelayLine(Samples longest);

    /// Takes `in`, and fills `out`, of the same length, with what was taken `delay` ago: 0 to what the constructor
    /// said.
    void pass(std::span<const std::int16_t> in, std::span<std::int16_t> out, Samples delay);
    /// As if nothing but silence had been taken.
    void clear();

private:
    std::size_t m_longest;
    std::vector<std::int16_t> m_ring;
    std::size_t m_next = 0;
};

} // namespace viz
