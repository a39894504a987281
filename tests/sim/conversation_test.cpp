// What two people get who both talk over a tunnel that is slow both ways: acknowledgements are as late as the voice.

#include "tests/sim/conversation_sim.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace viz::test {
namespace {

constexpr double kBeginMs = 20000;
constexpr double kEndMs = 40000;

struct SlowPath {
    double baseMs;
    double kbps;
    double droppedMs; ///< of 20 s, at most; measured figures and a fifth more
    double worstMs;   ///< added delay, in the same way
};

std::string nameOf(const testing::TestParamInfo<SlowPath>& info) {
    return std::to_string(static_cast<int>(info.param.kbps)) + "kbpsAfter" +
           std::to_string(static_cast<int>(info.param.baseMs)) + "ms";
}

class ASlowPathBothWays : public testing::TestWithParam<SlowPath> {
protected:
    [[nodiscard]] static ConversationResult talk() {
        ConversationScenario given{.settings = {.profile = voiceProfile(ProfileName::LowLatency)}, .lengthMs = 52000};
        given.path.baseMs = GetParam().baseMs;
        given.path.bottleneck = {.atMs = kBeginMs, .lengthMs = kEndMs - kBeginMs, .bitsPerMs = GetParam().kbps};
        return runConversation(given);
    }
};

/// With VIZ_SEEDS in the environment, as in two_party_test.cpp.
void print(const TwoPartyResult& call) {
    if (std::getenv("VIZ_SEEDS") != nullptr)
        std::printf("dropped %.0f concealed %.2f%% worst %.0f median %.0f changes %d <=100 after %.0f\n",
                    call.droppedMs, call.concealedPercent(1000), call.worstAdded(kBeginMs),
                    call.quantileAdded(0.5, kBeginMs + 4000, kEndMs), call.rungChanges(),
                    call.recoveredAfter(kEndMs, 100));
}

TEST_P(ASlowPathBothWays, CostsALittleSpeechAndThenQualityOnly) {
    for (const TwoPartyResult& call : talk()) {
        print(call);
        EXPECT_LE(call.droppedMs, GetParam().droppedMs);
        EXPECT_LE(call.worstAdded(kBeginMs), GetParam().worstMs);
        EXPECT_GT(call.sentAt(kBeginMs + 8000).rung, 0);
        EXPECT_LE(call.rungChanges(), 4);
        EXPECT_LE(call.recoveredAfter(kEndMs, 100), 3200);
        EXPECT_EQ(call.sentAt(kEndMs + 10000).rung, 0) << "when the path is wide again";
    }
}

INSTANTIATE_TEST_SUITE_P(Paths, ASlowPathBothWays,
                         testing::Values(SlowPath{1, 16, 3100, 4000}, SlowPath{1, 24, 1850, 2400},
                                         SlowPath{1, 40, 800, 1100}, SlowPath{30, 24, 1400, 1900},
                                         SlowPath{60, 48, 1050, 950}),
                         nameOf);

} // namespace
} // namespace viz::test
