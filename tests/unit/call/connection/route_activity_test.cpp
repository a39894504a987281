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

TEST(RouteActivity, KnowsTheLiveliestAndTheQuietest) {
    TwoRoutes two;
    two.activity.heard(1, 1h + 5ms);
    two.activity.add(3, 1h + 1ms);
    EXPECT_EQ(two.activity.liveliest(), 1U);
    EXPECT_EQ(two.activity.quietest(), 2U);
    two.activity.remove(2);
    EXPECT_EQ(two.activity.quietest(), 3U);
    EXPECT_EQ(two.activity.count(), 2U);
    EXPECT_EQ(two.activity.silence(3, 1h + 4ms), 3ms);
}

} // namespace
} // namespace viz
