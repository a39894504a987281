// Some minutes of the calls that `./dev soak virtual` has a thousand hours of: that nothing of a fault stays.

#include "tests/sim/call_fault.h"
#include "tests/sim/long_call.h"

#include <gtest/gtest.h>

#include <set>
#include <vector>

namespace viz::test {
namespace {

std::vector<HourOfCall> hoursOf(const LongCallScenario& scenario) {
    std::vector<HourOfCall> hours;
    runLongCall(scenario, [&](const HourOfCall& hour) { hours.push_back(hour); });
    return hours;
}

/// The bars are those of tests/lab/soak_virtual.py.
TEST(LongCall, GetsOverWhatHappensToIt) {
    const auto hours = hoursOf({.hours = 0.22, .seed = 44, .mostBetweenFaultsMs = FaultDraw::kLeastBetweenMs});
    ASSERT_EQ(hours.size(), 2U);
    const HourOfCall& call = hours.back();
    EXPECT_GE(call.faults, 10) << "each kind is one of them";
    EXPECT_GE(call.reconnects, 3);
    EXPECT_EQ(call.resumed, call.reconnects);
    EXPECT_GT(call.medianAddedMs, 5) << "playout waits for its device, at least";
    EXPECT_LE(call.medianAddedMs, 15);
    EXPECT_LE(call.worstAddedMs, 25);
    EXPECT_LE(call.concealedPercent, 0.1);
    EXPECT_EQ(call.lowered, 0);
    EXPECT_EQ(call.duplicateFrames, 0U);
    EXPECT_GT(call.staleFrames, 0U) << "something did happen to it";
    EXPECT_LE(call.usage.residentKib - hours.front().usage.residentKib, 2048);
    EXPECT_EQ(call.usage.threads, hours.front().usage.threads);
    EXPECT_EQ(call.usage.files, hours.front().usage.files);
}

TEST(LongCall, IsTheSameForASeed) {
    const LongCallScenario scenario{.hours = 0.05, .seed = 2, .mostBetweenFaultsMs = FaultDraw::kLeastBetweenMs};
    const HourOfCall once = hoursOf(scenario).back();
    const HourOfCall again = hoursOf(scenario).back();
    EXPECT_GE(once.faults, 2);
    EXPECT_EQ(once.faults, again.faults);
    EXPECT_EQ(once.medianAddedMs, again.medianAddedMs);
    EXPECT_EQ(once.worstAddedMs, again.worstAddedMs);
    EXPECT_EQ(once.staleFrames, again.staleFrames);
}

TEST(FaultDraw, DrawsEveryKindOneToFiveMinutesApart) {
    FaultDraw draw(1);
    std::set<CallFault::What> seen;
    double endMs = 0;
    for (int i = 0; i < 200; ++i) {
        const CallFault fault = draw.after(endMs);
        EXPECT_GE(fault.atMs - endMs, FaultDraw::kLeastBetweenMs);
        EXPECT_LE(fault.atMs - endMs, FaultDraw::kMostBetweenMs);
        EXPECT_LE(fault.lengthMs, 20000);
        seen.insert(fault.what);
        endMs = fault.endMs();
    }
    EXPECT_EQ(seen.size(), static_cast<std::size_t>(CallFault::kKinds));
}

} // namespace
} // namespace viz::test
