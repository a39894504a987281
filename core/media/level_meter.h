#pragma once

#include <cstdint>
#include <span>

namespace viz {

/// The level of the recent sound, averaged with a time constant of 100 ms, in dBFS: 0 is a full-scale square wave, -3 a
/// full-scale sine, kSilenceDbfs the floor.
class LevelMeter {
public:
    static constexpr float kSilenceDbfs = -96.0F;

    void push(std::span<const std::int16_t> block);
    /// Root mean square.
    [[nodiscard]] float levelDbfs() const;

private:
    double m_meanSquare = 0;
};

} // namespace viz
