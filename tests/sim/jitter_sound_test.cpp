// What is heard, and not only what the counters say.

#include "core/media/delay_estimator.h"
#include "tests/sim/quality/glitch.h"
#include "tests/sim/quality/intelligibility.h"
#include "tests/sim/quality/warped_reference.h"
#include "tests/sim/scenarios.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
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

/// How much of the sender's sound is passed over between two pulls, in ms; 10 while nothing is changed.
std::vector<double> advances(const CallResult& call, double fromMs, double toMs) {
    std::vector<double> found;
    for (std::size_t i = 1; i < call.pulls.size(); ++i)
        if (call.pulls[i - 1].atMs >= fromMs && call.pulls[i].atMs <= toMs)
            found.push_back(static_cast<double>((call.pulls[i].position - call.pulls[i - 1].position).count()) / 48);
    return found;
}

double loudness(const Pcm& sound, double fromMs, double toMs) {
    const auto part =
        std::span(sound).subspan(static_cast<std::size_t>(fromMs * 48), static_cast<std::size_t>((toMs - fromMs) * 48));
    const double energy = std::accumulate(
        part.begin(), part.end(), 0.0, [](double sum, std::int16_t sample) { return sum + double(sample) * sample; });
    return 10 * std::log10(energy / static_cast<double>(part.size()) / (32768.0 * 32768.0) + 1e-12);
}

/// The heart of it: what is heard of 3 s without network in the middle of speech.
TEST(JitterSound, AStallIsOnePauseThenAFasterVoiceAndNothingElse) {
    constexpr double kFrom = 20000;
    constexpr double kStall = 3000;
    for (const Mode mode : {k20x1, k20x3, k40x8}) {
        const Scenario scenario{
            .mode = mode, .lengthMs = 40000, .stalls = {{kFrom, kStall}}, .limitsFlight = true, .pullPhaseMs = 4};
        const CallResult call = runCall(scenario, true);
        // The decoder's own continuation hides what is shorter.
        const auto audible = std::count_if(call.gapsMs.begin(), call.gapsMs.end(), [](double gap) { return gap > 60; });
        EXPECT_EQ(audible, 1) << testing::PrintToString(call.gapsMs) << mode.name();
        EXPECT_NEAR(call.longestGapMs(), kStall, 60 + mode.messageMs()) << mode.name();
        EXPECT_LT(loudness(call.heard, kFrom + mode.messageMs() + 200, kFrom + kStall - 20), -60) << "a pause is quiet";

        int leaps = 0;
        for (const double advance : advances(call, kFrom, kFrom + kStall + 10000)) {
            EXPECT_GE(advance, 0) << "nothing is heard twice; " << mode.name();
            leaps += advance > 10 + 16 ? 1 : 0; // two pitch periods go at most in one pull
        }
        EXPECT_LE(leaps, 1) << "over what was given up; " << mode.name();
        const auto later = advances(call, kFrom + kStall + 3000, kFrom + kStall + 10000);
        EXPECT_NEAR(std::accumulate(later.begin(), later.end(), 0.0) / static_cast<double>(later.size()), 10, 0.05)
            << "as fast as life again; " << mode.name();
        const AlignedSound sound = alignedSound(scenario, call, 1000);
        EXPECT_LE(largestBend(sound.heard).secondDifference, 1.2 * largestBend(sound.spoken).secondDifference)
            << mode.name();
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
