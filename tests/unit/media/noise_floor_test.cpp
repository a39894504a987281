#include "core/media/noise_floor.h"
#include "tests/sim/speech_signal.h"

#include <gtest/gtest.h>

#include <cmath>

namespace viz {
namespace {

using namespace std::chrono_literals;

/// Noise with `dbfs` root mean square, 10 ms.
std::vector<float> noise(test::Random& random, double dbfs) {
    std::vector<float> block(480);
    for (float& sample : block)
        sample = static_cast<float>(random.gaussian(std::pow(10.0, dbfs / 20)));
    return block;
}

TEST(NoiseFloor, FindsTheLevelOfTheBackgroundBehindSpeech) {
    for (const double background : {-65.0, -58.0, -50.0}) {
        NoiseFloor floor;
        test::Random random(3);
        for (int i = 0; i < 6000; ++i)
            floor.push(noise(random, i % 160 < 100 ? -23 : background));
        EXPECT_NEAR(20 * std::log10(floor.level()), background, 3) << background;
    }
}

TEST(NoiseFloor, APauseBeginsAfterItsFirstEightyMilliseconds) {
    NoiseFloor floor;
    test::Random random(4);
    for (int i = 0; i < 50; ++i)
        floor.push(noise(random, -25));
    EXPECT_FALSE(floor.isPause());
    for (int i = 1; i <= 20; ++i) {
        floor.push(noise(random, -75));
        EXPECT_EQ(floor.isPause(), i > 8) << i;
    }
    floor.push(noise(random, -25));
    EXPECT_FALSE(floor.isPause());
}

TEST(NoiseFloor, SteadyMusicIsNeverAPause) {
    NoiseFloor floor;
    test::Random random(5);
    for (int i = 0; i < 12000; ++i) {
        floor.push(noise(random, -30));
        ASSERT_FALSE(floor.isPause()) << i;
    }
    EXPECT_LE(20 * std::log10(floor.level()), -44.9);
}

TEST(NoiseFloor, JudgesASinglePiece) {
    NoiseFloor floor;
    test::Random random(6);
    for (int i = 0; i < 100; ++i)
        floor.push(noise(random, -70));
    EXPECT_TRUE(floor.isQuiet(noise(random, -66)));
    EXPECT_FALSE(floor.isQuiet(noise(random, -50)));
    EXPECT_TRUE(floor.isQuiet({}));
}

TEST(NoiseFloor, DigitalSilenceStaysFinite) {
    NoiseFloor floor;
    const std::vector<float> silence(480);
    for (int i = 0; i < 1000; ++i)
        floor.push(silence);
    EXPECT_TRUE(floor.isPause());
    EXPECT_GT(floor.level(), 0);
    EXPECT_LT(floor.level(), 0.001);
}

} // namespace
} // namespace viz
