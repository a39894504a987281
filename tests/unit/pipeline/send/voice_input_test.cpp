#include "core/pipeline/send/voice_input.h"
#include "tests/support/fake_cleaner.h"
#include "tests/support/voice_link.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

using test::FakeCleaner;

std::vector<std::int16_t> constant(std::int16_t value) { return std::vector<std::int16_t>(480, value); }

struct VoiceInputTest : testing::Test {
    VoiceInputTest() {
        auto cleaner = std::make_unique<FakeCleaner>();
        fake = cleaner.get();
        input.emplace(std::make_unique<MicrophoneCleaner>(played, std::move(cleaner)));
    }

    /// What comes out of `sound`.
    std::vector<std::int16_t> push(std::span<const std::int16_t> sound) {
        std::vector<std::int16_t> out;
        input->push(sound, [&](std::span<const std::int16_t> block) {
            EXPECT_EQ(block.size(), 480U);
            out.insert(out.end(), block.begin(), block.end());
        });
        return out;
    }
    std::vector<std::int16_t> push(std::int16_t value) { return push(constant(value)); }

    PlayedSound played{48000};
    FakeCleaner* fake = nullptr;
    std::optional<VoiceInput> input;
};

TEST_F(VoiceInputTest, WhatGoesOutIsWhatTheCleanerMadeOfIt) {
    EXPECT_EQ(push(1000), constant(500));
    EXPECT_EQ(fake->settings, SpeechCleaner::Settings{});
}

TEST_F(VoiceInputTest, UntouchedSoundIsListenedToAndNotTouched) {
    input->setSound(untouchedSound());
    EXPECT_EQ(push(1000), constant(1000));
    EXPECT_EQ(fake->cleaned, 1) << "for whether there is voice in it";
    EXPECT_EQ(input->delay(), Samples{});
    SoundSettings onlyNoise = untouchedSound();
    onlyNoise.suppressNoise = true;
    input->setSound(onlyNoise);
    EXPECT_EQ(push(1000), constant(500)) << "from the next 10 ms on";
    EXPECT_EQ(input->delay(), FakeCleaner::kDelay);
}

TEST_F(VoiceInputTest, NothingIsLostWhateverTheDeviceDelivers) {
    input->setSound(untouchedSound());
    const auto sound = test::tone(48000);
    std::vector<std::int16_t> out;
    for (std::size_t from = 0, size = 1; from < sound.size(); from += size, size = size % 977 + 13) {
        const auto more = push(std::span(sound).subspan(from, std::min(size, sound.size() - from)));
        out.insert(out.end(), more.begin(), more.end());
    }
    EXPECT_EQ(out, sound);
}

TEST_F(VoiceInputTest, VoiceActivityOpensTheGateInTheSameBlock) {
    SoundSettings sound;
    sound.talkMode = TalkMode::VoiceActivity;
    input->setSound(sound);
    EXPECT_EQ(push(1000), constant(0));
    EXPECT_FALSE(input->isTransmitting());
    fake->voice = true;
    EXPECT_EQ(push(1000).back(), 500);
    EXPECT_TRUE(input->isTransmitting());
    fake->voice = false;
    for (int i = 0; i < 31; ++i)
        (void)push(1000);
    EXPECT_EQ(push(1000), constant(0));
}

TEST_F(VoiceInputTest, MutedPeopleWhoSpeakCanBeTold) {
    input->setMuted(true);
    (void)push(1000);
    EXPECT_FALSE(input->holdsVoiceBack());
    fake->voice = true;
    EXPECT_EQ(push(1000), constant(0));
    EXPECT_TRUE(input->holdsVoiceBack());
    EXPECT_GT(input->levelDbfs(), -50) << "their own meter still moves";
}

TEST_F(VoiceInputTest, TellsVoiceFromNoise) {
    EXPECT_FALSE(input->hasVoice());
    for (const bool voice : {false, true, false}) {
        fake->voice = voice;
        (void)push(1000);
        EXPECT_EQ(input->hasVoice(), voice);
    }
}

TEST_F(VoiceInputTest, ThePushedKeyTalks) {
    SoundSettings sound;
    sound.talkMode = TalkMode::PushToTalk;
    input->setSound(sound);
    fake->voice = true;
    EXPECT_EQ(push(1000), constant(0));
    EXPECT_TRUE(input->holdsVoiceBack());
    input->setTalking(true);
    EXPECT_EQ(push(1000).back(), 500);
    EXPECT_FALSE(input->holdsVoiceBack());
}

TEST_F(VoiceInputTest, TheCleanerHearsWhatIsPlayed) {
    (void)SpscRing<std::int16_t>::Producer(played).push(std::span<const std::int16_t>(constant(77)));
    (void)push(1000);
    EXPECT_EQ(fake->played, constant(77));
}

TEST_F(VoiceInputTest, MeasuresTheMicrophoneAsItIs) {
    (void)push(16384);
    EXPECT_NEAR(input->peakDbfs(), -6.02, 0.01);
    EXPECT_EQ(input->silence(), Samples{});
    auto ending = constant(0);
    ending[100] = 5;
    (void)push(ending);
    EXPECT_EQ(input->silence(), Samples{379});
    for (int i = 0; i < 100; ++i)
        (void)push(0);
    EXPECT_EQ(input->silence(), Samples{379 + 48000});
    (void)push(-1);
    EXPECT_EQ(input->silence(), Samples{});
}

TEST_F(VoiceInputTest, AHowlIsNoticedWhateverIsDoneAboutTheEchoButNotOfAFile) {
    const auto pushFullScale = [this] {
        for (int i = 0; i < 100; ++i)
            (void)push(i % 2 ? 32767 : -32768);
    };
    input->setMayHowl(false);
    pushFullScale();
    EXPECT_FALSE(input->isHowling());
    input->setMayHowl(true);
    SoundSettings headphones;
    headphones.echo = EchoHandling::Off;
    input->setSound(headphones);
    EXPECT_FALSE(input->isHowling()) << "that was the file";
    pushFullScale();
    EXPECT_TRUE(input->isHowling());
}

TEST(VoiceInput, WithoutACleanerTheSoundGoesAsItIs) {
    VoiceInput input(nullptr);
    SoundSettings sound;
    sound.talkMode = TalkMode::VoiceActivity;
    input.setSound(sound);
    input.setEchoDelay(Samples{480});
    std::vector<std::int16_t> out;
    input.push(constant(1234), [&](std::span<const std::int16_t> block) { out.assign(block.begin(), block.end()); });
    EXPECT_EQ(out, constant(1234)) << "all of it counts as voice";
    EXPECT_EQ(input.delay(), Samples{});
    EXPECT_FALSE(input.isHowling());
}

} // namespace
} // namespace viz
