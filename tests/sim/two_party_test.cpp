// What sender, receiver and playout promise together over a tunnel that is slow, stands still or whose sound devices
// do. Numbers as in jitter_gates_test.cpp; here nothing of the program is modelled, only the path and the devices.

#include "tests/sim/two_party_sim.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <tuple>

namespace viz::test {
namespace {

/// At constant sizes, as the gates were set: sizes that follow the voice make jitter of their own on a slow path.
VoiceProfile profileOf(const std::string& mode) {
    VoiceProfile profile = voiceProfile(mode == "20x1"   ? ProfileName::LowLatency
                                        : mode == "20x3" ? ProfileName::Balanced
                                                         : ProfileName::Saver);
    profile.sizes = SizePolicy::Constant;
    return profile;
}

/// VIZ_SEEDS=10 in the environment: so many seeds, and the figures.
int seeds() {
    const char* asked = std::getenv("VIZ_SEEDS");
    return asked != nullptr ? std::max(1, std::atoi(asked)) : 2;
}

template<typename... Values>
void tell(const char* format, Values... values) {
    if (std::getenv("VIZ_SEEDS") != nullptr)
        std::printf(format, values...);
}

class TwoPartyGates : public testing::TestWithParam<std::tuple<std::string, int>> {
protected:
    [[nodiscard]] static std::string mode() { return std::get<0>(GetParam()); }
    [[nodiscard]] static TwoPartyScenario scenario() {
        return {.settings = {.profile = profileOf(mode())},
                .seed = static_cast<std::uint64_t>(std::get<1>(GetParam()))};
    }
    [[nodiscard]] static double limit(double for20x1, double for20x3, double for40x8) {
        return mode() == "20x1" ? for20x1 : mode() == "20x3" ? for20x3 : for40x8;
    }
};

std::string nameOf(const testing::TestParamInfo<std::tuple<std::string, int>>& info) {
    return "mode" + std::get<0>(info.param) + "seed" + std::to_string(std::get<1>(info.param));
}

INSTANTIATE_TEST_SUITE_P(Modes, TwoPartyGates,
                         testing::Combine(testing::Values("20x1", "20x3", "40x8"), testing::Range(1, seeds() + 1)),
                         nameOf);

void print(const char* what, const TwoPartyResult& call) {
    tell("%s: mean %.1f p95 %.1f concealed %.2f%% longest %.0f skipped %.0f dropped %.0f changes %d probes %zu\n", what,
         call.meanAdded(), call.quantileAdded(0.95), call.concealedPercent(1000), call.longestGapMs(), call.skippedMs(),
         call.droppedMs, call.rungChanges(), call.tailProbes);
}

TEST_P(TwoPartyGates, G1Steady) {
    TwoPartyScenario given = scenario();
    given.lengthMs = 60000;
    const TwoPartyResult call = runTwoParty(given);
    print("steady", call);
    EXPECT_LE(call.meanAdded(), 12);
    EXPECT_LE(call.quantileAdded(0.95), 15);
    EXPECT_EQ(call.concealedPercent(1000), 0);
    EXPECT_EQ(call.rungChanges(), 0);
    EXPECT_EQ(call.tailProbes, 0U);
}

TEST_P(TwoPartyGates, G5OutageOfThreeSeconds) {
    TwoPartyScenario given = scenario();
    given.lengthMs = 80000;
    given.stalls = {{40000, 3000}};
    const TwoPartyResult call = runTwoParty(given);
    print("outage 3 s", call);
    tell("  <=100 after %.0f, <=25 after %.0f\n", call.recoveredAfter(43000, 100), call.recoveredAfter(43000, 25));
    EXPECT_LE(call.recoveredAfter(43000, 100), 3200);
    EXPECT_LE(call.recoveredAfter(43000, 25), 4000);
    EXPECT_LE(call.concealedPercent(1000) * (given.lengthMs - 1000) / 100, 3050);
    EXPECT_LE(call.skippedMs(), 2600);
    EXPECT_EQ(call.rungChanges(), 0) << "a stall is not congestion";
}

TEST_P(TwoPartyGates, G6OutageOfTenSeconds) {
    TwoPartyScenario given = scenario();
    given.lengthMs = 80000;
    given.stalls = {{40000, 10000}};
    const TwoPartyResult call = runTwoParty(given);
    print("outage 10 s", call);
    tell("  <=100 after %.0f, <=25 after %.0f\n", call.recoveredAfter(50000, 100), call.recoveredAfter(50000, 25));
    EXPECT_LE(call.recoveredAfter(50000, 100), 3000);
    EXPECT_LE(call.recoveredAfter(50000, 25), 4600);
    EXPECT_LE(call.concealedPercent(1000) * (given.lengthMs - 1000) / 100, 10050);
    EXPECT_LE(call.skippedMs(), 9600);
    EXPECT_EQ(call.rungChanges(), 0);
}

TEST_P(TwoPartyGates, G8TwentySecondsAt24Kbps) {
    TwoPartyScenario given = scenario();
    given.bottleneck = {.atMs = 40000, .lengthMs = 20000, .bitsPerMs = 24};
    const TwoPartyResult call = runTwoParty(given);
    print("24 kbit/s", call);
    tell("  worst %.0f median %.0f <=100 again after %.0f\n", call.worstAdded(38000),
         call.quantileAdded(0.5, 44000, 60000), call.recoveredAfter(60000, 100));
    EXPECT_LE(call.worstAdded(38000), limit(1500, 950, 1200));
    EXPECT_LE(call.quantileAdded(0.5, 44000, 60000), limit(235, 190, 320));
    EXPECT_LE(call.concealedPercent(), limit(1.9, 1.5, 1.8));
    EXPECT_LE(call.droppedMs, limit(1050, 600, 750));
    EXPECT_LE(call.recoveredAfter(60000, 100), limit(2800, 1500, 2000));
    EXPECT_LE(call.rungChanges(), 4);
}

TEST_P(TwoPartyGates, G8SizesThatFollowTheVoice) {
    TwoPartyScenario given = scenario();
    given.settings.profile.sizes = SizePolicy::Smallest;
    given.bottleneck = {.atMs = 40000, .lengthMs = 20000, .bitsPerMs = 24};
    const TwoPartyResult call = runTwoParty(given);
    print("24 kbit/s, sizes follow the voice", call);
    tell("  worst %.0f median %.0f <=200 again after %.0f, mean from 10 s after %.1f\n", call.worstAdded(38000),
         call.quantileAdded(0.5, 44000, 60000), call.recoveredAfter(60000, 200), call.meanAdded(70000));
    EXPECT_LE(call.worstAdded(38000), 1500);
    EXPECT_LE(call.recoveredAfter(60000, 200), 4000);
    EXPECT_LE(call.meanAdded(70000), 40) << "what was learned on the slow path is forgotten with it";
    EXPECT_LE(call.concealedPercent(), 2.5);
}

TEST_P(TwoPartyGates, G9ChangesOfProfileCostNothing) {
    for (const auto& [from, to] :
         {std::pair{"20x1", "40x8"}, {"20x3", "40x8"}, {"20x1", "20x3"}, {"40x8", "20x1"}, {"40x8", "20x3"}}) {
        if (from != mode())
            continue;
        TwoPartyScenario given = scenario();
        given.lengthMs = 60000;
        given.change = {.atMs = 30000, .settings = {.profile = profileOf(to)}};
        const TwoPartyResult call = runTwoParty(given);
        const double longer = toMs(profileOf(to).batchLength()) - toMs(profileOf(from).batchLength());
        print((std::string(from) + " -> " + to).c_str(), call);
        tell("  settled %.0f later\n", call.recoveredAfter(30000, std::max(0.0, longer) + 40));
        EXPECT_LE(call.concealedPercent(1000) * 590, 0.5) << "in ms; " << from << " to " << to;
        EXPECT_EQ(call.skippedMs(), 0);
        EXPECT_NEAR(call.meanAdded(45000), 10 + longer, 8);
        EXPECT_EQ(call.sentAt(59000).batchLength, profileOf(to).batchLength());
        EXPECT_LE(call.recoveredAfter(30000, std::max(0.0, longer) + 40), 4000);
    }
}

TEST_P(TwoPartyGates, ALoudspeakerThatStoodStillFor300Ms) {
    for (const double held : {0.0, 40.0}) {
        TwoPartyScenario given = scenario();
        given.lengthMs = 60000;
        given.loudspeakerHoldsMs = held;
        given.loudspeaker = {.atMs = 30000, .lengthMs = 300};
        const TwoPartyResult call = runTwoParty(given);
        print(held > 0 ? "loudspeaker with a buffer" : "loudspeaker", call);
        tell("  before %.1f <=25 %.0f after %.1f\n", call.meanAdded(20000, 30000), call.recoveredAfter(30300, 25),
             call.meanAdded(35000));
        EXPECT_LE(call.recoveredAfter(30300, 25), 1750);
        EXPECT_LE(call.longestGapMs(), std::max(20.0, held)) << "it fills its buffer anew, all at once";
        EXPECT_NEAR(call.meanAdded(35000), call.meanAdded(20000, 30000), 3);
    }
}

TEST_P(TwoPartyGates, AMicrophoneThatStoodStillFor300Ms) {
    for (const bool lost : {false, true}) {
        TwoPartyScenario given = scenario();
        given.lengthMs = 60000;
        given.microphone = {.atMs = 30000, .lengthMs = 300};
        given.microphoneLosesSound = lost;
        const TwoPartyResult call = runTwoParty(given);
        print(lost ? "microphone lost" : "microphone late", call);
        tell("  <=100 %.0f <=25 %.0f\n", call.recoveredAfter(30300, 100), call.recoveredAfter(30300, 25));
        EXPECT_LE(call.recoveredAfter(30300, 25), 1750);
        // What is lost cannot be heard; until that is known, for 200 ms and to the end of a message, sound seems late.
        EXPECT_LE(call.concealedPercent(1000) * 590, lost ? limit(380, 430, 570) : 310);
        EXPECT_NEAR(call.meanAdded(35000), call.meanAdded(20000, 30000), 3);
        EXPECT_EQ(call.rungChanges(), 0);
    }
}

TEST(TwoParties, TheIntervalFollowsALongRoundTripUnheard) {
    TwoPartyScenario given{.settings = {.profile = profileOf("20x1"), .automaticInterval = true}};
    given.lengthMs = 40000;
    given.baseMs = 110;
    const TwoPartyResult call = runTwoParty(given);
    print("auto at 220 ms", call);
    EXPECT_EQ(call.sentAt(39000).batchLength, Samples{std::chrono::milliseconds{60}});
    EXPECT_LE(call.concealedPercent(1000) * 390, 0.5);
    EXPECT_EQ(call.rungChanges(), 0);
}

/// Acknowledgements ride on the peer's own messages: here they are as long as ours.
TEST(TwoParties, ASlowPathBetweenTwoSavers) {
    TwoPartyScenario given{.settings = {.profile = profileOf("40x8")}};
    given.lengthMs = 100000;
    given.peerBatchMs = 320;
    given.bottleneck = {.atMs = 40000, .lengthMs = 20000, .bitsPerMs = 24};
    const TwoPartyResult call = runTwoParty(given);
    print("two savers, 24 kbit/s", call);
    tell("  worst %.0f median %.0f <=100 again after %.0f\n", call.worstAdded(38000),
         call.quantileAdded(0.5, 44000, 60000), call.recoveredAfter(60000, 100));
    EXPECT_LE(call.worstAdded(38000), 1500);
    EXPECT_LE(call.quantileAdded(0.5, 44000, 60000), 400);
    EXPECT_LE(call.recoveredAfter(60000, 100), 4000);
    EXPECT_LE(call.rungChanges(), 4);
}

/// 200 ms every 5 s, both ways.
TEST(TwoParties, StallsAreNoCongestionAndBringTailProbes) {
    for (const char* mode : {"20x1", "40x8"}) {
        TwoPartyScenario given{.settings = {.profile = profileOf(mode)}};
        given.lengthMs = 60000;
        for (int i = 1; i < 12; ++i)
            given.stalls.push_back({5000.0 * i, 200});
        const TwoPartyResult call = runTwoParty(given);
        print(mode, call);
        EXPECT_EQ(call.rungChanges(), 0);
        EXPECT_EQ(call.droppedMs, 0);
        EXPECT_EQ(call.tailProbes > 0, std::string(mode) == "40x8");
        EXPECT_NEAR(call.received.stallsLastMinute, 11, std::string(mode) == "40x8" ? 8 : 1);
    }
}

} // namespace
} // namespace viz::test
