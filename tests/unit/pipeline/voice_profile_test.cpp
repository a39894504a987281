#include "core/pipeline/voice_profile.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

using namespace std::chrono_literals;

TEST(VoiceProfile, NamedProfilesAreWhatTheContractSays) {
    EXPECT_EQ(voiceProfile(ProfileName::Auto).batchLength(), Samples{20ms});
    EXPECT_EQ(voiceProfile(ProfileName::LowLatency).batchLength(), Samples{20ms});
    EXPECT_EQ(voiceProfile(ProfileName::Balanced).batchLength(), Samples{60ms});
    const VoiceProfile saver = voiceProfile(ProfileName::Saver);
    EXPECT_EQ(saver.batchLength(), Samples{320ms});
    EXPECT_EQ(saver.frame, FrameDuration::Ms40);
    EXPECT_EQ(saver.sizes, SizePolicy::Smallest);
    EXPECT_EQ(saver.bitrateBps, 32000);
}

struct FaultRow {
    const char* name;
    VoiceProfile profile;
    ProfileFault fault;
};

class ProfileFaults : public testing::TestWithParam<FaultRow> {};

TEST_P(ProfileFaults, AreFound) { EXPECT_EQ(checkProfile(GetParam().profile), GetParam().fault); }

INSTANTIATE_TEST_SUITE_P(
    Rows, ProfileFaults,
    testing::Values(
        FaultRow{"Auto", voiceProfile(ProfileName::Auto), ProfileFault::None},
        FaultRow{"Balanced", voiceProfile(ProfileName::Balanced), ProfileFault::None},
        FaultRow{"Saver", voiceProfile(ProfileName::Saver), ProfileFault::None},
        FaultRow{"Original128k", {FrameDuration::Ms40, 8, 128000, SizePolicy::Constant}, ProfileFault::None},
        FaultRow{"LongestBatch", {FrameDuration::Ms40, 16, 32000, SizePolicy::Constant}, ProfileFault::None},
        FaultRow{"NoFrames", {FrameDuration::Ms20, 0, 32000, SizePolicy::Constant}, ProfileFault::FramesPerMessage},
        FaultRow{
            "SeventeenFrames", {FrameDuration::Ms10, 17, 32000, SizePolicy::Constant}, ProfileFault::FramesPerMessage},
        FaultRow{"TooLong", {FrameDuration::Ms60, 11, 32000, SizePolicy::Constant}, ProfileFault::BatchTooLong},
        FaultRow{"TooSlow", {FrameDuration::Ms20, 1, 5999, SizePolicy::Constant}, ProfileFault::Bitrate},
        FaultRow{"TooFast", {FrameDuration::Ms20, 1, 128001, SizePolicy::Constant}, ProfileFault::Bitrate},
        FaultRow{"TooLarge", {FrameDuration::Ms40, 16, 128000, SizePolicy::Constant}, ProfileFault::RecordTooLarge}),
    [](const auto& row) { return row.param.name; });

TEST(VoiceProfile, CodecParametersSayTheSame) {
    const CodecParameters codec = codecOf(voiceProfile(ProfileName::Saver));
    EXPECT_EQ(codec, (CodecParameters{.frameCode = 4, .framesPerMessage = 8, .bitrateBps = 32000, .sizePolicy = 1}));
}

} // namespace
} // namespace viz
