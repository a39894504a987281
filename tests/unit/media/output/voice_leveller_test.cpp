#include "core/media/output/voice_leveller.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace viz {
namespace {

/// A person in a room: syllables, four a second, sentences of 2 s and pauses of 1 s, and the room's noise behind.
class Talker {
public:
    Talker(double voiceDbfs, double noiseDbfs) : m_voice(amplitude(voiceDbfs)), m_noise(amplitude(noiseDbfs)) {}

    std::vector<float> next() {
        std::vector<float> block;
        for (int i = 0; i < 480; ++i, ++m_at) {
            const double t = m_at / 48000.0;
            const bool speaks = std::fmod(t, 3) < 2;
            const double envelope = speaks ? 0.5 - 0.5 * std::cos(2 * M_PI * 4 * t) : 0;
            // RMS of sin is 0.71, of the envelope 0.61.
            block.push_back(static_cast<float>(m_voice / 0.43 * envelope * std::sin(2 * M_PI * 200 * t) +
                                               m_noise * m_random(m_engine)));
        }
        return block;
    }

private:
    static double amplitude(double dbfs) { return std::pow(10, dbfs / 20); }

    double m_voice;
    double m_noise;
    int m_at = 0;
    std::mt19937 m_engine{1};
    std::normal_distribution<double> m_random{0, 1};
};

double toDb(double factor) { return 20 * std::log10(factor); }

double gainAfter(VoiceLeveller& leveller, Talker talker, int seconds) {
    for (int i = 0; i < 100 * seconds; ++i)
        leveller.push(talker.next());
    return toDb(leveller.gain());
}

TEST(VoiceLeveller, BringsQuietVoicesToOneLevelAndLeavesLoudOnes) {
    struct Row {
        double voiceDbfs;
        double gainDb;
        double tolerance;
    };
    // What counts as speech are the louder parts of it, which lie a little above the mean; and of a very quiet voice
    // the quietest parts count as background.
    for (const Row& row : {Row{-40, 15, 2}, Row{-34, 10.5, 1}, Row{-28, 4.5, 1}, Row{-20, 0, 0.01}, Row{-6, 0, 0.01},
                           Row{-55, VoiceLeveller::kMaxGainDb, 0.01}}) {
        VoiceLeveller leveller;
        EXPECT_NEAR(gainAfter(leveller, Talker(row.voiceDbfs, -80), 12), row.gainDb, row.tolerance) << row.voiceDbfs;
    }
}

TEST(VoiceLeveller, MostOfItIsThereAfterThreeSecondsOfSpeech) {
    VoiceLeveller leveller;
    EXPECT_GT(gainAfter(leveller, Talker(-38, -80), 6), 10);
}

TEST(VoiceLeveller, NoiseAloneIsNeverTurnedUp) {
    for (const double noise : {-70.0, -60.0, -50.0, -40.0, -30.0}) {
        VoiceLeveller leveller;
        EXPECT_EQ(gainAfter(leveller, Talker(-200, noise), 20), 0) << noise;
    }
}

TEST(VoiceLeveller, PausesChangeNothing) {
    VoiceLeveller leveller;
    const double spoken = gainAfter(leveller, Talker(-38, -75), 12);
    ASSERT_GT(spoken, 10);
    EXPECT_NEAR(gainAfter(leveller, Talker(-200, -74), 30), spoken, 0.01) << "the room";
    EXPECT_NEAR(gainAfter(leveller, Talker(-200, -200), 30), spoken, 0.01) << "muted";
}

TEST(VoiceLeveller, TheRoomBehindAVoiceStaysQuiet) {
    for (const double noise : {-65.0, -60.0, -55.0, -50.0}) {
        VoiceLeveller leveller;
        EXPECT_LE(noise + gainAfter(leveller, Talker(-40, noise), 15), VoiceLeveller::kLoudestBackgroundDbfs + 1.5)
            << noise;
    }
}

TEST(VoiceLeveller, NoiseThatBeginsWithTheMicrophoneOpenedAgainIsNotTurnedUpForLong) {
    VoiceLeveller leveller;
    ASSERT_GT(gainAfter(leveller, Talker(-38, -70), 12), 10);
    EXPECT_LT(gainAfter(leveller, Talker(-200, -48), 4), 0.5);
}

TEST(VoiceLeveller, FollowsAVoiceThatBecomesLouder) {
    VoiceLeveller leveller;
    ASSERT_GT(gainAfter(leveller, Talker(-40, -80), 12), 12);
    EXPECT_LT(gainAfter(leveller, Talker(-18, -80), 3), 2);
}

TEST(VoiceLeveller, NeverChangesByMoreThanItSays) {
    VoiceLeveller leveller;
    Talker quiet(-40, -75);
    Talker loud(-10, -75);
    double before = 0;
    for (int i = 0; i < 3000; ++i) {
        leveller.push((i / 500 % 2 ? loud : quiet).next());
        const double now = toDb(leveller.gain());
        ASSERT_LE(std::abs(now - before), 0.201) << i;
        before = now;
    }
}

TEST(VoiceLeveller, AcceptsAnEmptyBlock) {
    VoiceLeveller leveller;
    leveller.push({});
    EXPECT_EQ(leveller.gain(), 1.0F);
}

} // namespace
} // namespace viz
