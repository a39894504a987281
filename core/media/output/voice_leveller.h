#pragma once

#include "core/base/media_time.h"

#include <array>
#include <span>

namespace viz {

/// By how much to turn up a voice that is quiet. Goes only by sound that is clearly somebody speaking, so pauses change
/// nothing and their noise is not pumped up; never turns a voice down. Playback thread.
class VoiceLeveller {
public:
    /// Where a quiet voice is brought to: what a microphone with automatic gain sends anyway, and less.
    static constexpr float kTargetDbfs = -23;
    static constexpr float kMaxGainDb = 18;
    /// Turning up the voice must not make the room behind it louder than this.
    static constexpr float kLoudestBackgroundDbfs = -50;
    /// So much louder than the background is speech.
    static constexpr float kSpeechAboveBackgroundDb = 9;
    /// Quieter is what muted people and concealment send; it tells nothing about the room.
    static constexpr float kNothingDbfs = -75;

    /// 10 ms as they were decoded.
    void push(std::span<const float> block);
    /// Amplitude factor, 1 and more.
    [[nodiscard]] float gain() const;

private:
    void noteBackground(float blockDbfs);
    [[nodiscard]] bool isSpeech(float blockDbfs) const;
    void noteSpeech(float power);
    [[nodiscard]] float wantedGainDb() const;

    // The quietest 10 ms of the last 2 s: nobody speaks that long without a gap between two sounds.
    static constexpr std::size_t kWindows = 8;
    static constexpr int kWindowBlocks = 25;
    static constexpr int kLearningBlocks = 100;

    std::array<float, kWindows> m_minima{};
    std::size_t m_window = 0;
    int m_blocks = 0; ///< that said something about the room; stops counting at kLearningBlocks
    int m_inWindow = 0;
    float m_backgroundDbfs = 0;

    float m_speechPower = 0;
    int m_speechBlocks = 0;
    float m_gainDb = 0;
};

} // namespace viz
