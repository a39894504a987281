#include "core/media/output/voice_output.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace viz {
namespace {

struct VoiceOutputTest : testing::Test {
    /// A block of a tone, at its place in the tone.
    std::vector<std::int16_t> play(double amplitude) {
        std::vector<float> voice;
        for (int i = 0; i < 480; ++i, ++m_at)
            voice.push_back(static_cast<float>(amplitude * std::sin(2 * M_PI * 300 * m_at / 48000)));
        decoded = voice;
        std::vector<std::int16_t> out(480);
        output.play(voice, out);
        return out;
    }
    std::vector<std::int16_t> play(double amplitude, int blocks) {
        std::vector<std::int16_t> sound;
        for (int i = 0; i < blocks; ++i) {
            const auto out = play(amplitude);
            sound.insert(sound.end(), out.begin(), out.end());
        }
        return sound;
    }

    VoiceOutput output;
    std::vector<float> decoded;

private:
    int m_at = 0;
};

int peak(std::span<const std::int16_t> sound) {
    int highest = 0;
    for (const std::int16_t sample : sound)
        highest = std::max(highest, std::abs(int{sample}));
    return highest;
}

int largestStep(std::span<const std::int16_t> sound) {
    int largest = 0;
    for (std::size_t i = 1; i < sound.size(); ++i)
        largest = std::max(largest, std::abs(sound[i] - sound[i - 1]));
    return largest;
}

SoundSettings volume(int percent) {
    SoundSettings sound = untouchedSound();
    sound.peerVolumePercent = percent;
    return sound;
}

TEST_F(VoiceOutputTest, PlaysWhatWasDecodedUntilItIsToldOtherwise) {
    for (int i = 0; i < 300; ++i) {
        const auto out = play(0.02);
        for (std::size_t j = 0; j < out.size(); ++j)
            ASSERT_EQ(out[j], std::lround(decoded[j] * 32767.0F));
    }
}

TEST_F(VoiceOutputTest, TheVolumeIsThatOfThePerson) {
    struct Row {
        int percent;
        int peak;
    };
    for (const Row& row : {Row{0, 0}, Row{50, 4915}, Row{100, 9830}, Row{200, 19660}, Row{5000, 19660}, Row{-3, 0}}) {
        output.configure(volume(row.percent));
        (void)play(0.3);
        EXPECT_NEAR(peak(play(0.3, 3)), row.peak, 2) << row.percent;
    }
}

TEST_F(VoiceOutputTest, ItIsSetBeforeTheFirstSampleAndFadesAfterwards) {
    output.configure(volume(0));
    EXPECT_EQ(peak(play(0.3)), 0);
    output.configure(volume(200));
    EXPECT_LE(largestStep(play(0.3, 20)), 19660 * 0.04 + 50) << "a tone of 300 Hz rises by 4 % from sample to sample";
}

TEST_F(VoiceOutputTest, DeafenedIsSilenceWithoutAClick) {
    (void)play(0.3, 10);
    output.setDeafened(true);
    EXPECT_LE(largestStep(play(0.3)), 9830 * 0.04 + 50);
    EXPECT_EQ(peak(play(0.3, 150)), 0);
    EXPECT_LT(output.levelDbfs(), -60);
    EXPECT_EQ(output.peakDbfs(), LevelMeter::kSilenceDbfs);
    output.setDeafened(false);
    EXPECT_LE(largestStep(play(0.3)), 9830 * 0.04 + 50);
    EXPECT_NEAR(peak(play(0.3)), 9830, 2);
}

TEST_F(VoiceOutputTest, WhoeverDeafensThemselvesBeforeTheCallHearsNothingOfIt) {
    output.setDeafened(true);
    EXPECT_EQ(peak(play(0.9, 10)), 0);
}

TEST_F(VoiceOutputTest, TwiceTheVolumeOfALoudVoiceIsNotCut) {
    output.configure(volume(200));
    const auto sound = play(0.9, 100);
    int flat = 0;
    for (std::size_t i = 4801; i < sound.size(); ++i)
        flat += sound[i] == sound[i - 1] && std::abs(int{sound[i]}) > 32000;
    EXPECT_EQ(flat, 0);
    EXPECT_LE(peak(sound), 32767);
    EXPECT_NEAR(output.peakDbfs(), -1.4, 0.2);
    EXPECT_NEAR(output.levelDbfs(), -4.4, 0.3);
}

TEST_F(VoiceOutputTest, LevelsOnlyWhenItIsTo) {
    const auto speak = [this] { // 5 s, a syllable of 160 ms in every 250
        for (int i = 0; i < 500; ++i)
            (void)play(i % 25 < 16 ? 0.02 : 0.0005);
        return peak(play(0.02));
    };
    SoundSettings sound;
    output.configure(sound);
    const int levelled = speak();
    EXPECT_GT(levelled, 1500) << "+8 dB and more";
    sound.levelPeer = false;
    output.configure(sound);
    EXPECT_NEAR(speak(), 655, 2);
}

} // namespace
} // namespace viz
