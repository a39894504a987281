#include "tests/sim/quality/glitch.h"
#include "tests/sim/speech_signal.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <vector>

namespace viz::test {
namespace {

using namespace std::chrono_literals;
using Pcm = std::vector<std::int16_t>;

TEST(Glitch, OfASineIsItsCurvature) {
    const Glitch found = sharpestBend(sineSignal(500ms, 1000));
    const double step = 2 * std::numbers::pi * 1000 / 48000;
    EXPECT_NEAR(found.sharpness, std::numbers::sqrt2 * step * step, 0.003);
}

TEST(Glitch, OfAMissingSampleIsFoundWhereItWas) {
    Pcm sine = sineSignal(500ms, 300);
    sine.erase(sine.begin() + 10000, sine.begin() + 10030);
    const Glitch found = sharpestBend(sine);
    EXPECT_NEAR(static_cast<double>(found.at), 10000, 1);
    EXPECT_GT(found.sharpness, 0.3);
    EXPECT_EQ(largestBend(sine).at, found.at);
}

TEST(Glitch, IsSeenInQuietPlacesToo) {
    Pcm sound = sineSignal(500ms, 3000);
    std::fill(sound.begin() + 12000, sound.end(), std::int16_t{0});
    for (std::size_t i = 12000 - 480; i < 12000; ++i)
        sound[i] = static_cast<std::int16_t>(sound[i] * (12000 - static_cast<int>(i)) / 480);
    sound[18000] = 300;
    EXPECT_EQ(sharpestBend(sound).at, 18000U);
    EXPECT_EQ(sharpestBend(sound).secondDifference, 600);
    EXPECT_LT(largestBend(sound).at, 12000U);
}

TEST(Glitch, OfExtremeSamplesDoesNotOverflow) {
    const Pcm sound{-32768, 32767, -32768, 32767};
    EXPECT_EQ(largestBend(sound).secondDifference, 131070);
}

TEST(Glitch, NeedsThreeSamples) {
    EXPECT_EQ(largestBend({}).secondDifference, 0);
    EXPECT_EQ(largestBend(Pcm{1000, -1000}).secondDifference, 0);
}

} // namespace
} // namespace viz::test
