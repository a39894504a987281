#include "core/pipeline/send/profile_control.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

using namespace std::chrono_literals;
using enum FrameDuration;

struct ProfileControlTest : ::testing::Test {
    static VoiceProfile saver() { return voiceProfile(ProfileName::Saver); }

    /// Acknowledgements that tell of this path, for a while.
    const VoiceProfile& run(ProfileControl& control, MonotonicTime length, MonotonicTime shortest,
                            MonotonicTime queue) {
        for (const MonotonicTime end = now + length; now < end; now += 20ms) {
            control.add({.arrival = now,
                         .roundTrip = shortest + queue,
                         .minimumRoundTrip = shortest,
                         .queueForward = queue,
                         .bytes = 100,
                         .ackedBytes = 50});
            (void)control.update(now);
        }
        return control.update(now);
    }

    MonotonicTime now = 1h;
};

TEST_F(ProfileControlTest, BeginsWithWhatItWasTold) {
    ProfileControl control({.profile = saver()});
    EXPECT_EQ(control.update(now), saver());
    EXPECT_EQ(control.announcedLength(), std::nullopt);
}

TEST_F(ProfileControlTest, AnnouncesLongerMessagesForFiveSeconds) {
    ProfileControl control({.profile = {}});
    (void)control.update(now);
    control.changeSettings({.profile = saver()});
    EXPECT_EQ(control.update(now), VoiceProfile{});
    EXPECT_EQ(control.announcedLength(), Samples{320ms});
    EXPECT_EQ(control.update(now + 4990ms), VoiceProfile{});
    EXPECT_EQ(control.update(now + 5000ms), saver());
    EXPECT_EQ(control.announcedLength(), std::nullopt);
}

TEST_F(ProfileControlTest, ShorterMessagesComeAtOnce) {
    ProfileControl control({.profile = saver()});
    (void)control.update(now);
    control.changeSettings({.profile = {}});
    EXPECT_EQ(control.update(now), VoiceProfile{});
}

TEST_F(ProfileControlTest, APlanCanBeDropped) {
    ProfileControl control({.profile = {}});
    control.changeSettings({.profile = saver()});
    (void)control.update(now);
    control.changeSettings({.profile = {}});
    (void)control.update(now + 1s);
    EXPECT_EQ(control.announcedLength(), std::nullopt);
    EXPECT_EQ(control.update(now + 10s), VoiceProfile{});
}

TEST_F(ProfileControlTest, FollowsTheRoundTripOnlyIfItMay) {
    for (const bool automatic : {false, true}) {
        ProfileControl control({.profile = {}, .automaticInterval = automatic});
        run(control, 9900ms, 150ms, 0ms);
        EXPECT_EQ(control.announcedLength(), automatic ? std::optional<Samples>(40ms) : std::nullopt);
        EXPECT_EQ(run(control, 200ms, 150ms, 0ms).frame, automatic ? Ms40 : Ms20);
        EXPECT_EQ(run(control, 20s, 240ms, 0ms).frame, automatic ? Ms60 : Ms20);
        EXPECT_EQ(run(control, 20s, 40ms, 0ms).frame, Ms20);
    }
}

TEST_F(ProfileControlTest, GoesDownTheLadderUnannouncedAndOnlyIfItMay) {
    for (const bool adapts : {false, true}) {
        ProfileControl control({.profile = {}, .adaptsToCapacity = adapts});
        run(control, 2s, 60ms, 0ms);
        const VoiceProfile slow = run(control, 1s, 60ms, 300ms);
        EXPECT_EQ(slow.batchLength(), adapts ? Samples{320ms} : Samples{20ms});
        EXPECT_EQ(control.rung() > 0, adapts);
        EXPECT_EQ(control.announcedLength(), std::nullopt);
    }
}

TEST_F(ProfileControlTest, NothingIsAnnouncedThatIsShorterThanWhatThePathDemands) {
    ProfileControl control({.profile = {}});
    run(control, 2s, 60ms, 0ms);
    run(control, 1s, 60ms, 300ms);
    control.changeSettings({.profile = {Ms20, 3, 32000, SizePolicy::Constant}});
    EXPECT_EQ(control.update(now).batchLength(), Samples{320ms});
    EXPECT_EQ(control.announcedLength(), std::nullopt);
}

} // namespace
} // namespace viz
