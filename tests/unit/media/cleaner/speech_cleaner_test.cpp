// Quick versions of what tests/perf/cleaner_table measures: made-up voices, shorter, and gates with some room.

#include "core/media/cleaner/microphone_cleaner.h"
#include "core/media/cleaner/speech_cleaner.h"
#include "tests/perf/cleaner_trials.h"
#include "tests/sim/speech_signal.h"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>

namespace viz::test {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kBlock = SpeechCleaner::kBlock.count();

const Voices& voices() {
    static const Voices made = syntheticVoices(12s);
    return made;
}

TEST(CleanerKind, BestIsOneThatExists) {
    EXPECT_TRUE(isAvailable(CleanerKind::Best));
    EXPECT_TRUE(isAvailable(CleanerKind::SpeexDsp));
    EXPECT_TRUE(isAvailable(CleanerKind::None));
    EXPECT_NE(makeSpeechCleaner(), nullptr);
}

TEST(NullCleaner, ChangesNothing) {
    const auto cleaner = makeSpeechCleaner(CleanerKind::None);
    cleaner->configure({});
    const Pcm sound = speechSignal(1s, 1);
    Pcm block(sound.begin() + 4800, sound.begin() + 4800 + kBlock);
    const Pcm before = block;
    cleaner->takePlayed(block);
    cleaner->clean(block, Samples{0});
    EXPECT_EQ(block, before);
    EXPECT_EQ(cleaner->delay(), Samples{0});
}

class CleanerTest : public testing::TestWithParam<CleanerKind> {
protected:
    void SetUp() override {
        if (!isAvailable(GetParam()))
            GTEST_SKIP() << "not in this build";
    }
};

TEST_P(CleanerTest, TellsItsDelay) {
    const Pcm& spoken = voices().near;
    for (const SoundSettings& settings : {SoundSettings{}, onlyEcho(), onlyNoise(), untouchedSound()}) {
        const Pcm heard = cleaned(GetParam(), settings, Pcm(spoken.size()), spoken); // moved by what it told
        const auto likeness = [&](int lag) {
            double sum = 0;
            for (std::size_t at = 48000; at < 48000 * 3; ++at)
                sum += static_cast<double>(spoken[at]) * heard[at + static_cast<std::size_t>(lag)];
            return sum;
        };
        const double here = likeness(0);
        for (const int lag : {-96, -48, -24, 24, 48, 96})
            EXPECT_GT(here, likeness(lag)) << lag;
    }
}

TEST_P(CleanerTest, HearsAVoiceAndAPause) {
    const auto cleaner = makeSpeechCleaner(GetParam());
    cleaner->configure({});
    int voiced = 0;
    Pcm sound = voices().near;
    for (std::size_t at = 0; at + kBlock <= sound.size(); at += kBlock) {
        cleaner->clean(std::span(sound).subspan(at, kBlock), Samples{0});
        voiced += cleaner->hasVoice() ? 1 : 0;
    }
    EXPECT_GT(voiced, 1200 / 3);
    EXPECT_LT(voiced, 1200 * 95 / 100);
    Pcm silence(48000);
    for (std::size_t at = 0; at + kBlock <= silence.size(); at += kBlock)
        cleaner->clean(std::span(silence).subspan(at, kBlock), Samples{0});
    EXPECT_FALSE(cleaner->hasVoice());
}

TEST_P(CleanerTest, TakesAnyChangeOfItsSettingsBetweenTwoBlocks) {
    const auto cleaner = makeSpeechCleaner(GetParam());
    Pcm sound = voices().near;
    for (std::size_t at = 0; at + kBlock <= sound.size(); at += kBlock) {
        const std::size_t bits = at / kBlock / 7;
        cleaner->configure(
            {.cancelEcho = (bits & 1) != 0, .suppressNoise = (bits & 2) != 0, .automaticGain = (bits & 4) != 0});
        cleaner->takePlayed(std::span(voices().far).subspan(at, kBlock));
        cleaner->clean(std::span(sound).subspan(at, kBlock), Samples{4800});
    }
    EXPECT_GT(speechLevelDbfs(sound), -40) << "the voice is still there";
}

TEST_P(CleanerTest, BringsEveryVoiceToOneLevelWithin3Seconds) {
    for (const double spokenDbfs : {-40.0, -26.0, -12.0}) {
        const GainFigures figures = automaticGain(GetParam(), voices().near, spokenDbfs);
        EXPECT_NEAR(figures.speechDbfs, -21, 2) << spokenDbfs;
        EXPECT_EQ(figures.clipped, 0) << spokenDbfs;
    }
}

TEST_P(CleanerTest, DoesNotTurnUpALoudspeakerThatItHears) {
    const auto cleaner = makeSpeechCleaner(GetParam());
    cleaner->configure({.cancelEcho = false, .suppressNoise = false, .automaticGain = true});
    for (const bool hears : {true, false}) {
        cleaner->setHearsLoudspeaker(hears);
        Pcm sound = atSpeechLevel(voices().near, -40);
        for (std::size_t at = 0; at + kBlock <= sound.size(); at += kBlock)
            cleaner->clean(std::span(sound).subspan(at, kBlock), Samples{0});
        EXPECT_NEAR(speechLevelDbfs(from(sound, 3s)), hears ? -40 : -21, 2);
    }
}

TEST_P(CleanerTest, TakesNoiseOutOfPausesAndLeavesSpeechAsClear) {
    const NoiseFigures figures = noiseReduction(GetParam(), voices().near, whiteNoise(voices().near.size()));
    EXPECT_GT(figures.pausesDb, 15);
    EXPECT_GT(figures.stoiAfter, figures.stoiBefore - 0.01);
}

TEST_P(CleanerTest, TakesEchoOutAtAnyDelay) {
    const double leastDb = GetParam() == CleanerKind::WebRtc ? 35 : 12;
    for (const int extraMs : {0, 250})
        EXPECT_GT(echoReductionDb(GetParam(), {}, voices().far, {.extraDelay = Samples{48 * extraMs}}), leastDb)
            << extraMs;
}

TEST_P(CleanerTest, TakesEchoOfADistortingLoudspeakerOut) {
    const double leastDb = GetParam() == CleanerKind::WebRtc ? 30 : 12;
    EXPECT_GT(echoReductionDb(GetParam(), {}, voices().far, {.extraDelay = Samples{48 * 70}, .isDistorting = true}),
              leastDb);
}

TEST_P(CleanerTest, LeavesTheNearVoiceWhileBothSpeak) {
    EXPECT_GT(doubleTalkStoi(GetParam(), {}, voices(), {.extraDelay = Samples{48 * 70}}), 0.92);
}

std::string nameOf(const testing::TestParamInfo<CleanerKind>& info) {
    return info.param == CleanerKind::WebRtc ? "WebRtc" : "SpeexDsp";
}

INSTANTIATE_TEST_SUITE_P(Libraries, CleanerTest, testing::Values(CleanerKind::WebRtc, CleanerKind::SpeexDsp), nameOf);

} // namespace
} // namespace viz::test
