#include "core/base/clock.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

using namespace std::chrono_literals;

TEST(ManualClock, StandsStillUntilItIsMoved) {
    ManualClock clock;
    EXPECT_EQ(clock.now(), 0ns);
    EXPECT_EQ(clock.now(), 0ns);
    clock.advance(1500us);
    clock.advance(7ns);
    EXPECT_EQ(clock.now(), 1'500'007ns);
}

TEST(SteadyClock, NeverGoesBack) {
    const SteadyClock clock;
    MonotonicTime last = clock.now();
    for (int i = 0; i < 1000; ++i) {
        const MonotonicTime now = clock.now();
        EXPECT_GE(now, last);
        last = now;
    }
}

TEST(SteadyClock, IsTheClockOfTheStandardLibrary) {
    const auto before = std::chrono::steady_clock::now().time_since_epoch();
    const MonotonicTime now = SteadyClock().now();
    const auto after = std::chrono::steady_clock::now().time_since_epoch();
    EXPECT_GE(now, before);
    EXPECT_LE(now, after);
}

TEST(ToMs, KeepsFractions) {
    EXPECT_DOUBLE_EQ(toMs(1500us), 1.5);
    EXPECT_DOUBLE_EQ(toMs(-2s), -2000.0);
    EXPECT_DOUBLE_EQ(toMs(std::chrono::duration<std::int64_t, std::ratio<1, 48000>>(312)), 6.5);
}

} // namespace
} // namespace viz
