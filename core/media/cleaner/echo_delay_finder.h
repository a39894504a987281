#pragma once

#include "core/base/media_time.h"
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
    /// Where the echo begins, to a few ms. nullopt until it was clearly heard; then the last that was.
    [[nodiscard]] std::optional<Samples> delay() const { return m_delay; }

private:
    static constexpr std::size_t kDecimation = 12;
    static constexpr std::size_t kBlock = SpeechCleaner::kBlock.count() / kDecimation;
    static constexpr std::size_t kFftLength = 4096; ///< 1.024 s of what was played
    static constexpr std::size_t kRecorded = 2048;  ///< the newest half of it, where its echo is looked for
    static constexpr int kBlocksBetween = 25;

    void note(std::vector<float>& history, std::span<const std::int16_t> block);
    [[nodiscard]] bool hasSound() const;
    void look();
    void addSpectra();
    void estimateResponse();
    void findOnset();

    Fft m_fft{kFftLength};
    std::vector<float> m_played;
    std::vector<float> m_recorded;
    std::vector<std::complex<float>> m_work;
    std::vector<std::complex<float>> m_cross; ///< recorded by played, averaged over the last looks
    std::vector<float> m_power;               ///< of played, the same
    int m_blocks = 0;
    std::optional<Samples> m_candidate;
    std::optional<Samples> m_delay;
};

} // namespace viz
