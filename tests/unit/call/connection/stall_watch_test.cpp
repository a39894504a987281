#include "core/call/connection/stall_watch.h"

#include <gtest/gtest.h>

#include <vector>

namespace viz {
namespace {

using namespace std::chrono_literals;
using Verdict = StallWatch::Verdict;

constexpr Samples samplesOf(int ms) { return Samples{ms * kSampleRate / 1000}; }

CallPulse healthy(MonotonicTime lastArrival) {
    return {.connected = true,
            .peerHeard = true,
            .lastArrival = lastArrival,
            .unacknowledgedSince = {},
            .roundTrip = 60ms,
            .ownBatch = samplesOf(20),
            .peerBatch = samplesOf(20)};
}

struct LimitRow {
    const char* name;
    std::chrono::milliseconds roundTrip;
    int ownBatchMs;
    int peerBatchMs;
    std::chrono::milliseconds limit;
};

class StallLimits : public testing::TestWithParam<LimitRow> {};

TEST_P(StallLimits, FollowThePath) {
    CallPulse pulse = healthy(1h);
    pulse.roundTrip = GetParam().roundTrip;
    pulse.ownBatch = samplesOf(GetParam().ownBatchMs);
    pulse.peerBatch = samplesOf(GetParam().peerBatchMs);
    EXPECT_EQ(StallWatch().limit(pulse), GetParam().limit);
    EXPECT_EQ(StallWatch().judge(1h + GetParam().limit, pulse), Verdict::Flowing);
    EXPECT_EQ(StallWatch().judge(1h + GetParam().limit + 1ms, pulse), Verdict::Interrupted);
}

INSTANTIATE_TEST_SUITE_P(Rows, StallLimits,
                         testing::Values(LimitRow{"ShortPath", 60ms, 20, 20, 1000ms},
                                         LimitRow{"UnknownPath", 0ms, 20, 20, 1000ms},
                                         LimitRow{"LongPath", 300ms, 20, 20, 1200ms},
                                         LimitRow{"OurLongMessages", 60ms, 640, 20, 1660ms},
                                         LimitRow{"TheirLongMessages", 60ms, 20, 640, 1660ms}),
                         [](const auto& row) { return row.param.name; });

TEST(StallWatch, AnUnansweredRecordCountsLikeSilence) {
    StallWatch watch;
    CallPulse pulse = healthy(1h + 2s);
    pulse.unacknowledgedSince = 1h;
    EXPECT_EQ(watch.judge(1h + 2s, pulse), Verdict::Interrupted);
    EXPECT_EQ(watch.silentSince(), MonotonicTime{1h});
    pulse.unacknowledgedSince.reset();
    pulse.lastArrival = 1h + 2100ms;
    EXPECT_EQ(watch.judge(1h + 2100ms, pulse), Verdict::Flowing);
}

TEST(StallWatch, HasPatienceBeforeTheFirstSound) {
    StallWatch watch;
    CallPulse pulse = healthy(1h);
    pulse.peerHeard = false;
    EXPECT_EQ(watch.judge(1h + 6s, pulse), Verdict::Flowing);
    EXPECT_EQ(watch.judge(1h + 6001ms, pulse), Verdict::Interrupted);
}

TEST(StallWatch, ACutConnectionIsAnInterruptionAtOnce) {
    StallWatch watch;
    CallPulse pulse = healthy(1h);
    pulse.connected = false;
    EXPECT_EQ(watch.judge(1h + 20ms, pulse), Verdict::Interrupted);
    EXPECT_EQ(watch.silentSince(), MonotonicTime{1h});
}

TEST(StallWatch, AConnectionAloneDoesNotEndAnInterruption) {
    StallWatch watch;
    CallPulse pulse = healthy(1h);
    pulse.connected = false;
    ASSERT_EQ(watch.judge(1h + 20ms, pulse), Verdict::Interrupted);
    pulse.connected = true;
    EXPECT_EQ(watch.judge(1h + 100ms, pulse), Verdict::Interrupted) << "nothing has come on it";
    pulse.lastArrival = 1h + 150ms;
    EXPECT_EQ(watch.judge(1h + 150ms, pulse), Verdict::Flowing);
}

TEST(StallWatch, GivesUpTwoMinutesAfterTheLastSignOfLife) {
    StallWatch watch;
    const CallPulse pulse = healthy(1h);
    EXPECT_EQ(watch.judge(1h + 2s, pulse), Verdict::Interrupted);
    EXPECT_EQ(watch.judge(1h + 119'999ms, pulse), Verdict::Interrupted);
    EXPECT_EQ(watch.judge(1h + 120s, pulse), Verdict::Lost);
}

TEST(StallWatch, CountsFromTheNewestInterruption) {
    StallWatch watch;
    EXPECT_EQ(watch.judge(1h + 60s, healthy(1h)), Verdict::Interrupted);
    EXPECT_EQ(watch.judge(1h + 61s, healthy(1h + 61s)), Verdict::Flowing);
    EXPECT_EQ(watch.judge(1h + 150s, healthy(1h + 61s)), Verdict::Interrupted);
    EXPECT_EQ(watch.silentSince(), MonotonicTime{1h + 61s});
    EXPECT_EQ(watch.judge(1h + 181s, healthy(1h + 61s)), Verdict::Lost);
}

} // namespace
} // namespace viz
