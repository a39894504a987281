#include "core/device/speech_like_samples.h"
#include "tests/unit/device/signal_quality.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace viz {
namespace {

using test::rmsOf;

constexpr std::uint32_t kSeeds[] = {0, 1, 2, 0xFFFFFFFF};
constexpr std::size_t kWindow = 960; // 20 ms

std::vector<std::int16_t> speak(std::uint32_t seed, int seconds) {
    SpeechLikeSamples talker(seed);
    std::vector<std::int16_t> samples(static_cast<std::size_t>(seconds * kSampleRate));
    talker.read(samples);
    return samples;
}

std::vector<double> windowLevels(std::span<const std::int16_t> samples) {
    std::vector<double> levels;
    for (std::size_t at = 0; at + kWindow <= samples.size(); at += kWindow)
        levels.push_back(rmsOf(samples.subspan(at, kWindow)));
    return levels;
}

/// Root mean square of the windows that are not silent, in dBFS.
double activeLevelDbfs(std::span<const std::int16_t> samples) {
    double energy = 0, count = 0;
    for (const double level : windowLevels(samples)) {
        energy += level > 30 ? level * level : 0;
        count += level > 30 ? 1 : 0;
    }
    return 20 * std::log10(std::sqrt(energy / count) / 32768);
}

TEST(SpeechLikeSamples, SayTheSameForTheSameSeed) {
    EXPECT_EQ(speak(7, 5), speak(7, 5));
    EXPECT_NE(speak(7, 5), speak(8, 5));
}

TEST(SpeechLikeSamples, DoNotCareHowTheyAreRead) {
    const auto whole = speak(3, 2);
    SpeechLikeSamples talker(3);
    std::vector<std::int16_t> pieces(whole.size());
    for (std::size_t at = 0, size = 1; at < pieces.size(); at += size, size = size * 3 % 1009 + 1) {
        size = std::min(size, pieces.size() - at);
        talker.read(std::span(pieces).subspan(at, size));
    }
    EXPECT_EQ(pieces, whole);
}

TEST(SpeechLikeSamples, AreAsLoudAsATalker) {
    for (const std::uint32_t seed : kSeeds) {
        const auto samples = speak(seed, 15);
        EXPECT_NEAR(activeLevelDbfs(samples), -23, 2) << seed;
        EXPECT_LT(std::ranges::max(samples), 32767) << seed;
        EXPECT_GT(std::ranges::min(samples), -32768) << seed;
    }
}

TEST(SpeechLikeSamples, PauseAndGoOn) {
    for (const std::uint32_t seed : kSeeds) {
        const auto levels = windowLevels(speak(seed, 15));
        const auto silent = static_cast<double>(std::ranges::count_if(levels, [](double level) { return level < 1; }));
        EXPECT_GT(silent / static_cast<double>(levels.size()), 0.1) << seed;
        EXPECT_LT(silent / static_cast<double>(levels.size()), 0.6) << seed;
        EXPECT_GT(std::ranges::max(std::span(levels).first(25)), 100)
            << "nobody waits half a second for the first word";
    }
}

TEST(SpeechLikeSamples, CrossZeroAsOftenAsSpeech) {
    for (const std::uint32_t seed : kSeeds) {
        const auto samples = speak(seed, 20);
        double crossings = 0, active = 0;
        for (std::size_t i = 1; i < samples.size(); ++i) {
            active += samples[i] != 0 ? 1 : 0;
            crossings += (samples[i - 1] < 0) != (samples[i] < 0) ? 1 : 0;
        }
        const double perSecond = crossings / (active / kSampleRate);
        EXPECT_GT(perSecond, 300) << seed;
        EXPECT_LT(perSecond, 6000) << seed;
        RecordProperty("crossings_" + std::to_string(seed), static_cast<int>(perSecond));
    }
}

/// What a delay measurement relies on: a piece fits where it came from and nowhere else.
TEST(SpeechLikeSamples, NeverRepeatThemselves) {
    const auto samples = speak(1, 12);
    constexpr std::size_t kPiece = kSampleRate, kFrom = 5 * kSampleRate, kStep = 8;
    const auto similarity = [&](std::size_t at) {
        double product = 0, a = 0, b = 0;
        for (std::size_t i = 0; i < kPiece; i += kStep) {
            product += 1.0 * samples[kFrom + i] * samples[at + i];
            a += 1.0 * samples[kFrom + i] * samples[kFrom + i];
            b += 1.0 * samples[at + i] * samples[at + i];
        }
        return a * b > 0 ? product / std::sqrt(a * b) : 0;
    };
    EXPECT_NEAR(similarity(kFrom), 1, 1e-9);
    double best = 0;
    for (std::size_t at = 0; at + kPiece < samples.size(); at += 32)
        if (at + 480 < kFrom || at > kFrom + 480)
            best = std::max(best, similarity(at));
    EXPECT_LT(best, 0.5);
    RecordProperty("next_best", std::to_string(best));
}

} // namespace
} // namespace viz
