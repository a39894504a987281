#pragma once

#include "core/media/cleaner/automatic_gain.h"
#include "core/media/cleaner/linear_echo.h"
#include "core/media/cleaner/noise_reducer.h"
#include "core/media/cleaner/sound_activity.h"
#include "core/media/cleaner/speech_cleaner.h"

#include <array>
#include <cstdint>
#include <span>

namespace viz {

/// libspeexdsp alone, for systems without libwebrtc-audio-processing: less of the echo goes, most of all with a
/// loudspeaker that distorts.
class SpeexCleaner : public SpeechCleaner {
public:
    SpeexCleaner();

    void configure(const Settings& settings) override;
    void takePlayed(std::span<const std::int16_t> block) override;
    void setHearsLoudspeaker(bool hears) override { m_hearsLoudspeaker = hears; }
    void clean(std::span<std::int16_t> block, Samples echoDelay) override;
    [[nodiscard]] bool hasVoice() const override { return m_activity.isActive(); }
    [[nodiscard]] Samples delay() const override { return NoiseReducer::kDelay; }

private:
    [[nodiscard]] bool mayLearn() const;

    LinearEcho m_echo;
    NoiseReducer m_noise{{.alone = -40, .withVoice = -15}};
    AutomaticGain m_gain;
    SoundActivity m_loudspeaker;
    SoundActivity m_activity;
    std::array<std::int16_t, kBlock.count()> m_played{};
    Settings m_settings;
    bool m_hearsLoudspeaker = false;
};

} // namespace viz
