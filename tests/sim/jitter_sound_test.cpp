// What is heard, and not only what the counters say.

#include "core/media/delay_estimator.h"
#include "tests/sim/sim_call.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace viz::test {
namespace {

using namespace std::chrono_literals;
using Pcm = std::vector<std::int16_t>;

constexpr Mode k20x1{FrameDuration::Ms20, 1};
constexpr Mode k40x8{FrameDuration::Ms40, 8};

Pcm spokenFor(double lengthMs) {
    Pcm spoken;
    while (spoken.size() < static_cast<std::size_t>(lengthMs * 48))
        spoken.insert(spoken.end(), spokenSound().begin(), spokenSound().end());
    spoken.resize(static_cast<std::size_t>(lengthMs * 48));
    return spoken;
}

int roughness(std::span<const std::int16_t> sound) {
    int worst = 0;
    for (std::size_t i = 2; i < sound.size(); ++i)
        worst = std::max(worst, std::abs(sound[i] - 2 * sound[i - 1] + sound[i - 2]));
    return worst;
}

struct Row {
    std::string name;
    Scenario scenario;
};

std::vector<Row> difficultCalls() {
    return {
        {"gaussian", {.mode = k20x1, .lengthMs = 40000, .gaussianMs = 30}},
        {"stalls",
         {.mode = k20x1, .lengthMs = 40000, .stalls = {{9000, 200}, {14000, 90}, {20000, 400}, {31000, 1500}}}},
        {"fast sender", {.mode = k20x1, .lengthMs = 60000, .driftPpm = -400}},
        {"slow sender", {.mode = k20x1, .lengthMs = 60000, .driftPpm = 400}},
        {"shorter messages", {.mode = k40x8, .lengthMs = 40000, .modeChange = Stall{20000, 0}, .secondMode = k20x1}},
        {"outage", {.mode = k20x1, .lengthMs = 40000, .stalls = {{20000, 3000}}, .limitsFlight = true}},
    };
}

TEST(JitterSound, IsHeardAsLateAsTheFiguresSay) {
    for (const Mode mode : {k20x1, Mode{FrameDuration::Ms20, 3}, k40x8}) {
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

TEST(JitterSound, HasNoClicks) {
    const int plain = roughness(runCall({.mode = k20x1, .lengthMs = 40000}, true).heard);
    for (const Row& row : difficultCalls())
        EXPECT_LE(roughness(runCall(row.scenario, true).heard), 1.5 * plain) << row.name;
}

TEST(JitterSound, AToneStaysSmooth) {
    const auto withTone = [](Scenario scenario) {
        scenario.speaksTone = true;
        return roughness(runCall(scenario, true).heard);
    };
    const int plain = withTone({.mode = k20x1, .lengthMs = 20000});
    for (const Row& row : difficultCalls())
        EXPECT_LE(withTone(row.scenario), 2 * plain + 40) << row.name;
}

} // namespace
} // namespace viz::test
