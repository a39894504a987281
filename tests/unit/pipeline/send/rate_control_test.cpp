#include "core/pipeline/send/rate_control.h"

#include <gtest/gtest.h>

#include <vector>

namespace viz {
namespace {

using namespace std::chrono_literals;

/// A sender whose every message is acknowledged 20 ms after the one before, on a path of 60 ms.
struct RateControlTest : ::testing::Test {
    static constexpr MonotonicTime kShortest = 60ms;

    /// For a while acknowledgements tell of a queue that is so long.
    void run(MonotonicTime length, MonotonicTime queue, std::size_t bytesPer20Ms = 60) {
        for (const MonotonicTime end = now + length; now < end; now += 20ms) {
            control.add({.arrival = now,
                         .roundTrip = kShortest + queue,
                         .minimumRoundTrip = kShortest,
                         .queueForward = queue,
                         .bytes = bytesPer20Ms,
                         .ackedBytes = bytesPer20Ms});
            (void)control.update(ladder, now);
        }
    }
    /// Time passes without an acknowledgement.
    void wait(MonotonicTime length) {
        for (const MonotonicTime end = now + length; now < end; now += 20ms)
            (void)control.update(ladder, now);
    }

    MonotonicTime now = 1h;
    VoiceLadder ladder{VoiceProfile{}};
    RateControl control;
};

TEST_F(RateControlTest, StaysWhereItIsOnAGoodPath) {
    run(60s, 0ms, 211);
    EXPECT_EQ(control.rung(), 0);
    EXPECT_EQ(control.capacityBps(), 0);
}

TEST_F(RateControlTest, GoesWhereTheAcknowledgedRateDrainsTheQueue) {
    struct Row {
        std::size_t bytesPer20Ms;
        int rung;
    };
    // The rungs take 37.5, 20.7, 14.7 and 9.3 kbit/s; 0.6 of what was acknowledged must be enough.
    for (const Row& row : {Row{160, 1}, Row{90, 2}, Row{65, 3}, Row{60, 4}, Row{1, 4}}) {
        RateControlTest::control = RateControl{};
        run(2s, 0ms, row.bytesPer20Ms);
        run(900ms, 200ms, row.bytesPer20Ms);
        EXPECT_EQ(control.rung(), row.rung) << row.bytesPer20Ms;
        EXPECT_NEAR(control.capacityBps(), 400.0 * row.bytesPer20Ms, 8.0 * row.bytesPer20Ms);
    }
}

TEST_F(RateControlTest, ALargeRecordProvesOnlyWhatItHasMoreThanTheShortestTrip) {
    // 40 kbit/s: 211 bytes in 60 ms, 281 of the next rung take 14 ms more.
    run(2s, 0ms, 211);
    run(900ms, 200ms, 211);
    ASSERT_EQ(control.rung(), 1);
    for (const MonotonicTime end = now + 20s; now < end; now += 60ms) {
        control.add({.arrival = now,
                     .roundTrip = kShortest + 14ms,
                     .minimumRoundTrip = kShortest,
                     .minimumBytes = 211,
                     .bytes = 281,
                     .ackedBytes = 281});
        (void)control.update(ladder, now);
        ASSERT_EQ(control.rung(), 1);
    }
}

TEST_F(RateControlTest, WaitsLongerAfterEveryStepUpThatDidNotHold) {
    std::vector<MonotonicTime> climbs;
    MonotonicTime lowSince{};
    run(2s, 0ms, 211);
    for (int i = 0; i < 6; ++i) {
        run(900ms, 200ms, 211); // too much for the path
        ASSERT_GT(control.rung(), 0);
        for (lowSince = now; control.rung() > 0 && now - lowSince < 100s;)
            run(20ms, 0ms, 211);
        climbs.push_back(now - lowSince);
    }
    EXPECT_LE(climbs.front(), 2s);
    EXPECT_GE(climbs[1], 6s);
    EXPECT_GE(climbs[2], 14s);
    EXPECT_GE(climbs.back(), 60s);
    EXPECT_LE(climbs.back(), 70s);
}

TEST_F(RateControlTest, AShortPeakIsNoQueue) {
    run(5s, 0ms);
    run(400ms, 300ms);
    run(5s, 0ms);
    EXPECT_EQ(control.rung(), 0);
}

TEST_F(RateControlTest, SilenceIsNoQueue) {
    run(5s, 0ms);
    wait(10s);
    EXPECT_EQ(control.rung(), 0);
}

TEST_F(RateControlTest, WhatWasSentBeforeTheEndOfAStallTellsNothing) {
    run(5s, 0ms);
    wait(3s);
    control.add(
        {.arrival = now, .roundTrip = 3s, .minimumRoundTrip = kShortest, .queueForward = 3s, .endsStall = true});
    for (int i = 0; i < 100; ++i, now += 20ms) {
        control.add({.arrival = now,
                     .roundTrip = 2s,
                     .minimumRoundTrip = kShortest,
                     .queueForward = 2s,
                     .bytes = 200,
                     .ackedBytes = 200,
                     .overlapsStall = true});
        EXPECT_EQ(control.update(ladder, now), 0);
    }
}

TEST_F(RateControlTest, AQueueOnTheWayBackIsNotOurs) {
    for (int i = 0; i < 500; ++i, now += 20ms) {
        control.add(
            {.arrival = now, .roundTrip = 800ms, .minimumRoundTrip = kShortest, .queueForward = 0ms, .ackedBytes = 60});
        EXPECT_EQ(control.update(ladder, now), 0);
    }
}

TEST_F(RateControlTest, APeerCannotTalkUsDownWithoutDelayingItsNews) {
    for (int i = 0; i < 500; ++i, now += 20ms) {
        control.add({.arrival = now,
                     .roundTrip = kShortest,
                     .minimumRoundTrip = kShortest,
                     .queueForward = 65535ms,
                     .ackedBytes = 60});
        EXPECT_EQ(control.update(ladder, now), 0);
    }
}

TEST_F(RateControlTest, GoesBackUpWhenAMessageShowedThatThereIsRoom) {
    run(2s, 0ms);
    run(900ms, 200ms);
    ASSERT_EQ(control.rung(), 4);
    run(2s, 0ms, 371); // 371 bytes that came no later than the fastest
    EXPECT_EQ(control.rung(), 0);
}

TEST_F(RateControlTest, DoesNotGoUpWhileTheQueueIsThereNorWithoutProof) {
    run(2s, 0ms, 55);
    run(900ms, 200ms, 55);
    ASSERT_EQ(control.rung(), 4);
    run(5s, 200ms, 55); // less the 132 ms that a message of this rung takes at 22 kbit/s: neither full nor empty
    EXPECT_EQ(control.rung(), 4);
    run(5s, 39ms, 40); // 40 bytes in 39 ms prove 8 kbit/s; 0.85 of the 22 found before carry rung 3 and not 2
    EXPECT_EQ(control.rung(), 3);
}

TEST_F(RateControlTest, TriesOneStepEveryHalfMinuteWithoutProof) {
    run(2s, 0ms, 20);
    run(900ms, 200ms, 20);
    ASSERT_EQ(control.rung(), 4);
    run(28s, 39ms, 5);
    EXPECT_EQ(control.rung(), 4);
    run(4s, 39ms, 5);
    EXPECT_EQ(control.rung(), 3);
    run(24s, 39ms, 5);
    EXPECT_EQ(control.rung(), 3);
}

TEST_F(RateControlTest, AnotherPathKeepsTheRungAndForgetsTheRest) {
    run(2s, 0ms);
    run(900ms, 200ms);
    control.restart();
    wait(10s);
    EXPECT_EQ(control.rung(), 4);
    EXPECT_EQ(control.capacityBps(), 0);
    run(2s, 0ms, 371);
    EXPECT_EQ(control.rung(), 0);
}

TEST_F(RateControlTest, AShorterLadderEndsEarlier) {
    run(2s, 0ms);
    run(900ms, 200ms);
    const VoiceLadder saver(VoiceProfile{.frame = FrameDuration::Ms40, .framesPerMessage = 8});
    EXPECT_EQ(control.update(saver, now), 2);
}

} // namespace
} // namespace viz
