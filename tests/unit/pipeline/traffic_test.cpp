#include "tests/support/voice_link.h"

#include <gtest/gtest.h>

#include <set>

namespace viz {
namespace {

using namespace std::chrono_literals;
using test::VoiceLink;

/// What an onlooker sees of a record.
struct Sighting {
    MonotonicTime at{};
    std::size_t bytes = 0;

    friend bool operator==(const Sighting&, const Sighting&) = default;
};

using Sound = std::function<std::vector<std::int16_t>(int from)>;

std::vector<std::int16_t> silence(int /*from*/) { return std::vector<std::int16_t>(480); }

std::vector<std::int16_t> speech(int from) { return test::syllables(480, from); }

/// Two seconds of speech, three of silence.
std::vector<std::int16_t> speechWithPauses(int from) { return from / 48'000 % 5 < 2 ? speech(from) : silence(from); }

/// A call, as the tunnel sees it.
std::vector<Sighting> watch(const VoiceProfile& profile, const Sound& sound, bool muted, int seconds = 60) {
    VoiceLink link(profile);
    link.sender.setMuted(muted);
    std::vector<Sighting> seen;
    for (int from = 0; from < seconds * 48'000; from += 480) {
        link.sender.pushSound(sound(from));
        link.clock.advance(10ms);
        link.sender.tick();
        for (const Bytes& record : link.wire)
            seen.push_back({.at = link.clock.now(), .bytes = record.size()});
        link.deliver();
        link.acknowledge();
    }
    return seen;
}

class ConstantTraffic : public testing::TestWithParam<ProfileName> {
protected:
    static VoiceProfile profile() {
        VoiceProfile named = voiceProfile(GetParam());
        named.sizes = SizePolicy::Constant;
        return named;
    }
};

TEST_P(ConstantTraffic, AMinuteOfAnythingIsOneSizeAndOneRhythm) {
    const std::vector<Sighting> quiet = watch(profile(), silence, false);
    std::set<std::size_t> sizes;
    for (const Sighting& record : quiet)
        sizes.insert(record.bytes);
    EXPECT_EQ(sizes.size(), 1U);
    EXPECT_NEAR(static_cast<double>(quiet.size()), 60'000.0 / toMs(profile().batchLength()), 2);
    EXPECT_EQ(watch(profile(), speechWithPauses, false), quiet);
    EXPECT_EQ(watch(profile(), speech, true), quiet) << "muted";
}

INSTANTIATE_TEST_SUITE_P(Profiles, ConstantTraffic, testing::Values(ProfileName::LowLatency, ProfileName::Saver));

TEST(SmallestTraffic, FollowsTheVoice) {
    const VoiceProfile saver = voiceProfile(ProfileName::Saver);
    EXPECT_NE(watch(saver, speech, false, 5), watch(saver, silence, false, 5)) << "or the test above shows nothing";
}

} // namespace
} // namespace viz
