#pragma once

#include <span>

namespace viz {

/// Keeps sound below full scale without a sound of its own: turns loud passages down, and bends what is left over
/// softly, so that nothing is ever cut off flat. Sound below kCeiling passes as it is.
///
/// It has the block before it is played, so it sees the peak in it ahead and needs no delay. Playback thread.
class Limiter {
public:
    /// -1.4 dBFS; full scale 1.
    static constexpr float kCeiling = 0.85F;

    /// In place. `block`: 10 ms; shorter ones are recovered from faster.
    void apply(std::span<float> block);

private:
    void turnDown(std::span<float> block, float gain);
    void recover(std::span<float> block, float gain);

    float m_gain = 1.0F;
};

} // namespace viz
