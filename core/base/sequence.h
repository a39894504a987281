#pragma once

#include <compare>
#include <cstdint>

namespace viz {

/// The number of a frame within a call: 32 bits that wrap around and go on across reconnects.
///
/// Comparison is by the shorter way round, as in RFC 1982: `a < b` if b is at most 2^31 - 1 steps ahead of a. Two
/// numbers exactly 2^31 apart compare as less in both directions; no buffer here spans that much (2.7 years at 40 ms).
class Sequence {
public:
    constexpr Sequence() = default;
    constexpr explicit Sequence(std::uint32_t value) : m_value(value) {}

    [[nodiscard]] constexpr std::uint32_t value() const { return m_value; }

    constexpr Sequence& operator++() {
        ++m_value;
        return *this;
    }
    friend constexpr Sequence operator+(Sequence a, std::int32_t steps) {
        return Sequence{a.m_value + static_cast<std::uint32_t>(steps)};
    }
    /// Steps from b to a; negative if a is older.
    friend constexpr std::int32_t operator-(Sequence a, Sequence b) {
        return static_cast<std::int32_t>(a.m_value - b.m_value);
    }
    friend constexpr bool operator==(Sequence a, Sequence b) = default;
    friend constexpr bool operator<(Sequence a, Sequence b) { return a - b < 0; }
    friend constexpr bool operator>(Sequence a, Sequence b) { return b < a; }
    friend constexpr bool operator<=(Sequence a, Sequence b) { return !(b < a); }
    friend constexpr bool operator>=(Sequence a, Sequence b) { return !(a < b); }

private:
    std::uint32_t m_value = 0;
};

} // namespace viz
