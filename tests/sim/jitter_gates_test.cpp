// What the playout engine promises, in figures: whole calls in virtual time with real Opus frames. G numbers are those
// of the gates that its design was given; their limits are what a model of the design needed, worst of ten seeds, plus
// 8 to 20 %. A few seeds run by default, VIZ_SIM_SEEDS=10 is the whole check. The sender's own means against a slow
// tunnel (window, stale drop) are modelled where a gate needs them.

#include "tests/sim/rival_players.h"
#include "tests/sim/scenarios.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <ostream>
#include <string>
#include <tuple>

namespace viz::test {

void PrintTo(const Mode& mode, std::ostream* out) { *out << mode.name(); }

namespace {

/// As these gates were set; the phase between arrivals and pulls alone is worth up to 10 ms.
constexpr double kPhaseOfTheGates = 0;

class JitterGates : public testing::TestWithParam<std::tuple<Mode, std::uint64_t>> {
protected:
    [[nodiscard]] static Mode mode() { return std::get<0>(GetParam()); }
    [[nodiscard]] static std::uint64_t seed() { return std::get<1>(GetParam()); }
    [[nodiscard]] static Scenario scenario() { return {.mode = mode(), .seed = seed()}; }
    /// The limit of a gate that depends on the mode.
    [[nodiscard]] static double limit(double for20x1, double for20x3, double for40x8) {
        return mode().name() == "20x1" ? for20x1 : mode().name() == "20x3" ? for20x3 : for40x8;
    }
};

std::string nameOf(const testing::TestParamInfo<std::tuple<Mode, std::uint64_t>>& info) {
    return "mode" + std::get<0>(info.param).name() + "seed" + std::to_string(std::get<1>(info.param));
}

INSTANTIATE_TEST_SUITE_P(Modes, JitterGates,
                         testing::Combine(testing::Values(k20x1, k20x3, k40x8), testing::ValuesIn(seedsToTry())),
                         nameOf);

TEST_P(JitterGates, G1Steady) {
    const CallResult call = runCall(scenario());
    EXPECT_LE(call.meanAdded(), 12);
    EXPECT_LE(call.quantileAdded(0.95), 15);
    EXPECT_EQ(call.concealedPercent(1000), 0);
    EXPECT_LE(call.stretchedPercent(), 0.1);
}

TEST_P(JitterGates, G1SteadyWithALittleJitterAndADeviceThatHolds25Ms) {
    Scenario given = scenario();
    given.uniformMs = 3;
    given.deviceHoldsMs = 25;
    const CallResult call = runCall(given);
    EXPECT_LE(call.meanAdded(), 12.5);
    EXPECT_EQ(call.concealedPercent(1000), 0);
}

TEST_P(JitterGates, G2GaussianJitterOf30Ms) {
    Scenario given = scenario();
    given.gaussianMs = 30;
    const CallResult call = runCall(given);
    EXPECT_LE(call.meanAdded(), limit(112, 102, 85));
    EXPECT_LE(call.quantileAdded(0.95), limit(120, 110, 98));
    EXPECT_LE(call.concealedPercent(), 0.35);
    EXPECT_LE(call.longestGapMs(), 100);
}

double longestGapAfter(const CallResult& call, double fromMs) {
    double longest = 0;
    double gap = 0;
    for (const PullRecord& pull : call.pulls) {
        gap = pull.atMs >= fromMs && pull.concealed > 0 ? gap + pull.concealed / 48.0 : 0;
        longest = std::max(longest, gap);
    }
    return longest;
}

TEST_P(JitterGates, G3StallOf200MsEveryFiveSeconds) {
    Scenario given = scenario();
    given.stalls = stallsEvery5s(given.lengthMs);
    given.pullPhaseMs = kPhaseOfTheGates;
    const CallResult call = runCall(given);
    EXPECT_LE(call.meanAdded(), limit(205, 190, 95));
    EXPECT_LE(call.quantileAdded(0.95), limit(208, 198, 180));
    EXPECT_LE(call.concealedPercent(), limit(0.35, 0.55, 0.8));
    EXPECT_LE(std::count_if(call.gapsMs.begin(), call.gapsMs.end(), [](double gap) { return gap >= 150; }), 2);
    if (mode().framesPerMessage < 8) { // else few stalls meet a message, and one of the two gaps comes later
        EXPECT_LT(longestGapAfter(call, 15000), 150);
    }
    EXPECT_EQ(call.stats.skippedSamples, 0U);
}

TEST_P(JitterGates, G3bTheDelayComesBackWhenTheStallsEnd) {
    Scenario given = scenario();
    given.stalls = stallsEvery5s(60000);
    EXPECT_LE(runCall(given).recoveredAfter(60000, 40), 30000);
}

TEST_P(JitterGates, G4OneStallBuysNoDelay) {
    Scenario given = scenario();
    given.stalls = {{60000, 200}};
    const CallResult call = runCall(given);
    EXPECT_LE(call.recoveredAfter(60200, 25), 1500);
    EXPECT_LE(call.meanAdded(), 14);
    EXPECT_LE(call.concealedPercent() * given.lengthMs / 100, 200);
    EXPECT_EQ(call.stats.skippedSamples, 0U);
    EXPECT_NEAR(call.pulls[5900].targetMs, call.pulls[6500].targetMs, 0.5);
}

TEST_P(JitterGates, G5OutageOfThreeSeconds) {
    Scenario given = scenario();
    given.lengthMs = 80000;
    given.limitsFlight = true;
    given.stalls = {{40000, 3000}};
    const CallResult call = runCall(given);
    EXPECT_LE(call.recoveredAfter(43000, 100), 3200);
    EXPECT_LE(call.recoveredAfter(43000, 25), 4000);
    EXPECT_LE(call.concealedPercent(1000) * (given.lengthMs - 1000) / 100, 3050);
    EXPECT_LE(call.skippedMs(), 2600);
    EXPECT_NEAR(call.skippedMs(), call.droppedMs, 150) << "what the sender gave up, and no more";
    EXPECT_NEAR(call.pulls[3900].targetMs, call.pulls[5000].targetMs, 10);
}

TEST_P(JitterGates, G5OutageWithASenderThatKeepsEverything) {
    Scenario given = scenario();
    given.lengthMs = 80000;
    given.stalls = {{40000, 3000}};
    const CallResult call = runCall(given);
    EXPECT_LE(call.recoveredAfter(43000, 100), 3200);
    EXPECT_LE(call.recoveredAfter(43000, 25), 4000);
    EXPECT_LE(call.skippedMs(), 2700);
}

TEST_P(JitterGates, G6OutageOfTenSeconds) {
    Scenario given = scenario();
    given.lengthMs = 80000;
    given.limitsFlight = true;
    given.stalls = {{40000, 10000}};
    const CallResult call = runCall(given);
    EXPECT_LE(call.recoveredAfter(50000, 100), 3000);
    EXPECT_LE(call.recoveredAfter(50000, 25), 4600);
    EXPECT_LE(call.concealedPercent(1000) * (given.lengthMs - 1000) / 100, 10050);
    EXPECT_LE(call.skippedMs(), 9600);
}

TEST_P(JitterGates, G11PausesThatAreNotSent) {
    Scenario given = scenario();
    given.lengthMs = 60000;
    given.pausesSending = true;
    const CallResult call = runCall(given);
    EXPECT_EQ(call.stats.concealedSamples, 0U) << "background is not concealment";
    EXPECT_EQ(call.stats.skippedSamples, 0U);
    if (mode().framesPerMessage == 1) { // else messages at the end of a talkspurt are shorter than the others
        EXPECT_LE(call.meanAdded(), 12);
        EXPECT_LE(call.quantileAdded(0.95), 15);
    }
}

class JitterSwitch : public JitterGates {};

INSTANTIATE_TEST_SUITE_P(Modes, JitterSwitch,
                         testing::Combine(testing::Values(k20x3, k40x8), testing::ValuesIn(seedsToTry())), nameOf);

TEST_P(JitterSwitch, G9ToShorterMessages) {
    Scenario given = scenario();
    given.lengthMs = 60000;
    given.modeChange = Stall{30000, 0};
    given.secondMode = k20x1;
    given.pullPhaseMs = kPhaseOfTheGates;
    const CallResult call = runCall(given);
    EXPECT_LE(call.recoveredAfter(30000, 40), 4000);
    EXPECT_EQ(call.concealedPercent(), 0);
    EXPECT_EQ(call.stats.skippedSamples, 0U);
}

class JitterReplay : public JitterGates {};

INSTANTIATE_TEST_SUITE_P(Modes, JitterReplay,
                         testing::Combine(testing::Values(k20x1, k20x3, k40x8), testing::ValuesIn(seedsToTry())),
                         nameOf);

TEST_P(JitterReplay, G10RecordedTcpWithOnePercentLoss) {
    auto given = replayOf("tcp_rtt60_loss1.txt", mode(), seed());
    ASSERT_TRUE(given);
    given->pullPhaseMs = kPhaseOfTheGates;
    const CallResult call = runCall(*given);
    EXPECT_LE(call.meanAdded(), limit(105, 155, 140));
    EXPECT_LE(call.quantileAdded(0.95), limit(108, 195, 310));
    EXPECT_LE(call.concealedPercent(), limit(0.35, 1.2, 2.0));
    EXPECT_EQ(call.stats.skippedSamples, 0U);
}

/// The limits are those of the model on these very recordings, which are worse than those that the design was made
/// with.
TEST_P(JitterReplay, G10bRecordedTcpWithThreePercentLoss) {
    auto given = replayOf("tcp_rtt60_loss3.txt", mode(), seed());
    ASSERT_TRUE(given);
    given->pullPhaseMs = kPhaseOfTheGates;
    const CallResult call = runCall(*given);
    EXPECT_LE(call.meanAdded(), limit(155, 190, 320));
    EXPECT_LE(call.quantileAdded(0.95), limit(245, 380, 430));
    EXPECT_LE(call.concealedPercent(), limit(2.0, 1.3, 2.4));
}

/// For what is long or many: one seed, unless this is the whole check.
std::vector<std::uint64_t> fewerSeeds() {
    return seedsToTry().size() < 10 ? std::vector<std::uint64_t>{1} : seedsToTry();
}

class JitterRating : public testing::TestWithParam<std::tuple<Mode, std::string>> {};

INSTANTIATE_TEST_SUITE_P(Recordings, JitterRating,
                         testing::Combine(testing::Values(k20x1, k20x3),
                                          testing::Values("tcp_rtt60_loss1.txt", "tcp_rtt60_loss3.txt")),
                         [](const auto& rated) {
                             const bool isOnePercent = std::get<1>(rated.param) == "tcp_rtt60_loss1.txt";
                             return "mode" + std::get<0>(rated.param).name() + (isOnePercent ? "loss1" : "loss3");
                         });

/// In the modes that are for talking, what is heard is worth no less than with a player as in browsers. On one
/// connection it may be worth a little less: the model of the design lost up to 1.2 on one of ten, and won on eight.
TEST_P(JitterRating, G10IsNoWorseThanNetEq) {
    constexpr double kDevicesMs = 30;
    const auto [mode, file] = GetParam();
    const double floor = mode.messageMs() + kBaseMs + kDevicesMs;
    double won = 0;
    for (const std::uint64_t seed : fewerSeeds()) {
        auto given = replayOf(file, mode, seed);
        ASSERT_TRUE(given);
        given->pullPhaseMs = kPhaseOfTheGates;
        const double lead = runCall(*given).rating(floor) - runCall(*given, *makeNetEqLikePlayer(*given)).rating(floor);
        EXPECT_GE(lead, -1.2) << seed;
        won += lead;
    }
    EXPECT_GE(won, 0);
    RecordProperty("lead", std::to_string(won / static_cast<double>(fewerSeeds().size())));
}

class JitterDrift : public testing::TestWithParam<std::tuple<double, std::uint64_t>> {};

std::string driftName(const testing::TestParamInfo<std::tuple<double, std::uint64_t>>& info) {
    const auto [ppm, seed] = info.param;
    return std::string(ppm < 0 ? "fastSender" : "slowSender") + std::to_string(std::abs(static_cast<int>(ppm))) +
           "seed" + std::to_string(seed);
}

INSTANTIATE_TEST_SUITE_P(Ppm, JitterDrift,
                         testing::Combine(testing::Values(200, -200, 400, -400), testing::ValuesIn(fewerSeeds())),
                         driftName);

TEST_P(JitterDrift, G7) {
    const auto [ppm, seed] = GetParam();
    const bool isStrong = std::abs(ppm) > 200;
    const CallResult call = runCall({.mode = k20x1, .lengthMs = 300000, .seed = seed, .driftPpm = ppm});
    EXPECT_LE(call.meanAdded(), isStrong ? 20 : 18);
    EXPECT_LE(call.quantileAdded(0.95), isStrong ? 20 : 19);
    EXPECT_LE(call.concealedPercent(1000), isStrong ? 0.06 : 0.02);
    EXPECT_LE(call.stretchedPercent(), 0.1);
    EXPECT_LE(std::abs(call.pulls.back().addedMs - call.quantileAdded(0.5, 20000, 40000)), 6);
}

/// The phase between arrivals and pulls decides how long a message waits for its pull: every phase must do.
TEST(JitterPhase, TheDelayIsTheWaitForThePullAndTwoMilliseconds) {
    for (int eighth = 0; eighth < 8; ++eighth) {
        const double phase = 1.25 * eighth;
        const CallResult call = runCall({.mode = k20x1, .lengthMs = 30000, .pullPhaseMs = phase});
        EXPECT_NEAR(call.meanAdded(), phase + 2, 1) << phase;
        EXPECT_EQ(call.concealedPercent(1000), 0) << phase;
    }
}

} // namespace
} // namespace viz::test
