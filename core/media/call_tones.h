#pragma once

#include <cstdint>
#include <vector>

namespace viz {

enum class CallTone : std::uint8_t {
    Ring,         ///< somebody calls; one period, to be repeated
    RingBack,     ///< the other side is asked; one period, to be repeated
    Connected,    ///< rises
    Ended,        ///< falls
    Muted,        ///< one short low note
    Unmuted,      ///< one short high note
    Reconnecting, ///< the same note twice
    Check,        ///< whether the right loudspeaker sounds: a slow chord, louder than what is heard during a call
};

/// No tone has a sample beyond this (-12 dBFS): none startles, none drives a loudspeaker into distortion.
inline constexpr std::int16_t kMaxTonePeak = 8231;
/// What may sound while the microphone of a call is open has no sample beyond this (-26 dBFS), and ends within
/// kMaxToneInCallMs: the echo canceller does not know it, so the other side may hear it, as quietly as it is here.
inline constexpr std::int16_t kMaxToneInCallPeak = 1642;
inline constexpr int kMaxToneInCallMs = 450;

/// 48 kHz mono. Begins and ends in silence; every note fades in and out. The same samples every time.
[[nodiscard]] std::vector<std::int16_t> makeCallTone(CallTone tone);
/// Whether the tone is meant to be played again and again, without a pause of the player's.
[[nodiscard]] constexpr bool isRepeated(CallTone tone) { return tone == CallTone::Ring || tone == CallTone::RingBack; }

} // namespace viz
