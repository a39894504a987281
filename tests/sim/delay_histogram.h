#pragma once

#include <array>
#include <cstdint>

namespace viz::test {

/// How often which delay was seen, in a fixed amount of memory.
class DelayHistogram {
public:
    static constexpr double kStepMs = 0.1;
    static constexpr double kLimitMs = 1000; ///< what is above counts as this in quantiles

    void add(double delayMs);
    void clear() { *this = {}; }

    /// -1 if nothing was seen.
    [[nodiscard]] double medianMs() const;
    [[nodiscard]] double worstMs() const { return m_worstMs; }

private:
    std::array<std::uint32_t, static_cast<std::size_t>(kLimitMs / kStepMs) + 1> m_counts{};
    std::uint64_t m_seen = 0;
    double m_worstMs = -1;
};

} // namespace viz::test
