#pragma once

#include "core/media/cleaner/sound_activity.h"
#include "core/media/cleaner/speech_cleaner.h"

namespace viz {

/// Leaves everything as it is, for sound that comes from a file and for builds without any library.
class NullCleaner : public SpeechCleaner {
public:
    void configure(const Settings& settings) override;
    void takePlayed(std::span<const std::int16_t> block) override;
    void setHearsLoudspeaker(bool hears) override;
    void clean(std::span<std::int16_t> block, Samples echoDelay) override;
    [[nodiscard]] bool hasVoice() const override { return m_activity.isActive(); }
    [[nodiscard]] Samples delay() const override { return Samples::zero(); }

private:
    SoundActivity m_activity;
};

} // namespace viz
