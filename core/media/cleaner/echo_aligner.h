#pragma once

#include "core/media/cleaner/delay_line.h"
#include "core/media/cleaner/echo_delay_finder.h"
#include "core/media/cleaner/speech_cleaner.h"

#include <array>
#include <cstdint>
#include <span>

namespace viz {

/// Holds what was played back until shortly before its echo comes in. The filters of echo cancellers are no longer than
/// 130 to 250 ms; so all of that is left for the room, whatever the devices' delay. Send thread.
class EchoAligner {
public:
    /// So much earlier than its echo the played sound is handed out, if the echo is not faster than that.
    static constexpr Samples kLead{65 * kSampleRate / 1000};
    /// An echo canceller has to learn again after every change, so smaller ones are left to it.
    static constexpr Samples kTolerance{20 * kSampleRate / 1000};

    EchoAligner() = default;

    /// What the devices say; counts until the sound itself has told.
    void setExpectedDelay(Samples delay);
    /// The same 10 ms of both; valid until the next call.
    [[nodiscard]] std::span<const std::int16_t> align(std::span<const std::int16_t> played,
                                                      std::span<const std::int16_t> recorded);
    /// From what is handed out to its echo, as far as is known.
    [[nodiscard]] Samples lead() const { return m_echoDelay - m_held; }
    /// From what is played to its echo, as far as is known.
    [[nodiscard]] Samples echoDelay() const { return m_echoDelay; }
    /// Whether there is an echo at all, as far as is known.
    [[nodiscard]] bool isEchoPresent() const { return m_finder.isEchoPresent(); }
    /// Another microphone or loudspeaker.
    void restart() { m_finder.restart(); }

private:
    void assume(Samples echoDelay);

    EchoDelayFinder m_finder;
    DelayLine m_line{EchoDelayFinder::kLongest};
    std::array<std::int16_t, SpeechCleaner::kBlock.count()> m_block{};
    Samples m_echoDelay = kLead;
    Samples m_held{};
};

} // namespace viz
