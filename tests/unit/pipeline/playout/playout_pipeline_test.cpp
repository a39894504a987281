#include "tests/support/voice_link.h"

#include <gtest/gtest.h>

#include <cmath>

namespace viz {
namespace {

using namespace std::chrono_literals;
using test::VoiceLink;

TEST(PlayoutPipeline, IsSilentBeforeTheFirstFrame) {
    PlayoutInbox inbox;
    AckExchange acks;
    PlayoutPipeline playout(inbox, acks);
    std::vector<std::int16_t> out(960, 123);
    playout.render(out, Samples{0}, 1h);
    EXPECT_EQ(out, std::vector<std::int16_t>(960));
    EXPECT_EQ(playout.report().playout.concealedSamples, 0U);
}

TEST(PlayoutPipeline, DelayDoesNotGrowWhileTheTunnelIsGood) {
    VoiceLink link(voiceProfile(ProfileName::LowLatency));
    Samples early{};
    for (int i = 0; i < 12'000; ++i) {
        (void)link.step();
        if (i == 1000)
            early = link.playout.report().playout.currentDelay;
    }
    const PlayoutStats stats = link.playout.report().playout;
    EXPECT_LE(toMs(stats.currentDelay), toMs(early) + 5);
    EXPECT_LE(toMs(stats.currentDelay), 25);
    EXPECT_EQ(stats.concealedSamples, 0U);
}

TEST(PlayoutPipeline, ShowsTheLevelOfWhatIsHeard) {
    VoiceLink link(voiceProfile(ProfileName::LowLatency));
    for (int i = 0; i < 100; ++i)
        (void)link.step(test::tone(480, 400, link.played));
    EXPECT_NEAR(link.playout.report().outputLevelDbfs, 20 * std::log10(8000 / 32768.0 / std::sqrt(2.0)), 1.5);
}

TEST(PlayoutPipeline, TellsTheSendingSideHowThePeerIsHeard) {
    VoiceLink link(voiceProfile(ProfileName::LowLatency));
    for (int i = 0; i < 300; ++i)
        (void)link.step();
    EXPECT_EQ(link.receiverAcks.heard.load().concealedPermille, 0);
    for (int i = 0; i < 210; ++i) { // nothing arrives
        std::vector<std::int16_t> out(480);
        link.playout.render(out, Samples{0}, link.clock.now());
        link.clock.advance(10ms);
    }
    EXPECT_GT(link.receiverAcks.heard.load().concealedPermille, 800);
    EXPECT_LT(link.receiverAcks.heard.load().lagMs, 60);
}

TEST(PlayoutPipeline, TellsThePeerHowLoudItIsPlayedHere) {
    VoiceLink link(voiceProfile(ProfileName::LowLatency));
    const auto toldAfter = [&](int percent, bool deafened) {
        SoundSettings sound = untouchedSound();
        sound.peerVolumePercent = percent;
        link.playout.setSound(sound);
        link.playout.setDeafened(deafened);
        for (int i = 0; i < 200; ++i)
            (void)link.step(test::tone(480, 400, link.played));
        return heardLevelDbfs(link.receiverAcks.heard.load().heardLevel).value_or(0);
    };
    EXPECT_NEAR(toldAfter(100, false), -15.2, 2.5);
    EXPECT_NEAR(toldAfter(50, false), -21.2, 2.5);
    EXPECT_NEAR(toldAfter(100, true), -96, 2);
    EXPECT_NEAR(link.playout.report().outputPeakDbfs, LevelMeter::kSilenceDbfs, 0.1);
}

TEST(HeardReport, PassesBetweenThreadsWithoutALock) { EXPECT_TRUE(std::atomic<HeardReport>{}.is_lock_free()); }

} // namespace
} // namespace viz
