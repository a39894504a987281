#pragma once

#include "core/media/cleaner/sound_activity.h"
#include "core/media/cleaner/speech_cleaner.h"
#include "core/media/output/limiter.h"

#include <array>
#include <cstdint>
#include <span>

namespace viz {

/// Brings a voice to one level, from -45 to -5 dBFS within its first 2 s. Learns from speech alone and moves only while
/// somebody speaks, so it neither pumps in pauses nor turns up what an echo canceller has left.
///
/// Written by us, because the adaptive digital gain of libwebrtc-audio-processing 0.3 takes 8 s for a voice at -40
/// dBFS.
class AutomaticGain {
public:
    /// Of what is louder than the pauses. Leaves a crest of 20 dB, the most that speech has.
    static constexpr float kTargetDbfs = -21;
    static constexpr float kMaxGainDb = 26;
    static constexpr float kMinGainDb = -15;
    /// The background is not turned up beyond this.
    static constexpr float kLoudestBackgroundDbfs = -50;

    /// SpeechCleaner::kBlock of clean sound, in place. `mayLearn`: it is the near voice, if any.
    void apply(std::span<std::int16_t> block, bool mayLearn);
    /// Back to as it came; what was learned is forgotten.
    void reset() { *this = {}; }
    [[nodiscard]] float gainDb() const { return m_gainDb; }

private:
    void learn(float levelDbfs);
    [[nodiscard]] bool isSpeech(float levelDbfs) const;
    [[nodiscard]] float wantedDb() const;
    void move();

    float m_backgroundDbfs = -60;
    float m_speechPower = 0;
    float m_loudestDbfs = -96;
    int m_speechBlocks = 0; ///< stops counting when the average is as long as it gets
    float m_gainDb = 0;
    Limiter m_limiter;
    std::array<float, SpeechCleaner::kBlock.count()> m_sound{};
};

} // namespace viz
