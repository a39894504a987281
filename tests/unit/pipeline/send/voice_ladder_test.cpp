#include "core/pipeline/send/voice_ladder.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace viz {
namespace {

std::string text(const VoiceProfile& profile) {
    return std::to_string(lengthOf(profile.frame).count() / 48) + "x" + std::to_string(profile.framesPerMessage) + "@" +
           std::to_string(profile.bitrateBps / 1000);
}

std::vector<std::string> rungs(const VoiceProfile& profile) {
    const VoiceLadder ladder(profile);
    std::vector<std::string> texts;
    for (int i = 0; i < ladder.size(); ++i)
        texts.push_back(text(ladder.rung(i)));
    return texts;
}

using Rungs = std::vector<std::string>;

TEST(VoiceLadder, GoesFromTheProfileToLongerMessagesAndLowerRates) {
    using enum FrameDuration;
    EXPECT_EQ(rungs({.frame = Ms20}), (Rungs{"20x1@32", "20x3@20", "40x3@12", "40x3@6", "40x8@6"}));
    EXPECT_EQ(rungs({.frame = Ms60}), (Rungs{"60x1@32", "20x3@20", "40x3@12", "40x3@6", "40x8@6"}));
    EXPECT_EQ(rungs({.frame = Ms40, .framesPerMessage = 2}), (Rungs{"40x2@32", "40x3@12", "40x3@6", "40x8@6"}));
    EXPECT_EQ(rungs({.frame = Ms40, .framesPerMessage = 8}), (Rungs{"40x8@32", "40x8@12", "40x8@6"}));
    EXPECT_EQ(rungs({.frame = Ms40, .framesPerMessage = 16}), (Rungs{"40x16@32", "40x16@12", "40x16@6"}));
}

TEST(VoiceLadder, NeverRaisesTheBitRateAndHasNoStepThatSavesNothing) {
    EXPECT_EQ(rungs({.bitrateBps = 6000}), (Rungs{"20x1@6", "20x3@6", "40x3@6", "40x8@6"}));
    EXPECT_EQ(rungs({.frame = FrameDuration::Ms60, .bitrateBps = 12000}),
              (Rungs{"60x1@12", "40x3@12", "40x3@6", "40x8@6"}));
    EXPECT_EQ(rungs({.frame = FrameDuration::Ms40, .framesPerMessage = 8, .bitrateBps = 6000}), (Rungs{"40x8@6"}));
}

TEST(VoiceLadder, EveryRungIsALegalProfileWithTheSizesOfTheFirst) {
    for (const FrameDuration frame :
         {FrameDuration::Ms10, FrameDuration::Ms20, FrameDuration::Ms40, FrameDuration::Ms60})
        for (int frames = 1; frames <= kMaxFramesPerMessage; ++frames)
            for (const int bitrate : {6000, 9000, 32000, 128000})
                for (const SizePolicy sizes : {SizePolicy::Constant, SizePolicy::Smallest}) {
                    const VoiceProfile profile{frame, frames, bitrate, sizes};
                    if (checkProfile(profile) != ProfileFault::None)
                        continue;
                    const VoiceLadder ladder(profile);
                    EXPECT_EQ(ladder.rung(0), profile);
                    for (int i = 1; i < ladder.size(); ++i) {
                        EXPECT_EQ(checkProfile(ladder.rung(i)), ProfileFault::None);
                        EXPECT_EQ(ladder.rung(i).sizes, sizes);
                        EXPECT_GE(ladder.rung(i).batchLength(), profile.batchLength());
                        EXPECT_LT(wireRateBps(ladder.rung(i)), wireRateBps(ladder.rung(i - 1)));
                    }
                }
}

TEST(VoiceLadder, CountsWhatEachMessageCostsOnTheWire) {
    // 80 bytes of voice, 26 of header, 16 of tag, 89 of WebSocket, TLS, TCP and IP; 50 a second.
    EXPECT_DOUBLE_EQ(wireRateBps({}), (80 + 26 + 16 + 89) * 8 * 50);
}

} // namespace
} // namespace viz
