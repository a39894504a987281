#include "core/media/jitter/handover_range.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace viz {
namespace {

using namespace std::chrono_literals;

TEST(HandoverRange, TrustsASteadyWait) {
    HandoverRange range;
    for (int i = 0; i < 3000; ++i)
        range.add(i * 20ms, 4ms);
    EXPECT_EQ(range.longest(), Samples{4ms});
}

TEST(HandoverRange, RemembersTheLongWaitAfterThePhaseWraps) {
    HandoverRange range;
    Samples longestSeen{};
    for (int i = 0; i < 15000; ++i) { // 200 ppm: 4 µs in 20 ms, once around in 50 s
        const Samples wait{(480 - i / 5 % 480) % 480};
        range.add(i * 20ms, wait);
        longestSeen = std::max(longestSeen, wait);
        if (i > 3000) {
            ASSERT_GE(range.longest(), Samples{5ms}) << i;
        }
    }
    EXPECT_EQ(longestSeen, Samples{479});
}

TEST(HandoverRange, OneSlowPullCountsForNoMoreThanOnePull) {
    HandoverRange range;
    for (int i = 0; i < 100; ++i)
        range.add(i * 20ms, i == 50 ? Samples{300ms} : Samples{25ms});
    EXPECT_LE(range.longest(), Samples{35ms});
    EXPECT_GE(range.longest(), Samples{34ms});
}

TEST(HandoverRange, FollowsADeviceThatHoldsMoreOrLess) {
    HandoverRange range;
    range.add(0ms, 5ms);
    for (int i = 0; i < 200 * 50; ++i)
        range.add(i * 20ms, 80ms);
    EXPECT_GE(range.longest(), Samples{20ms}) << "the shortest wait is forgotten slowly";
    range.add(201s, -3ms);
    EXPECT_LE(range.longest(), Samples{7ms});
}

} // namespace
} // namespace viz
