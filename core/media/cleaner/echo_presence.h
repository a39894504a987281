#pragma once

#include <cstdint>

namespace viz {

/// Whether the microphone hears the loudspeaker at all. With headphones it does not, and a canceller that takes the
/// person for an echo only harms: measured with both speaking and no echo, STOI 0.90 with it and 0.998 without. A
/// decision only; until it is known there is an echo.
class EchoPresence {
public:
    /// What one of EchoDelayFinder's looks saw; four a second while the loudspeaker has sound.
    enum class Look : std::uint8_t {
        Nothing,
        Likely,    ///< an echo at the same place as in the look before; now and then two voices look like that
        Undoubted, ///< and much of what the microphone hears is the loudspeaker
    };

    void push(Look look);
    [[nodiscard]] bool isPresent() const { return m_isPresent; }

private:
    /// Two voices at once looked like an echo five times in a row at the most, in two minutes without a pause.
    static constexpr int kProof = 8;
    /// What never was proven and is not seen for 3 s of the loudspeaker's sound is not there.
    static constexpr int kPatience = 12;
    /// What was proven may hide behind the person's own voice: 30 s.
    static constexpr int kPatienceAfterProof = 120;

    int m_seen = 0;   ///< in a row
    int m_missed = 0; ///< in a row
    bool m_isProven = false;
    bool m_isPresent = true;
};

} // namespace viz
