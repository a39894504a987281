// What is heard, and not only what the counters say.

#include "core/media/delay_estimator.h"
#include "tests/sim/quality/glitch.h"
#include "tests/sim/quality/intelligibility.h"
#include "tests/sim/quality/warped_reference.h"
#include "tests/sim/scenarios.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace viz::test {
namespace {

using namespace std::chrono_literals;
using Pcm = std::vector<std::int16_t>;

Pcm spokenFor(double lengthMs) {
    Pcm spoken;
    while (spoken.size() < static_cast<std::size_t>(lengthMs * 48))
        spoken.insert(spoken.end(), spokenSound().begin(), spokenSound().end());
    spoken.resize(static_cast<std::size_t>(lengthMs * 48));
    return spoken;
}

/// The largest bend of a call outside the background noise that a long concealment turns into: noise is rough by
/// nature. The joins at both of its ends count.
Glitch largestBendOfMedia(const CallResult& call) {
    Glitch worst;
    double gapMs = 0;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= call.pulls.size(); ++i) {
        gapMs = i < call.pulls.size() && call.pulls[i].concealed == 480 ? gapMs + 10 : 0;
        const bool isNoise = gapMs > 100;
        if (!isNoise && i < call.pulls.size())
            continue;
        const Glitch here = largestBend(std::span(call.heard).subspan(begin, i * 480 - begin));
        if (here.secondDifference > worst.secondDifference)
            worst = {.at = begin + here.at, .secondDifference = here.secondDifference, .sharpness = here.sharpness};
        begin = std::min(call.heard.size(), (i + 1) * 480);
    }
    return worst;
}

struct Row {
    std::string name;
    Scenario scenario;
};

/// The scenarios of the gates 1 to 9, shorter.
std::vector<Row> difficultCalls(Mode mode, std::uint64_t seed) {
    const Scenario plain{.mode = mode, .lengthMs = 40000, .seed = seed};
    std::vector<Row> rows(9, {.name = "steady", .scenario = plain});
    rows[1].name = "Gaussian jitter";
    rows[1].scenario.gaussianMs = 30;
    rows[2].name = "stalls";
    rows[2].scenario.stalls = stallsEvery5s(30000);
    rows[3].name = "odd stalls";
    rows[3].scenario.stalls = {{9000, 200}, {14000, 90}, {20000, 400}, {31000, 1500}};
    rows[4].name = "outage";
    rows[4].scenario.stalls = {{20000, 3000}};
    rows[4].scenario.limitsFlight = true;
    rows[5].name = "slow sender";
    rows[5].scenario.driftPpm = 400;
    rows[6].name = "fast sender";
    rows[6].scenario.driftPpm = -400;
    rows[7].name = "24 kbit/s, where messages are given up";
    rows[7].scenario.mode = k40x8;
    rows[7].scenario.bottleneck = Bottleneck{.atMs = 10000, .lengthMs = 15000, .bitsPerMs = 24};
    rows[7].scenario.limitsFlight = true;
    rows[8].name = "shorter messages";
    rows[8].scenario.modeChange = Stall{20000, 0};
    rows[8].scenario.secondMode = k20x1;
    return rows;
}

TEST(JitterSound, IsHeardAsLateAsTheFiguresSay) {
    for (const Mode mode : {k20x1, k20x3, k40x8}) {
        const Scenario scenario{.mode = mode, .lengthMs = 20000, .pullPhaseMs = 4};
        const CallResult call = runCall(scenario, true);
        const auto track = delayTrack(spokenFor(20000), call.heard, 1s);
        ASSERT_GE(track.size(), 10U);
        constexpr double kLookaheadMs = 6.5;
        const double figures = call.meanAdded(5000) + mode.messageMs() + kBaseMs + kLookaheadMs;
        const double heard = static_cast<double>(medianDelay(track)->count()) / 48 + scenario.pullPhaseMs;
        EXPECT_NEAR(heard, figures, 1.5) << mode.name();
    }
}

TEST(JitterSound, IsTheSoundThatWasSpoken) {
    const CallResult call = runCall({.mode = k20x1, .lengthMs = 40000, .uniformMs = 3}, true);
    for (const DelayPoint& point : delayTrack(spokenFor(40000), call.heard, 500ms)) {
        if (point.at > 3s) {
            EXPECT_GT(point.likeness, 0.85) << point.at.count() / 48 << " ms";
        }
    }
}

class JitterSoundGates : public testing::TestWithParam<std::tuple<Mode, std::uint64_t>> {
protected:
    [[nodiscard]] static std::vector<Row> calls() {
        return difficultCalls(std::get<0>(GetParam()), std::get<1>(GetParam()));
    }
    [[nodiscard]] static bool needsStoi(const Row& row) {
        return row.name == "steady" || row.name == "Gaussian jitter" || row.name == "slow sender" ||
               row.name == "fast sender" || row.name == "shorter messages";
    }
};

std::string nameOf(const testing::TestParamInfo<std::tuple<Mode, std::uint64_t>>& info) {
    return "mode" + std::get<0>(info.param).name() + "seed" + std::to_string(std::get<1>(info.param));
}

bool isQuick() { return seedsToTry().size() < 10; }

/// All modes and seeds only in the whole check: these calls are decoded, compared and looked at sample by sample.
INSTANTIATE_TEST_SUITE_P(Modes, JitterSoundGates,
                         testing::Combine(testing::ValuesIn(isQuick() ? std::vector{k20x1}
                                                                      : std::vector{k20x1, k20x3, k40x8}),
                                          testing::ValuesIn(isQuick() ? std::vector{std::uint64_t{1}} : seedsToTry())),
                         nameOf);

TEST_P(JitterSoundGates, G13SpeechHasNoClicksAndIsUnderstood) {
    for (const Row& row : calls()) {
        const CallResult call = runCall(row.scenario, true);
        const AlignedSound sound = alignedSound(row.scenario, call, 1000);
        EXPECT_LE(largestBend(sound.heard).secondDifference, 2 * largestBend(sound.spoken).secondDifference)
            << row.name;
        const auto understood = intelligibility(sound.spoken, sound.heard);
        ASSERT_TRUE(understood) << row.name;
        RecordProperty(row.name, std::to_string(understood->stoi));
        if (needsStoi(row)) {
            EXPECT_GE(understood->stoi, 0.95) << row.name;
        }
    }
}

TEST_P(JitterSoundGates, G13AToneStaysSmooth) {
    int plain = 0; // of the first call, in which nothing happens
    for (Row& row : calls()) {
        row.scenario.speaksTone = true;
        const Glitch glitch = largestBendOfMedia(runCall(row.scenario, true));
        plain = plain == 0 ? glitch.secondDifference : plain;
        EXPECT_LE(glitch.secondDifference, 2 * plain) << row.name << " at sample " << glitch.at;
    }
}

} // namespace
} // namespace viz::test
