#include "core/pipeline/send/auto_interval.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

using namespace std::chrono_literals;
using enum FrameDuration;

TEST(AutoInterval, IsAQuarterOfTheRoundTripRoundedTo20Ms) {
    struct Row {
        MonotonicTime roundTrip;
        FrameDuration frame;
    };
    for (const Row& row : {Row{0ms, Ms20}, Row{60ms, Ms20}, Row{119ms, Ms20}, Row{120ms, Ms40}, Row{150ms, Ms40},
                           Row{199ms, Ms40}, Row{200ms, Ms60}, Row{2000ms, Ms60}})
        EXPECT_EQ(AutoInterval::bestFor(row.roundTrip), row.frame) << toMs(row.roundTrip);
}

TEST(AutoInterval, ChangesWhenTheWishHasLasted) {
    AutoInterval interval;
    EXPECT_EQ(interval.update(150ms, 100s), Ms20);
    EXPECT_EQ(interval.update(150ms, 104s), Ms20);
    EXPECT_EQ(interval.update(60ms, 104s), Ms20); // not so long after all
    EXPECT_EQ(interval.update(150ms, 105s), Ms20);
    EXPECT_EQ(interval.update(150ms, 109s), Ms20);
    EXPECT_EQ(interval.update(150ms, 110s), Ms40);
}

TEST(AutoInterval, ChangesAtMostEveryTenSeconds) {
    AutoInterval interval;
    FrameDuration before = interval.frame();
    int changes = 0;
    for (int second = 0; second < 60; ++second) { // a path that becomes another one every 5 s
        const FrameDuration frame = interval.update(second / 6 % 2 ? 250ms : 60ms, second * 1s);
        changes += frame != before;
        before = frame;
    }
    EXPECT_LE(changes, 6);
    EXPECT_GE(changes, 1);
}

} // namespace
} // namespace viz
