#pragma once

#include <cstdint>
#include <span>

namespace viz {

/// Turns down what is hardly louder than the background: downward expansion. Opens at once, closes slowly enough for
/// the ends of words.
class Expander {
public:
    static constexpr float kDepthDb = 10;
    /// Above the background: up to here fully turned down, from there on not at all.
    static constexpr float kClosedDb = 4;
    static constexpr float kOpenDb = 10;

    /// 10 ms, in place.
    void apply(std::span<std::int16_t> block);

private:
    void follow(float levelDbfs);
    [[nodiscard]] float wantedDb(float levelDbfs) const;

    float m_backgroundDbfs = -40;
    float m_gainDb = 0;
};

} // namespace viz
