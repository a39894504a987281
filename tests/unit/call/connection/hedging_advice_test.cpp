#include "core/call/connection/hedging_advice.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

using namespace std::chrono_literals;

TEST(HedgingAdvice, IsGivenAboveThreeStallsAndNotAgainForFiveMinutes) {
    HedgingAdvice advice;
    EXPECT_FALSE(advice.isDue(3, false, 1h));
    EXPECT_TRUE(advice.isDue(4, false, 1h));
    EXPECT_FALSE(advice.isDue(20, false, 1h + 299s));
    EXPECT_TRUE(advice.isDue(4, false, 1h + 300s));
}

TEST(HedgingAdvice, IsNotGivenToWhoHasTwoConnectionsAlready) {
    HedgingAdvice advice;
    EXPECT_FALSE(advice.isDue(50, true, 1h));
    EXPECT_TRUE(advice.isDue(50, false, 1h)) << "nothing was said before";
}

} // namespace
} // namespace viz
