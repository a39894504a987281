#include "tests/sim/delay_histogram.h"

#include <gtest/gtest.h>

namespace viz::test {
namespace {

TEST(DelayHistogram, HasNoFiguresBeforeItHasSeenADelay) {
    const DelayHistogram delays;
    EXPECT_EQ(delays.medianMs(), -1);
    EXPECT_EQ(delays.worstMs(), -1);
}

TEST(DelayHistogram, KnowsTheMedianToATenthAndTheWorstExactly) {
    DelayHistogram delays;
    for (const double delayMs : {10.01, 12.34, 500.567, 9.99, 12.35})
        delays.add(delayMs);
    EXPECT_NEAR(delays.medianMs(), 12.34, DelayHistogram::kStepMs);
    EXPECT_EQ(delays.worstMs(), 500.567);
}

TEST(DelayHistogram, TakesWhatIsBeyondItsRange) {
    DelayHistogram delays;
    delays.add(1e6);
    EXPECT_EQ(delays.medianMs(), DelayHistogram::kLimitMs);
    EXPECT_EQ(delays.worstMs(), 1e6);
    delays.clear();
    delays.add(-3);
    EXPECT_EQ(delays.medianMs(), 0);
}

} // namespace
} // namespace viz::test
