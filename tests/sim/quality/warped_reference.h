#pragma once

#include "tests/sim/sim_call.h"

#include <cstdint>
#include <vector>

namespace viz::test {

/// A stretch of a call as it was heard, and as it would have been heard if nothing had been coded, faded or made up:
/// the sender's own sound, taken from the very places that the player says it played. Where it made something up, the
/// sender's sound goes on meanwhile.
struct AlignedSound {
    std::vector<std::int16_t> spoken;
    std::vector<std::int16_t> heard;
};

/// From `fromMs` to the end. `call` is what runCall() gave for `scenario` with its sound.
[[nodiscard]] AlignedSound alignedSound(const Scenario& scenario, const CallResult& call, double fromMs);

} // namespace viz::test
