#include "core/pipeline/playout/heard_meter.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

TEST(HeardMeter, TellsConcealmentOfTheLastWholeSecondAndThePresentLag) {
    HeardMeter meter;
    PlayoutStats stats;
    std::uint16_t worst = 0;
    for (int tick = 1; tick <= 500; ++tick) {
        stats.totalSamplesReceived += 480;
        stats.concealedSamples += tick > 100 && tick <= 110 ? 480 : 0; // 100 ms in the second second
        stats.lag = Samples{48 * tick};
        const HeardReport report = meter.update(stats, -20);
        EXPECT_EQ(report.lagMs, tick);
        EXPECT_EQ(report.concealedPermille, tick >= 200 && tick < 300 ? 100 : 0) << tick;
        worst = std::max(worst, report.concealedPermille);
    }
    EXPECT_EQ(worst, 100);
}

TEST(HeardMeter, Saturates) {
    HeardMeter meter;
    PlayoutStats stats;
    stats.totalSamplesReceived = 48000;
    stats.concealedSamples = 96000; // frames that could not be decoded count beside
    stats.lag = Samples{48LL * 100'000};
    EXPECT_EQ(meter.update(stats, -20).concealedPermille, 1000);
    EXPECT_EQ(meter.update(stats, -20).lagMs, UINT16_MAX);
    stats.lag = Samples{-48};
    EXPECT_EQ(meter.update(stats, -20).lagMs, 0);
}

TEST(HeardMeter, NumbersItsReports) {
    HeardMeter meter;
    const std::uint16_t first = meter.update({}, -20).number;
    EXPECT_NE(first, HeardReport{}.number);
    EXPECT_EQ(meter.update({}, -20).number, first + 1);
}

TEST(HeardMeter, TellsTheLevelAsTheWireCanCarryIt) {
    HeardMeter meter;
    EXPECT_EQ(meter.update({}, -96).heardLevel, 15);
    EXPECT_EQ(meter.update({}, -20).heardLevel, 53);
    EXPECT_EQ(meter.update({}, 0).heardLevel, 63);
}

} // namespace
} // namespace viz
