#include "core/pipeline/playout/playout_clock.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

using namespace std::chrono_literals;

constexpr Samples kTick{480};

/// A device that asks for 10 ms each 10 ms, `ppm` fast, holding 20 ms.
MonotonicTime run(PlayoutClock& clock, MonotonicTime from, int ticks, double ppm, MediaTime& rendered) {
    MonotonicTime now = from;
    for (int i = 0; i < ticks; ++i) {
        clock.update(now, rendered, 2 * kTick);
        rendered += kTick;
        now += std::chrono::nanoseconds{static_cast<std::int64_t>(10'000'000 / (1 + ppm * 1e-6))};
    }
    return now;
}

TEST(PlayoutClock, StandsAtZeroBeforeTheDeviceAsks) {
    const PlayoutClock clock;
    EXPECT_FALSE(clock.isRunning());
    EXPECT_EQ(clock.at(5s), MediaTime{});
}

TEST(PlayoutClock, RunsWithTheMonotonicClockBetweenUpdates) {
    PlayoutClock clock;
    clock.update(100s, MediaTime{48000}, Samples{0});
    EXPECT_EQ(clock.at(100s), MediaTime{48000});
    EXPECT_EQ(clock.at(101s), MediaTime{96000});
    EXPECT_EQ(clock.at(99s), MediaTime{0});
}

TEST(PlayoutClock, FollowsADeviceThatRunsFast) {
    PlayoutClock clock;
    MediaTime rendered{};
    const MonotonicTime now = run(clock, 10s, 60'000, 200, rendered); // ten minutes, 120 ms of drift
    EXPECT_NEAR(static_cast<double>((clock.at(now) - (rendered - 2 * kTick)).count()), 0, 48);
}

TEST(PlayoutClock, AveragesBurstsAway) {
    PlayoutClock clock;
    MediaTime rendered{};
    MonotonicTime now = run(clock, 10s, 500, 0, rendered);
    const MediaTime before = clock.at(now) - (rendered - 2 * kTick);
    clock.update(now + 15ms, rendered, 2 * kTick); // one late wake-up
    EXPECT_LT(std::abs((clock.at(now) - (rendered - 2 * kTick) - before).count()), 20);
}

TEST(PlayoutClock, JumpsWhenTheDeviceStoodStill) {
    PlayoutClock clock;
    MediaTime rendered{};
    const MonotonicTime now = run(clock, 10s, 500, 0, rendered);
    clock.update(now + 300ms, rendered, Samples{0}); // ran dry for 300 ms
    EXPECT_EQ(clock.at(now + 300ms), rendered);
}

TEST(PlayoutClock, AnotherDeviceIsAJumpHoweverShort) {
    PlayoutClock clock;
    MediaTime rendered{};
    MonotonicTime now = run(clock, 10s, 100, 0, rendered);
    for (const std::chrono::milliseconds silence : {30ms, 5ms}) {
        now += silence; // less than the jitter of one device
        clock.expectJump();
        EXPECT_NEAR(static_cast<double>((clock.update(now, rendered, 2 * kTick) + Samples{silence}).count()), 0, 2);
        EXPECT_EQ(clock.at(now), rendered - 2 * kTick);
        EXPECT_EQ(clock.update(now, rendered, 2 * kTick), Samples{0}) << "once";
    }
}

TEST(PlayoutClock, TheFirstDeviceIsNoJump) {
    PlayoutClock clock;
    clock.expectJump();
    EXPECT_EQ(clock.update(100s, MediaTime{48000}, Samples{0}), Samples{0});
    EXPECT_EQ(clock.at(100s), MediaTime{48000});
}

TEST(PlayoutClock, TellsHowFarItJumped) {
    PlayoutClock clock;
    MediaTime rendered{};
    MonotonicTime now = run(clock, 10s, 100, 0, rendered);
    EXPECT_EQ(clock.update(now, rendered, 2 * kTick), Samples{0});
    now += 300ms; // the device stood still
    EXPECT_NEAR(static_cast<double>(clock.update(now, rendered, 2 * kTick).count()), -14400, 2);
    EXPECT_EQ(clock.update(now, rendered, 2 * kTick), Samples{0});
}

} // namespace
} // namespace viz
