#include "app/log_rate.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

constexpr MonotonicTime kStart = std::chrono::seconds(1000);

int admitted(LogRate& rate, int lines, MonotonicTime now) {
    int count = 0;
    for (int line = 0; line < lines; ++line)
        count += rate.admit(now) ? 1 : 0;
    return count;
}

TEST(LogRate, LetsABurstThroughAndNoMore) {
    LogRate rate;
    EXPECT_EQ(admitted(rate, 10'000, kStart), LogRate::kBurst);
    EXPECT_EQ(rate.takeRefused(), 10'000u - LogRate::kBurst);
    EXPECT_EQ(rate.takeRefused(), 0u);
}

TEST(LogRate, RefillsWithTimeUpToTheBurst) {
    LogRate rate;
    (void)admitted(rate, 10'000, kStart);
    EXPECT_EQ(admitted(rate, 10'000, kStart + std::chrono::seconds(2)), 2 * LogRate::kPerSecond);
    EXPECT_EQ(admitted(rate, 10'000, kStart + std::chrono::hours(1)), LogRate::kBurst);
}

TEST(LogRate, LetsALineASecondThroughForEver) {
    LogRate rate;
    for (int second = 0; second < 100'000; ++second)
        ASSERT_TRUE(rate.admit(kStart + std::chrono::seconds(second)));
}

} // namespace
} // namespace viz
