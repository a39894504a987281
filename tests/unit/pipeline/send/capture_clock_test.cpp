#include "core/pipeline/send/capture_clock.h"

#include <gtest/gtest.h>

#include <cmath>

namespace viz {
namespace {

using namespace std::chrono_literals;

constexpr Samples kBlock{480};

struct CaptureClockTest : ::testing::Test {
    /// Blocks of 10 ms, each when it is complete; the device is `ppm` slow. What was reported as lost.
    Samples run(MonotonicTime length, double ppm = 0) {
        Samples lost{};
        for (const MonotonicTime end = now + length; now < end;) {
            now += MonotonicTime{std::llround(1e7 * (1 + ppm * 1e-6))};
            lost += clock.push(kBlock, now);
        }
        return lost;
    }

    MonotonicTime now = 1h;
    CaptureClock clock;
};

TEST_F(CaptureClockTest, LosesNothingWhileSoundComesInTime) { EXPECT_EQ(run(60s), Samples{0}); }

TEST_F(CaptureClockTest, ADeviceThatRunsSlowOrFastLosesNothing) {
    EXPECT_EQ(run(600s, 500), Samples{0});
    EXPECT_EQ(run(600s, -500), Samples{0});
}

TEST_F(CaptureClockTest, ABurstIsNotLost) {
    Samples lost = run(20s);
    for (const MonotonicTime silence : {100ms, 300ms, 2000ms}) {
        now += silence;
        for (int i = 0; i < silence / 10ms; ++i)
            lost += clock.push(kBlock, now);
        lost += run(5s);
    }
    EXPECT_EQ(lost, Samples{0});
}

TEST_F(CaptureClockTest, TellsOnceWhatIsMissing) {
    (void)run(20s);
    now += 300ms;
    EXPECT_EQ(run(190ms), Samples{0}) << "it may still come";
    EXPECT_EQ(run(30ms), Samples{300ms});
    EXPECT_EQ(run(20s), Samples{0});
    now += 40ms; // not worth a gap
    EXPECT_EQ(run(5s), Samples{0});
}

TEST_F(CaptureClockTest, OnlyTheLostPartOfALateBurstCounts) {
    (void)run(20s);
    now += 300ms;
    Samples lost{};
    for (int i = 0; i < 10; ++i) // 100 of the 300 ms
        lost += clock.push(kBlock, now);
    EXPECT_EQ(lost + run(1s), Samples{200ms});
}

TEST_F(CaptureClockTest, BetweenTwoDevicesEverythingIsLostAtOnce) {
    for (const std::chrono::milliseconds gap : {0ms, 5ms, 40ms, 300ms, 15'000ms}) {
        (void)run(20s);
        now += gap;
        clock.expectJump();
        EXPECT_EQ(run(10ms), Samples{gap});
        EXPECT_EQ(run(5s), Samples{0});
    }
}

TEST_F(CaptureClockTest, ADeviceThatIsQuickerThanTheOneBeforeLosesNothing) {
    (void)run(20s);
    now -= 8ms;
    clock.expectJump();
    EXPECT_EQ(run(20s), Samples{0});
    now += 5ms;
    clock.expectJump();
    EXPECT_EQ(run(20s), Samples{5ms}) << "against the quicker one, not the one before it";
}

TEST_F(CaptureClockTest, WhatWasMissingBeforeTheNextDeviceCountsWithIt) {
    (void)run(20s);
    now += 40ms; // not worth a gap of its own
    EXPECT_EQ(run(1s), Samples{0});
    now += 30ms;
    clock.expectJump();
    EXPECT_EQ(run(5s), Samples{70ms});
}

TEST_F(CaptureClockTest, TheFirstDeviceIsNoJump) {
    clock.expectJump();
    EXPECT_EQ(run(5s), Samples{0});
}

TEST_F(CaptureClockTest, NoticesAGapLongerThanItsMemory) {
    (void)run(20s);
    now += 15s;
    EXPECT_EQ(run(1s), Samples{15s});
}

} // namespace
} // namespace viz
