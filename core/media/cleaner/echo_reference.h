#pragma once

#include "core/base/spsc_ring.h"
#include "core/media/cleaner/speech_cleaner.h"

#include <array>
#include <cstdint>
#include <span>

namespace viz {

/// Pairs every block of the microphone with one block of what the loudspeaker plays. An echo canceller learns how far
/// the one is behind the other and can follow only slowly, so what waits here is left alone as long as possible: it is
/// cut only when all of it has waited for a whole watch. What comes too late for its block is dropped at once, so that
/// what follows meets its own echo as before. Send thread.
class EchoReference {
public:
    using Block = std::array<std::int16_t, SpeechCleaner::kBlock.count()>;

    /// What is left waiting after a cut: playback and microphone come in bursts of up to this length. Not more: sound
    /// that waits for longer than its echo takes cannot be used.
    static constexpr Samples kCushion{20 * kSampleRate / 1000};
    /// What the loudspeaker's device has in store: a playback thread that is late by less makes no gap in what is
    /// heard.
    static constexpr Samples kDeviceStore{40 * kSampleRate / 1000};
    /// Running dry again so soon after a drop means that the device did have a gap; then nothing is dropped again.
    static constexpr Samples kRelapse{200 * kSampleRate / 1000};
    /// Waiting sound is cut when it was kCushion and this much more for one kWatch.
    static constexpr Samples kTolerance{20 * kSampleRate / 1000};
    static constexpr Samples kWatch{kSampleRate};

    /// `played` outlives this object.
    explicit EchoReference(SpscRing<std::int16_t>& played) : m_played(played) {}

    /// For the microphone's next block: the next one of the played sound; with silence at its end if too little has
    /// been played. Valid until the next call.
    [[nodiscard]] std::span<const std::int16_t> next();
    /// The microphone lost sound: what was played meanwhile is of no use, as at the beginning.
    void restart();
    /// How much played sound waits here: what is handed out next went to the loudspeaker's device so much earlier.
    [[nodiscard]] Samples waiting() const;

private:
    void discard(std::size_t samples);
    void cutToCushion();
    void dropLate();
    void noteHole(Samples missing);
    void watch();

    SpscRing<std::int16_t>::Consumer m_played;
    Block m_block{};
    Samples m_leastWaiting = Samples::max();
    Samples m_watched{};
    Samples m_hole{};      ///< silence was handed out in the place of so much that may still come
    Samples m_sinceHole{}; ///< its end
    Samples m_sinceDrop = kRelapse;
    bool m_isFresh = true; ///< what was played before the microphone came is of no use
};

} // namespace viz
