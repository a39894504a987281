#pragma once

#include <chrono>
#include <cstdint>

namespace viz {

/// Waits between attempts to reconnect: 0.2, 0.5, 1, 2, 4, 8, 8 … s, each shortened by up to a fifth at random, so that
/// two sides do not keep step.
class Backoff {
public:
    explicit Backoff(std::uint32_t seed);

    [[nodiscard]] std::chrono::milliseconds next();
    void reset() { m_attempt = 0; }

private:
    std::uint32_t m_random;
    unsigned m_attempt = 0;
};

} // namespace viz
