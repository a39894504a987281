// A comparison is worth as much as the players that Viz is compared with: each must do what it is there to show.

#include "tests/sim/rival_players.h"
#include "tests/sim/scenarios.h"

#include <gtest/gtest.h>

namespace viz::test {
namespace {

using namespace std::chrono_literals;

CallResult play(const std::unique_ptr<Player>& player, const Scenario& scenario) { return runCall(scenario, *player); }

Scenario withStalls(std::vector<Stall> stalls) {
    return {.mode = k20x1, .lengthMs = 30000, .stalls = std::move(stalls), .pullPhaseMs = 0};
}

TEST(RivalPlayers, UnbufferedAddsNothingUntilAStallAndKeepsThatForEver) {
    const CallResult call = play(makeUnbufferedPlayer(), withStalls({{15000, 200}}));
    EXPECT_EQ(call.concealedPercent(0), 100 * 190.0 / 30000);
    EXPECT_NEAR(call.meanAdded(10000, 14000), 0, 1);
    EXPECT_NEAR(call.meanAdded(16000, 30000), 190, 1);
}

TEST(RivalPlayers, FixedWaitsForItsDelayAgainAfterItRanDry) {
    const CallResult call = play(makeFixedPlayer(100ms), withStalls({{10000, 80}, {20000, 200}}));
    EXPECT_NEAR(call.meanAdded(5000, 9000), 100, 20);
    EXPECT_EQ(call.concealedPercent(9000) == 0, false);
    EXPECT_EQ(call.gapsMs.size(), 1U) << "the short stall is not heard";
}

TEST(RivalPlayers, FixedGivesUpWhatWaitsTooLong) {
    const CallResult call = play(makeFixedPlayer(100ms), withStalls({{10000, 3000}}));
    EXPECT_NEAR(call.skippedMs(), 2900, 100);
    EXPECT_NEAR(call.meanAdded(15000, 30000), 100, 30);
}

TEST(RivalPlayers, JumpOverWhatTheSenderLeftOut) {
    Scenario given = withStalls({{10000, 3000}});
    given.limitsFlight = true;
    for (const auto& player : {makeUnbufferedPlayer, +[] { return makeFixedPlayer(100ms); }}) {
        const CallResult call = play(player(), given);
        EXPECT_GT(call.droppedMs, 1000);
        EXPECT_NEAR(call.skippedMs(), call.droppedMs, 100);
    }
}

TEST(RivalPlayers, NetEqLikeCoversWhatHappensOften) {
    Scenario given = withStalls(stallsEvery5s(120000));
    given.lengthMs = 120000;
    const CallResult call = play(makeNetEqLikePlayer(given), given);
    EXPECT_NEAR(call.meanAdded(60000), 206, 15);
    EXPECT_EQ(call.concealedPercent(60000), 0);
}

TEST(RivalPlayers, NetEqLikeNeedsTwentySecondsForABacklogOfThree) {
    Scenario given = withStalls({{20000, 3000}});
    given.lengthMs = 80000;
    const double recovered = play(makeNetEqLikePlayer(given), given).recoveredAfter(23000, 100);
    EXPECT_GT(recovered, 18000);
    EXPECT_LT(recovered, 28000);
}

} // namespace
} // namespace viz::test
