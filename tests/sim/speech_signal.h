#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

namespace viz::test {

/// Random numbers that are the same with every standard library (xorshift64*).
class Random {
public:
    explicit Random(std::uint64_t seed) : m_state(seed * 0x9E3779B97F4A7C15ULL + 1) {}
    std::uint64_t next();
    /// Evenly in [0, 1).
    double uniform();
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    /// Evenly in [0, count).
    std::uint64_t below(std::uint64_t count) { return next() % count; }
    double gaussian(double deviation);

private:
    std::uint64_t m_state;
};

/// Sound with the properties of speech that the engine looks at: voiced syllables whose pitch and formants wander,
/// hissing consonants, talkspurts of about 1 s and pauses of about 0.5 s with a little noise. 48 kHz mono, active level
/// about -23 dBFS. Begins and ends in a pause.
[[nodiscard]] std::vector<std::int16_t> speechSignal(std::chrono::seconds length, std::uint64_t seed);

/// A sine, for what must be exact.
[[nodiscard]] std::vector<std::int16_t> sineSignal(std::chrono::milliseconds length, double hertz, double peak = 0.5);

} // namespace viz::test
