#pragma once

#include "tests/sim/sim_call.h"

#include <optional>
#include <vector>

namespace viz::test {

/// One direction of a tunnel: the narrow place, the delay and the stalls; in order and without loss, as TCP is.
class SimPath {
public:
    struct Properties {
        double baseMs = kBaseMs;
        std::vector<Stall> stalls{};
        std::optional<Bottleneck> bottleneck{};
        double gaussianMs = 0;
    };

    SimPath(Properties properties, std::uint64_t seed) : m_properties(std::move(properties)), m_random(seed) {}

    /// From now on these instead of what was given before, however late.
    void setFaults(std::vector<Stall> stalls, std::optional<Bottleneck> bottleneck);
    /// Call in order of `sentMs`. `recordBytes` without what TCP and TLS add.
    [[nodiscard]] double arrivalOf(double sentMs, std::size_t recordBytes);

private:
    [[nodiscard]] double drained(double sentMs, double bits);

    Properties m_properties;
    Random m_random;
    double m_free = 0;
    double m_last = 0;
};

/// When something that would arrive at `at` does, if the tunnel stands still meanwhile.
[[nodiscard]] double afterStalls(const std::vector<Stall>& stalls, double at);

} // namespace viz::test
