#include "core/media/cleaner/expander.h"
#include "tests/perf/cleaner_trials.h"
#include "tests/sim/speech_signal.h"

#include <gtest/gtest.h>

namespace viz::test {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kBlock = 480;

Pcm expanded(Pcm sound) {
    Expander expander;
    for (std::size_t at = 0; at + kBlock <= sound.size(); at += kBlock)
        expander.apply(std::span(sound).subspan(at, kBlock));
    return sound;
}

TEST(Expander, TurnsSteadyNoiseDown) {
    Pcm noise = whiteNoise(48000 * 6);
    for (std::int16_t& sample : noise)
        sample = static_cast<std::int16_t>(sample / 30); // -50 dBFS
    EXPECT_NEAR(levelDbfs(from(expanded(noise), 5s)), levelDbfs(noise) - Expander::kDepthDb, 0.5);
}

TEST(Expander, LeavesSpeechAlone) {
    const Pcm speech = speechSignal(6s, 1);
    EXPECT_NEAR(speechLevelDbfs(expanded(speech)), speechLevelDbfs(speech), 0.3);
}

TEST(Expander, LeavesSilenceSilent) { EXPECT_EQ(expanded(Pcm(48000)), Pcm(48000)); }

} // namespace
} // namespace viz::test
