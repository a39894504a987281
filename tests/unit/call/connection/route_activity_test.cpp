#include "core/call/connection/route_activity.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

using namespace std::chrono_literals;

constexpr Samples kShortBatch{960};

struct TwoRoutes {
    TwoRoutes() {
        activity.add(1, 1h);
        activity.add(2, 1h);
    }
    RouteActivity activity;
};

TEST(RouteActivity, ARouteIsQuietAfterASecondIfAnotherOneCarries) {
    TwoRoutes two;
    two.activity.heard(2, 1h + 1s);
    EXPECT_FALSE(two.activity.isQuiet(1, 1h + 1s, kShortBatch));
    EXPECT_TRUE(two.activity.isQuiet(1, 1h + 1001ms, kShortBatch));
    EXPECT_FALSE(two.activity.isQuiet(2, 1h + 1001ms, kShortBatch));
    two.activity.heard(1, 1h + 2s);
    EXPECT_FALSE(two.activity.isQuiet(1, 1h + 2s, kShortBatch));
}

TEST(RouteActivity, LongMessagesMayComeSeldom) {
    TwoRoutes two;
    const Samples batch = 640 * kSampleRate / 1000 * Samples{1};
    two.activity.heard(2, 1h + 1700ms);
    EXPECT_FALSE(two.activity.isQuiet(1, 1h + 1780ms, batch));
    EXPECT_TRUE(two.activity.isQuiet(1, 1h + 1781ms, batch));
}

TEST(RouteActivity, IfAllStandStillNoneIsQuiet) {
    TwoRoutes two;
    EXPECT_FALSE(two.activity.isQuiet(1, 2h, kShortBatch));
    EXPECT_FALSE(two.activity.isQuiet(2, 2h, kShortBatch));
}

TEST(RouteActivity, StallsOfLessThanASecondPutNoRouteOutOfUse) {
    TwoRoutes two;
    for (MonotonicTime now = 1h; now < 1h + 60s; now += 20ms) {
        const auto phase = now % 1800ms;
        if (phase < 900ms)
            two.activity.heard(1, now);
        else
            two.activity.heard(2, now);
        ASSERT_FALSE(two.activity.isQuiet(1, now, kShortBatch));
        ASSERT_FALSE(two.activity.isQuiet(2, now, kShortBatch));
    }
}

TEST(RouteActivity, TheBestIsTheOneThatMostlyLedAndNotTheOneHeardLast) {
    TwoRoutes two;
    for (int i = 1; i <= 100; ++i) {
        two.activity.heard(1, 1h + i * 20ms);
        two.activity.led(i % 10 == 0 ? 2 : 1);
        two.activity.heard(2, 1h + i * 20ms + 5ms);
    }
    const MonotonicTime now = 1h + 2005ms;
    EXPECT_EQ(two.activity.best(now, kShortBatch), 1U);
    two.activity.heard(2, now + 1s);
    EXPECT_EQ(two.activity.best(now + 1100ms, kShortBatch), 2U) << "a quiet one is no use";
    for (int i = 0; i < 100; ++i)
        two.activity.led(2);
    two.activity.heard(1, now + 1100ms);
    EXPECT_EQ(two.activity.best(now + 1100ms, kShortBatch), 2U) << "what was long ago is forgotten";
}

TEST(RouteActivity, KnowsTheBestAndTheQuietest) {
    TwoRoutes two;
    two.activity.heard(1, 1h + 5ms);
    two.activity.add(3, 1h + 1ms);
    EXPECT_EQ(two.activity.best(1h + 5ms, kShortBatch), 1U) << "heard last, of those that never led";
    EXPECT_EQ(two.activity.quietest(), 2U);
    two.activity.remove(2);
    EXPECT_EQ(two.activity.quietest(), 3U);
    EXPECT_EQ(two.activity.count(), 2U);
    EXPECT_EQ(two.activity.silence(3, 1h + 4ms), 3ms);
}

} // namespace
} // namespace viz
