#include "core/transport/backoff.h"

#include <algorithm>
#include <array>

namespace viz {

namespace {

using namespace std::chrono_literals;

constexpr std::array<std::chrono::milliseconds, 6> kSteps{200ms, 500ms, 1s, 2s, 4s, 8s};

/// Numerical Recipes' linear congruential generator; spreading two reconnects needs no better one.
std::uint32_t following(std::uint32_t random) { return random * 1664525u + 1013904223u; }

} // namespace

Backoff::Backoff(std::uint32_t seed) : m_random(following(seed)) {}

std::chrono::milliseconds Backoff::next() {
    const auto step = kSteps[std::min<std::size_t>(m_attempt, kSteps.size() - 1)];
    if (m_attempt < kSteps.size())
        ++m_attempt;
    m_random = following(m_random);
    const std::uint32_t shortenedBy = static_cast<std::uint32_t>(step.count()) / 5;
    // The low bits of this generator have short periods.
    return step - std::chrono::milliseconds{(m_random >> 8) % (shortenedBy + 1)};
}

} // namespace viz
