#include "core/device/switch_budget.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

using namespace std::chrono_literals;

int takenWithin(SwitchBudget& budget, MonotonicTime from, MonotonicTime length, MonotonicTime step) {
    int taken = 0;
    for (MonotonicTime now = from; now < from + length; now += step)
        taken += budget.take(now);
    return taken;
}

TEST(SwitchBudget, AllowsAFewAtOnceAndThenOneEachRefill) {
    SwitchBudget budget;
    EXPECT_EQ(takenWithin(budget, 0s, 100ms, 10ms), SwitchBudget::kAtOnce);
    EXPECT_EQ(takenWithin(budget, 100ms, 20 * SwitchBudget::kRefill, 10ms), 20);
}

TEST(SwitchBudget, NeverRunsOutAtTheSpeedOfTheRefill) {
    SwitchBudget budget;
    EXPECT_EQ(takenWithin(budget, 5s, 100 * SwitchBudget::kRefill, SwitchBudget::kRefill), 100);
}

TEST(SwitchBudget, SavesNoMoreThanAFew) {
    SwitchBudget budget;
    EXPECT_EQ(takenWithin(budget, 24h, 10ms, 1ms), SwitchBudget::kAtOnce);
    EXPECT_EQ(takenWithin(budget, 48h, 10ms, 1ms), SwitchBudget::kAtOnce);
}

} // namespace
} // namespace viz
