#include "core/media/jitter/playout_policy.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace viz {
namespace {

using namespace std::chrono_literals;

struct Case {
    std::string name;
    PlayoutStatus status;
    Operation operation;
    double rate = 0;
};

PlayoutStatus running(Samples excess, Samples level = 200ms) {
    return {.excess = excess, .level = level, .target = 40ms, .isRunning = true};
}

PlayoutStatus waiting(Samples excess, Samples level) { return {.excess = excess, .level = level, .target = 40ms}; }

PlayoutStatus muted(Samples excess, Samples level, Samples concealed) {
    return {.excess = excess, .level = level, .target = 40ms, .concealed = concealed, .isRunning = true};
}

PlayoutStatus holed(Samples level) { return {.level = level, .isRunning = true, .hasMediaAfterHole = true}; }

PlayoutStatus paused(Samples excess) {
    return {.excess = excess, .level = 200ms, .target = 40ms, .isRunning = true, .isPause = true};
}

void check(const std::vector<Case>& cases) {
    for (const Case& row : cases) {
        PlayoutPolicy policy;
        const PlayoutDecision decision = policy.decide(row.status);
        EXPECT_EQ(decision.operation, row.operation) << row.name;
        EXPECT_NEAR(decision.rate, row.rate, 1e-9) << row.name;
    }
}

TEST(PlayoutPolicy, BeginsATalkspurtWhenItsTimeHasCome) {
    check({
        {"nothing there", waiting(0ms, 0ms), Operation::Wait},
        {"too early", waiting(-50ms, 20ms), Operation::Wait},
        {"a pull too early", waiting(-10ms, 20ms), Operation::Wait},
        {"within this pull", waiting(-9ms, 20ms), Operation::Start},
        {"in time", waiting(0ms, 20ms), Operation::Start},
        {"late", waiting(300ms, 20ms), Operation::Start},
    });
}

TEST(PlayoutPolicy, ConcealsOnlyWhenThereIsNothing) {
    check({
        {"plenty", running(0ms), Operation::Play},
        {"a part of a pull", running(0ms, 3ms), Operation::Play},
        {"nothing", running(0ms, 0ms), Operation::Conceal},
        {"nothing, and late", running(300ms, 0ms), Operation::Conceal},
    });
}

TEST(PlayoutPolicy, JumpsAHoleWhenItGetsThere) {
    check({
        {"at the hole", holed(0ms), Operation::Jump},
        {"within this pull", holed(9ms), Operation::Jump},
        {"not yet", holed(10ms), Operation::Play},
    });
}

TEST(PlayoutPolicy, RefillsALittleAfterItWentSilent) {
    check({
        {"not yet silent", muted(-100ms, 20ms, 90ms), Operation::SlowDown, 0.10},
        {"silent and early", muted(-100ms, 20ms, 100ms), Operation::Conceal},
        {"enough again", muted(-100ms, 40ms, 100ms), Operation::SlowDown, 0.10},
        {"silent and late", muted(5ms, 20ms, 3s), Operation::Play},
    });
}

TEST(PlayoutPolicy, TheMoreThereIsToCatchUpTheFasterItGoes) {
    check({
        {"nothing to correct", running(10ms), Operation::Play},
        {"a little", running(11ms), Operation::SpeedUp, 0.03},
        {"inaudible", running(50ms), Operation::SpeedUp, 0.05},
        {"up to 12 %", running(99ms), Operation::SpeedUp, 0.12},
        {"more of more", running(140ms), Operation::SpeedUp, 0.20},
        {"up to 25 %", running(175ms), Operation::SpeedUp, 0.25},
        {"never more", running(1000ms), Operation::SpeedUp, 0.25},
        {"a pause is cheap", paused(50ms), Operation::SpeedUp, 0.5},
        {"the last bit too", paused(5ms), Operation::SpeedUp, 0.05},
        {"half of a pause", paused(900ms), Operation::SpeedUp, 1.0},
        {"slower", running(-50ms), Operation::SlowDown, 0.05},
        {"never much", running(-500ms), Operation::SlowDown, 0.10},
        {"in pauses more", paused(-500ms), Operation::SlowDown, 0.5},
    });
}

TEST(PlayoutPolicy, SkipsOnlyBeyondASecondAndOnlyIntoSound) {
    check({
        {"a second", running(1000ms, 1500ms), Operation::SpeedUp, 0.25},
        {"more", running(1001ms, 1500ms), Operation::Skip},
        {"more, but where to", running(1001ms, 600ms), Operation::SpeedUp, 0.25},
    });
}

TEST(PlayoutPolicy, ACorrectionGoesOnUntilItIsDone) {
    PlayoutPolicy policy;
    EXPECT_EQ(policy.decide(running(9ms)).operation, Operation::Play);
    EXPECT_EQ(policy.decide(running(11ms)).operation, Operation::SpeedUp);
    EXPECT_EQ(policy.decide(running(9ms)).operation, Operation::SpeedUp);
    EXPECT_EQ(policy.decide(running(4ms)).operation, Operation::SpeedUp);
    EXPECT_EQ(policy.decide(running(2ms)).operation, Operation::Play);
    EXPECT_EQ(policy.decide(running(9ms)).operation, Operation::Play);
    EXPECT_EQ(policy.decide(running(-11ms)).operation, Operation::SlowDown);
    EXPECT_EQ(policy.decide(running(-2ms)).operation, Operation::SlowDown) << "too little delay tears gaps";
    EXPECT_EQ(policy.decide(running(-1ms)).operation, Operation::Play);
    EXPECT_EQ(policy.decide(running(-11ms)).operation, Operation::SlowDown);
    EXPECT_EQ(policy.decide(running(4ms)).operation, Operation::Play) << "overshot";
}

} // namespace
} // namespace viz
