#pragma once

#include "core/media/cleaner/speech_cleaner.h"

#include <vector>

namespace viz::test {

/// Halves what it cleans, so that its work can be seen; finds voice when it is told to.
class FakeCleaner final : public SpeechCleaner {
public:
    static constexpr Samples kDelay{96};

    void configure(const Settings& wanted) override { settings = wanted; }
    void takePlayed(std::span<const std::int16_t> block) override { played.assign(block.begin(), block.end()); }
    void setHearsLoudspeaker(bool hears) override { hearsLoudspeaker = hears; }
    void clean(std::span<std::int16_t> block, Samples /*echoDelay*/) override {
        ++cleaned;
        for (std::int16_t& sample : block)
            sample = static_cast<std::int16_t>(sample / 2);
    }
    [[nodiscard]] bool hasVoice() const override { return voice; }
    [[nodiscard]] Samples delay() const override { return kDelay; }

    Settings settings{.cancelEcho = false, .suppressNoise = false, .automaticGain = false};
    bool voice = false;
    bool hearsLoudspeaker = false;
    int cleaned = 0;
    std::vector<std::int16_t> played;
};

} // namespace viz::test
