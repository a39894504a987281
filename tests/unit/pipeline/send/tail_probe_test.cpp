#include "core/pipeline/send/tail_probe.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

using namespace std::chrono_literals;

struct TailProbeTest : ::testing::Test {
    PathSample sample(MonotonicTime excess) const {
        return {.arrival = now, .roundTrip = 60ms + excess, .minimumRoundTrip = 60ms};
    }
    /// A message that was late, and the next one that was not.
    void stall() {
        probe.add(sample(150ms));
        now += 40ms;
        probe.add(sample(0ms));
    }
    bool followsABatchOf(Samples length) {
        probe.onBatchSent(length, now);
        return probe.isDue(now + TailProbe::kAfterBatch);
    }

    MonotonicTime now = 1h;
    TailProbe probe;
};

TEST_F(TailProbeTest, NothingFollowsOnAGoodPath) {
    probe.add(sample(0ms));
    probe.add(sample(59ms));
    EXPECT_FALSE(followsABatchOf(320ms));
}

TEST_F(TailProbeTest, FollowsBatchesOf40MsAndMoreForAMinuteAfterAStall) {
    stall();
    EXPECT_TRUE(followsABatchOf(320ms));
    EXPECT_TRUE(followsABatchOf(40ms));
    EXPECT_FALSE(followsABatchOf(20ms));
    now += 59s;
    EXPECT_TRUE(followsABatchOf(320ms));
    now += 1s;
    EXPECT_FALSE(followsABatchOf(320ms));
}

TEST_F(TailProbeTest, ComesOnceAndNotBefore20Ms) {
    probe.setPolicy(TailProbing::Always);
    EXPECT_FALSE(probe.isDue(now));
    probe.onBatchSent(320ms, now);
    EXPECT_FALSE(probe.isDue(now + 19ms));
    EXPECT_TRUE(probe.isDue(now + 20ms));
    probe.onOtherSent(); // the probe, or whatever else went out
    EXPECT_FALSE(probe.isDue(now + 300ms));
}

TEST_F(TailProbeTest, AQueueIsNoStall) {
    for (int i = 0; i < 60; ++i, now += 20ms)
        probe.add(sample(i * 10ms));
    EXPECT_FALSE(followsABatchOf(320ms));
    probe.add(sample(0ms)); // it has drained
    EXPECT_FALSE(followsABatchOf(320ms));
}

TEST_F(TailProbeTest, AcknowledgementsThatStoppedAreAStall) {
    PathSample outage = sample(3s);
    outage.endsStall = true;
    probe.add(outage);
    EXPECT_TRUE(followsABatchOf(320ms));
}

TEST_F(TailProbeTest, BelievesAPeerThatMissedSomethingButNotOnASlowPath) {
    PathSample missed = sample(0ms);
    missed.concealedPermille = TailProbe::kMissedPermille;
    missed.queueForward = 200ms;
    probe.add(missed);
    EXPECT_FALSE(followsABatchOf(320ms));
    missed.queueForward = 0ms;
    probe.add(missed);
    EXPECT_TRUE(followsABatchOf(320ms));
}

TEST_F(TailProbeTest, ALoudspeakersHiccupIsNoLostPacket) {
    PathSample hiccup = sample(0ms);
    hiccup.concealedPermille = TailProbe::kMissedPermille - 1;
    probe.add(hiccup);
    EXPECT_FALSE(followsABatchOf(320ms));
}

TEST_F(TailProbeTest, CanBeForcedAndForbidden) {
    probe.setPolicy(TailProbing::Always);
    EXPECT_TRUE(followsABatchOf(320ms));
    EXPECT_FALSE(followsABatchOf(20ms));
    probe.setPolicy(TailProbing::Never);
    stall();
    EXPECT_FALSE(followsABatchOf(320ms));
}

} // namespace
} // namespace viz
