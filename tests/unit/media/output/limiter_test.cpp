#include "core/media/output/limiter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace viz {
namespace {

constexpr int kBlock = 480;

std::vector<float> tone(double amplitude, int blocks, double hz = 300) {
    std::vector<float> sound;
    for (int i = 0; i < blocks * kBlock; ++i)
        sound.push_back(static_cast<float>(amplitude * std::sin(2 * M_PI * hz * i / 48000)));
    return sound;
}

std::vector<float> limited(std::vector<float> sound) {
    Limiter limiter;
    for (std::size_t from = 0; from < sound.size(); from += kBlock)
        limiter.apply(std::span(sound).subspan(from, kBlock));
    return sound;
}

float peak(std::span<const float> sound) {
    float highest = 0;
    for (const float sample : sound)
        highest = std::max(highest, std::abs(sample));
    return highest;
}

/// How many samples in a row are equal, at the most: what was cut off flat.
int longestFlat(std::span<const float> sound) {
    int longest = 0;
    int flat = 0;
    for (std::size_t i = 1; i < sound.size(); ++i) {
        flat = sound[i] == sound[i - 1] && sound[i] != 0 ? flat + 1 : 0;
        longest = std::max(longest, flat);
    }
    return longest;
}

/// Share of everything but the tone itself, in dB below it.
double distortionDb(std::span<const float> sound, double hz) {
    double sine = 0;
    double cosine = 0;
    double energy = 0;
    for (std::size_t i = 0; i < sound.size(); ++i) {
        const double phase = 2 * M_PI * hz * static_cast<double>(i) / 48000;
        sine += sound[i] * std::sin(phase);
        cosine += sound[i] * std::cos(phase);
        energy += double{sound[i]} * sound[i];
    }
    const double tone = 2 * (sine * sine + cosine * cosine) / static_cast<double>(sound.size());
    return 10 * std::log10(std::max(1e-9, (energy - tone) / tone));
}

TEST(Limiter, LeavesEverythingBelowItsCeilingAsItIs) {
    const auto sound = tone(Limiter::kCeiling, 100);
    EXPECT_EQ(limited(sound), sound);
}

TEST(Limiter, NothingReachesFullScaleHoweverLoudItComes) {
    for (const double amplitude : {0.9, 1.0, 2.0, 8.0, 100.0})
        EXPECT_LE(peak(limited(tone(amplitude, 50))), 1.0F) << amplitude;
}

TEST(Limiter, ALoudToneBecomesAQuieterToneAndNotASquare) {
    for (const double amplitude : {1.0, 2.0, 4.0}) {
        const auto sound = limited(tone(amplitude, 100));
        EXPECT_LT(distortionDb(std::span(sound).subspan(4800), 300), -40) << amplitude;
        EXPECT_LE(longestFlat(std::span(sound).subspan(kBlock)), 1);
    }
}

TEST(Limiter, AHammerBlowIsBentAndNotCut) {
    for (const std::size_t at : {std::size_t{0}, std::size_t{1}, std::size_t{47}, std::size_t{200}, std::size_t{479}}) {
        std::vector<float> sound = tone(0.2, 20);
        const std::size_t blow = 10 * kBlock + at;
        for (std::size_t i = blow; i < std::min(sound.size(), blow + 30); ++i)
            sound[i] += static_cast<float>(3 * std::exp(-static_cast<double>(i - blow) / 8));
        const auto out = limited(sound);
        EXPECT_LE(peak(out), 1.0F) << at;
        EXPECT_GT(peak(std::span(out).subspan(blow)), 0.5F) << "it is still heard";
    }
}

TEST(Limiter, RecoversSlowlyAndWhole) {
    auto sound = tone(3.0, 10);
    const auto quiet = tone(0.3, 400);
    sound.insert(sound.end(), quiet.begin(), quiet.end());
    const auto out = limited(sound);
    const auto block = [&](std::size_t i) { return peak(std::span(out).subspan(i * kBlock, kBlock)); };
    EXPECT_LT(block(10), 0.15F) << "at once it would be pumping";
    for (std::size_t i = 11; i < 400; ++i)
        ASSERT_GE(block(i), block(i - 1) * 0.99F) << i;
    EXPECT_FLOAT_EQ(block(409), 0.3F);
}

TEST(Limiter, AcceptsAnEmptyBlock) {
    Limiter limiter;
    limiter.apply({});
    auto sound = tone(0.5, 1);
    const auto before = sound;
    limiter.apply(sound);
    EXPECT_EQ(sound, before);
}

} // namespace
} // namespace viz
