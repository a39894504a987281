#pragma once

#include <cstdint>
#include <span>

namespace viz {

/// Decides whether the microphone's sound leaves this machine. A closed gate sends silence of the same length, so that
/// nobody can see from the traffic that somebody has muted; opening and closing fade over one frame, so nothing clicks.
/// A gate that is closed before its first frame lets nothing of it through.
class TransmitGate {
public:
    void setMuted(bool muted) { m_muted = muted; }
    [[nodiscard]] bool isMuted() const { return m_muted; }

    /// Silences or fades `frame` in place.
    void apply(std::span<std::int16_t> frame);

private:
    bool m_muted = false;
    bool m_started = false;
    float m_gain = 1.0F;
};

} // namespace viz
