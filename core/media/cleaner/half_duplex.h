#pragma once

#include "core/media/cleaner/sound_activity.h"
#include "core/media/cleaner/speech_cleaner.h"

#include <cstdint>
#include <span>

namespace viz {

/// Turns the microphone down while the loudspeaker can be heard in it: from the moment on that sound goes to the
/// loudspeaker until the room has swallowed it. For where an echo canceller does not do. Send thread.
class HalfDuplex {
public:
    /// -40 dB: a whisper of what is said meanwhile still comes through, an echo at -9 dB does not.
    static constexpr float kDucked = 0.01F;
    /// What a living room takes to be silent, added to the devices' delay.
    static constexpr Samples kRoom{200 * kSampleRate / 1000};

    /// `played`, SpeechCleaner::kBlock, goes to the loudspeaker now and can be heard until `echoDelay` + kRoom later.
    void takePlayed(std::span<const std::int16_t> played, Samples echoDelay);
    /// Turns the block of the microphone that belongs to it down, in place, if the loudspeaker can be heard.
    void apply(std::span<std::int16_t> recorded);
    [[nodiscard]] bool isDucking() const { return m_left > Samples::zero(); }

private:
    SoundActivity m_loudspeaker;
    Samples m_left{};
    float m_gain = 1;
};

} // namespace viz
