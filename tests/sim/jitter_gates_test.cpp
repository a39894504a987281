// What the playout engine promises, in figures: whole calls in virtual time with real Opus frames. G numbers are those
// of the gates that its design was given; their limits are what a model of the design needed, worst of ten seeds, plus
// 8 to 20 %. The sender's own means against a slow tunnel (window, stale drop) are modelled where a gate needs them.

#include "tests/sim/sim_call.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <ostream>
#include <sstream>
#include <string>
#include <tuple>

namespace viz::test {

void PrintTo(const Mode& mode, std::ostream* out) { *out << mode.name(); }

namespace {

constexpr Mode k20x1{FrameDuration::Ms20, 1};
constexpr Mode k20x3{FrameDuration::Ms20, 3};
constexpr Mode k40x8{FrameDuration::Ms40, 8};

class JitterGates : public testing::TestWithParam<std::tuple<Mode, std::uint64_t>> {
protected:
    [[nodiscard]] static Mode mode() { return std::get<0>(GetParam()); }
    [[nodiscard]] static Scenario scenario() { return {.mode = mode(), .seed = std::get<1>(GetParam())}; }
    /// The limit of a gate that depends on the mode.
    [[nodiscard]] static double limit(double for20x1, double for20x3, double for40x8) {
        return mode().name() == "20x1" ? for20x1 : mode().name() == "20x3" ? for20x3 : for40x8;
    }
};

std::string nameOf(const testing::TestParamInfo<std::tuple<Mode, std::uint64_t>>& info) {
    return "mode" + std::get<0>(info.param).name() + "seed" + std::to_string(std::get<1>(info.param));
}

INSTANTIATE_TEST_SUITE_P(Modes, JitterGates,
                         testing::Combine(testing::Values(k20x1, k20x3, k40x8), testing::Values(1, 2, 3)), nameOf);

double skippedMs(const CallResult& call) { return static_cast<double>(call.stats.skippedSamples) / 48; }

std::vector<Stall> stallsEvery5s(double untilMs) {
    std::vector<Stall> stalls;
    for (int i = 0; 3000 + 5000.0 * i < untilMs; ++i)
        stalls.push_back({3000 + 5000.0 * i, 200});
    return stalls;
}

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

TEST_P(JitterGates, G3StallOf200MsEveryFiveSeconds) {
    Scenario given = scenario();
    given.stalls = stallsEvery5s(given.lengthMs);
    given.pullPhaseMs = 0; // as the gate was set; the phase alone is worth up to 10 ms
    const CallResult call = runCall(given);
    EXPECT_LE(call.meanAdded(), limit(205, 190, 95));
    EXPECT_LE(call.quantileAdded(0.95), limit(208, 198, 180));
    EXPECT_LE(call.concealedPercent(), limit(0.35, 0.55, 0.8));
    EXPECT_LE(std::count_if(call.gapsMs.begin(), call.gapsMs.end(), [](double gap) { return gap >= 150; }), 2);
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
    EXPECT_LE(skippedMs(call), 2600);
    EXPECT_NEAR(skippedMs(call), call.droppedMs, 150) << "what the sender gave up, and no more";
    EXPECT_NEAR(call.pulls[3900].targetMs, call.pulls[5000].targetMs, 10);
}

TEST_P(JitterGates, G5OutageWithASenderThatKeepsEverything) {
    Scenario given = scenario();
    given.lengthMs = 80000;
    given.stalls = {{40000, 3000}};
    const CallResult call = runCall(given);
    EXPECT_LE(call.recoveredAfter(43000, 100), 3200);
    EXPECT_LE(call.recoveredAfter(43000, 25), 4000);
    EXPECT_LE(skippedMs(call), 2700);
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
    EXPECT_LE(skippedMs(call), 9600);
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

INSTANTIATE_TEST_SUITE_P(Modes, JitterSwitch, testing::Combine(testing::Values(k20x3, k40x8), testing::Values(1, 2, 3)),
                         nameOf);

TEST_P(JitterSwitch, G9ToShorterMessages) {
    Scenario given = scenario();
    given.lengthMs = 60000;
    given.modeChange = Stall{30000, 0};
    given.secondMode = k20x1;
    const CallResult call = runCall(given);
    EXPECT_LE(call.recoveredAfter(30000, 40), 4000);
    EXPECT_EQ(call.concealedPercent(), 0);
    EXPECT_EQ(call.stats.skippedSamples, 0U);
}

class JitterReplay : public testing::TestWithParam<Mode> {
protected:
    /// The line of the recording for messages of this mode.
    static std::vector<double> recordedDelays() {
        std::ifstream file("tests/sim/data/tcp_rtt60_loss1.txt");
        std::vector<double> delays;
        for (std::string line; std::getline(file, line);) {
            std::istringstream words(line);
            double interval = 0;
            if (words >> interval && interval == GetParam().messageMs())
                delays.assign(std::istream_iterator<double>(words), {});
        }
        return delays;
    }
};

INSTANTIATE_TEST_SUITE_P(Modes, JitterReplay, testing::Values(k20x1, k20x3, k40x8),
                         [](const auto& mode) { return "mode" + mode.param.name(); });

TEST_P(JitterReplay, G10RecordedTcpWithOnePercentLoss) {
    const Mode mode = GetParam();
    const auto limit = [&mode](double for20x1, double for20x3, double for40x8) {
        return mode.name() == "20x1" ? for20x1 : mode.name() == "20x3" ? for20x3 : for40x8;
    };
    const Scenario given{
        .mode = mode, .lengthMs = 100000, .replayMs = recordedDelays(), .baseDelayMs = mode.messageMs() + 60};
    ASSERT_GT(given.replayMs.size(), 300U);
    const CallResult call = runCall(given);
    EXPECT_LE(call.meanAdded(), limit(105, 155, 140));
    EXPECT_LE(call.quantileAdded(0.95), limit(108, 195, 310));
    EXPECT_LE(call.concealedPercent(), limit(0.35, 1.2, 2.0));
    EXPECT_EQ(call.stats.skippedSamples, 0U);
}

class JitterDrift : public testing::TestWithParam<double> {};

INSTANTIATE_TEST_SUITE_P(Ppm, JitterDrift, testing::Values(200, -200, 400, -400), [](const auto& param) {
    return std::string(param.param < 0 ? "fastSender" : "slowSender") +
           std::to_string(std::abs(static_cast<int>(param.param)));
});

TEST_P(JitterDrift, G7) {
    const bool isStrong = std::abs(GetParam()) > 200;
    const CallResult call = runCall({.mode = k20x1, .lengthMs = 300000, .driftPpm = GetParam()});
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
