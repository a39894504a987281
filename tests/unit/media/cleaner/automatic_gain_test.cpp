#include "core/media/cleaner/automatic_gain.h"
#include "tests/perf/cleaner_trials.h"
#include "tests/sim/speech_signal.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace viz::test {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kBlock = SpeechCleaner::kBlock.count();

Pcm applied(AutomaticGain& gain, Pcm sound, bool mayLearn = true) {
    for (std::size_t at = 0; at + kBlock <= sound.size(); at += kBlock)
        gain.apply(std::span(sound).subspan(at, kBlock), mayLearn);
    return sound;
}

int peakOf(const Pcm& sound) {
    const auto [low, high] = std::ranges::minmax(sound);
    return std::max(-low, +high);
}

Pcm noiseAt(double dbfs) {
    Pcm noise = whiteNoise(48000 * 3);
    const double factor = std::pow(10.0, (dbfs - levelDbfs(noise)) / 20);
    for (std::int16_t& sample : noise)
        sample = static_cast<std::int16_t>(std::lround(factor * sample));
    return noise;
}

TEST(AutomaticGain, BringsEveryVoiceToOneLevelWithin3Seconds) {
    for (const double spokenDbfs : {-45.0, -40.0, -33.0, -26.0, -19.0, -12.0, -6.0}) {
        AutomaticGain gain;
        const Pcm heard = applied(gain, atSpeechLevel(speechSignal(8s, 3), spokenDbfs));
        EXPECT_NEAR(speechLevelDbfs(from(heard, 3s)), AutomaticGain::kTargetDbfs, 2) << spokenDbfs;
    }
}

TEST(AutomaticGain, NeverClips) {
    for (const double spokenDbfs : {-40.0, -12.0, -6.0}) {
        AutomaticGain gain;
        const Pcm heard = applied(gain, atSpeechLevel(speechSignal(8s, 4), spokenDbfs));
        EXPECT_LT(peakOf(heard), 32767) << spokenDbfs;
    }
}

TEST(AutomaticGain, SurvivesAShoutAfterAWhisper) {
    AutomaticGain gain;
    (void)applied(gain, atSpeechLevel(speechSignal(5s, 3), -42));
    const Pcm shout = applied(gain, atSpeechLevel(speechSignal(4s, 4), -9));
    EXPECT_LT(peakOf(shout), 32767);
    EXPECT_NEAR(speechLevelDbfs(from(shout, 2s)), AutomaticGain::kTargetDbfs, 4);
}

TEST(AutomaticGain, HoldsStillInPauses) {
    AutomaticGain gain;
    (void)applied(gain, atSpeechLevel(speechSignal(5s, 3), -35));
    const float before = gain.gainDb();
    (void)applied(gain, noiseAt(-62));
    EXPECT_NEAR(gain.gainDb(), before, 0.5);
}

TEST(AutomaticGain, HoldsStillWhileItMayNotLearn) {
    AutomaticGain gain;
    (void)applied(gain, atSpeechLevel(speechSignal(5s, 3), -30));
    const float before = gain.gainDb();
    (void)applied(gain, atSpeechLevel(speechSignal(5s, 4), -50), false);
    EXPECT_EQ(gain.gainDb(), before);
}

TEST(AutomaticGain, LeavesSteadyNoiseAndSilenceAsTheyAre) {
    AutomaticGain gain;
    (void)applied(gain, noiseAt(-50));
    EXPECT_NEAR(gain.gainDb(), 0, 3) << "before it knows the noise, it may take it for a voice for a moment";
    AutomaticGain other;
    EXPECT_EQ(applied(other, Pcm(48000)), Pcm(48000));
    EXPECT_EQ(other.gainDb(), 0);
}

TEST(AutomaticGain, DoesNotTurnUpALoudBackground) {
    AutomaticGain gain;
    const Pcm voice = atSpeechLevel(speechSignal(9s, 3), -38);
    Pcm noise = noiseAt(-56);
    noise.insert(noise.end(), noise.begin(), noise.end());
    noise.resize(voice.size(), 0);
    std::copy_n(noise.begin(), 48000 * 3, noise.end() - 48000 * 3);
    (void)applied(gain, mixed(voice, noise));
    EXPECT_LT(gain.gainDb(), -50 + 56 + 3);
}

TEST(AutomaticGain, ForgetsWhenReset) {
    AutomaticGain gain;
    (void)applied(gain, atSpeechLevel(speechSignal(5s, 3), -40));
    EXPECT_GT(gain.gainDb(), 10);
    gain.reset();
    EXPECT_EQ(gain.gainDb(), 0);
}

} // namespace
} // namespace viz::test
