#include "core/pipeline/receive/forward_delay.h"
#include "core/pipeline/receive/stall_counter.h"

#include <gtest/gtest.h>

#include <random>

namespace viz {
namespace {

using namespace std::chrono_literals;

/// Messages of 20 ms whose delay is `delay` more than an unknown constant, for `length`.
struct ForwardDelayTest : ::testing::Test {
    void run(MonotonicTime length, MonotonicTime delay) {
        for (const MonotonicTime end = sent + length; sent < end;) {
            sent += 20ms;
            captureEnd += Samples{960};
            forward.add(sent + delay, captureEnd);
            stalls.add(sent + delay, forward.lateness());
        }
    }

    MonotonicTime sent = 1h;
    MediaTime captureEnd{123'456'789};
    ForwardDelay forward;
    StallCounter stalls;
};

TEST_F(ForwardDelayTest, IsZeroOnAPathThatStaysAsItIs) {
    EXPECT_EQ(forward.growth(), 0ms);
    run(60s, 30ms);
    EXPECT_EQ(forward.growth(), 0ms);
    EXPECT_EQ(stalls.lastMinute(), 0);
}

TEST_F(ForwardDelayTest, SeesAQueueThatStaysWithinHalfASecond) {
    run(5s, 30ms);
    run(280ms, 230ms); // the last of it arrives 480 ms after the last that was in time
    EXPECT_EQ(forward.growth(), 0ms);
    run(60ms, 230ms);
    EXPECT_EQ(forward.growth(), 200ms);
    run(1s, 30ms);
    EXPECT_EQ(forward.growth(), 0ms);
}

TEST_F(ForwardDelayTest, BelievesALongerPathAfterHalfAMinute) {
    run(5s, 30ms);
    run(29s, 130ms);
    EXPECT_EQ(forward.growth(), 100ms);
    run(2s, 130ms);
    EXPECT_EQ(forward.growth(), 0ms);
}

TEST_F(ForwardDelayTest, AStallIsCountedOnceAndForgottenAfterAMinute) {
    run(5s, 30ms);
    for (int stall = 0; stall < 4; ++stall) {
        for (int late = 200; late >= 0; late -= 20) // what came in one burst
            run(20ms, 30ms + late * 1ms);
        run(5s, 30ms);
    }
    EXPECT_EQ(stalls.lastMinute(), 4);
    run(41s, 30ms);
    EXPECT_EQ(stalls.lastMinute(), 3);
    run(20s, 30ms);
    EXPECT_EQ(stalls.lastMinute(), 0);
}

TEST_F(ForwardDelayTest, AQueueThatStaysIsOneStall) {
    run(5s, 30ms);
    run(10s, 230ms);
    EXPECT_EQ(stalls.lastMinute(), 1);
}

TEST_F(ForwardDelayTest, AnotherCaptureClockStartsAnew) {
    run(5s, 30ms);
    captureEnd = MediaTime{(std::int64_t{1} << 48) - 1'000'000};
    run(1s, 30ms);
    EXPECT_EQ(forward.growth(), 0ms);
    captureEnd = MediaTime{0};
    run(1s, 30ms);
    EXPECT_EQ(forward.growth(), 0ms);
}

TEST_F(ForwardDelayTest, AnyClaimedTimeIsBoundedByTheMemory) {
    std::mt19937_64 random(1);
    for (int i = 0; i < 10'000; ++i) {
        sent += 4ms;
        forward.add(sent, MediaTime{static_cast<std::int64_t>(random() >> 16)});
        ASSERT_GE(forward.growth(), 0ms);
        ASSERT_LE(forward.growth(), ForwardDelay::kOtherClock * 8000);
        ASSERT_GE(forward.lateness(), 0ms);
    }
}

} // namespace
} // namespace viz
