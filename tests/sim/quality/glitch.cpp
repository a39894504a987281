#include "tests/sim/quality/glitch.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace viz::test {
namespace {

constexpr std::size_t kReach = 480; ///< 10 ms to both sides
constexpr double kQuiet = 32.768;

int bendAt(std::span<const std::int16_t> sound, std::size_t at) {
    return std::abs(sound[at + 1] - 2 * sound[at] + sound[at - 1]);
}

/// Energy of a window that moves along.
class Surroundings {
public:
    explicit Surroundings(std::span<const std::int16_t> sound) : m_sound(sound) {}

    /// Calls with `at` that never goes back.
    double rms(std::size_t at) {
        const std::size_t begin = at - std::min(at, kReach);
        const std::size_t end = std::min(m_sound.size(), at + kReach + 1);
        for (; m_end < end; ++m_end)
            m_energy += square(m_end);
        for (; m_begin < begin; ++m_begin)
            m_energy -= square(m_begin);
        return std::sqrt(static_cast<double>(m_energy) / static_cast<double>(end - begin));
    }

private:
    [[nodiscard]] std::int64_t square(std::size_t at) const { return std::int64_t{m_sound[at]} * m_sound[at]; }

    std::span<const std::int16_t> m_sound;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    std::int64_t m_energy = 0;
};

template<typename IsWorse>
Glitch worst(std::span<const std::int16_t> sound, IsWorse isWorse) {
    Surroundings surroundings(sound);
    Glitch found;
    for (std::size_t at = 1; at + 1 < sound.size(); ++at) {
        const int bend = bendAt(sound, at);
        const Glitch here{
            .at = at, .secondDifference = bend, .sharpness = bend / std::max(kQuiet, surroundings.rms(at))};
        if (isWorse(here, found))
            found = here;
    }
    return found;
}

} // namespace

Glitch largestBend(std::span<const std::int16_t> sound) {
    return worst(sound, [](const Glitch& a, const Glitch& b) { return a.secondDifference > b.secondDifference; });
}

Glitch sharpestBend(std::span<const std::int16_t> sound) {
    return worst(sound, [](const Glitch& a, const Glitch& b) { return a.sharpness > b.sharpness; });
}

} // namespace viz::test
