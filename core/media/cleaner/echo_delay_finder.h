#pragma once

#include "core/base/media_time.h"
#include "core/media/cleaner/echo_presence.h"
#include "core/media/cleaner/speech_cleaner.h"
#include "core/media/fft.h"

#include <array>
#include <complex>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace viz {

/// How much later the loudspeaker's sound comes back in the microphone's, from the two sounds alone: what devices say
/// of their delay is often wrong, and echo cancellers that look for it themselves take their time (libwebrtc 0.3 waits
/// 15 s before it believes itself). Looks at 4 kHz, four times a second. Send thread; allocates in its constructor
/// only.
class EchoDelayFinder {
public:
    /// Later echoes are not found.
    static constexpr Samples kLongest{500 * kSampleRate / 1000};

    EchoDelayFinder();

    /// The same 10 ms (SpeechCleaner::kBlock) of both, before anything was taken out of the microphone's.
    void push(std::span<const std::int16_t> played, std::span<const std::int16_t> recorded);
    /// Where the echo begins, to a few ms. nullopt until it was heard; then where it was last heard without doubt.
    [[nodiscard]] std::optional<Samples> delay() const { return m_delay; }
    /// Whether there is an echo at all, as far as is known.
    [[nodiscard]] bool isEchoPresent() const { return m_presence.isPresent(); }
    /// Another microphone or loudspeaker: what was known of the echo's presence is forgotten.
    void restart() { m_presence = {}; }

private:
    static constexpr std::size_t kDecimation = 12;
    static constexpr std::size_t kBlock = SpeechCleaner::kBlock.count() / kDecimation;
    static constexpr std::size_t kFftLength = 4096; ///< 1.024 s of what was played
    static constexpr std::size_t kRecorded = 2048;  ///< the newest half of it, where its echo is looked for
    static constexpr int kBlocksBetween = 25;

    /// Where the response has most energy in the length of a room's first reflections.
    struct Onset {
        std::size_t lag = 0; ///< at 4 kHz
        float energy = 0;
        float allEnergy = 0; ///< of the whole response
    };

    void note(std::vector<float>& history, std::span<const std::int16_t> block);
    [[nodiscard]] bool hasSound() const;
    void look();
    void addSpectra();
    void estimateResponse();
    void findOnset();
    [[nodiscard]] std::optional<Samples> clearOnset() const;
    [[nodiscard]] Onset strongestOnset() const;
    [[nodiscard]] EchoPresence::Look judge(const std::optional<Samples>& onset) const;
    [[nodiscard]] float coherence() const;

    Fft m_fft{kFftLength};
    std::vector<float> m_played;
    std::vector<float> m_recorded;
    std::vector<std::complex<float>> m_work;
    std::vector<std::complex<float>> m_cross; ///< recorded by played, averaged over the last looks
    std::vector<float> m_power;               ///< of played, the same
    std::vector<float> m_recordedPower;       ///< of recorded, the same
    int m_blocks = 0;
    EchoPresence m_presence;
    std::optional<Samples> m_candidate;
    std::optional<Samples> m_delay;
};

} // namespace viz
