#include "core/media/cleaner/noise_reducer.h"
#include "tests/perf/cleaner_trials.h"
#include "tests/sim/speech_signal.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace viz::test {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kBlock = SpeechCleaner::kBlock.count();

void reduce(NoiseReducer& reducer, Pcm& sound, std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at + kBlock <= end; at += kBlock)
        reducer.reduce(std::span(sound).subspan(at, kBlock));
}

TEST(NoiseReducer, SwitchedOffItOnlyDelays) {
    NoiseReducer reducer({});
    reducer.setEnabled(false);
    const Pcm before = speechSignal(1s, 1);
    Pcm after = before;
    reduce(reducer, after, 0, after.size());
    EXPECT_TRUE(std::equal(before.begin(), before.end() - kBlock, after.begin() + kBlock));
}

/// A tone, so that a piece that is missing or comes twice is a step.
TEST(NoiseReducer, IsSwitchedWithoutAClick) {
    NoiseReducer reducer({.alone = 0, .withVoice = 0});
    Pcm sound = sineSignal(2s, 400);
    int step = 0;
    for (std::size_t i = 1; i < sound.size(); ++i)
        step = std::max(step, std::abs(sound[i] - sound[i - 1]));
    reducer.setEnabled(false);
    reduce(reducer, sound, 0, kSampleRate);
    reducer.setEnabled(true);
    reduce(reducer, sound, kSampleRate, kSampleRate + 10 * kBlock);
    reducer.setEnabled(false);
    reduce(reducer, sound, kSampleRate + 10 * kBlock, sound.size());
    int worst = 0;
    for (std::size_t i = kSampleRate - 10 * kBlock; i < sound.size(); ++i)
        worst = std::max(worst, std::abs(sound[i] - sound[i - 1]));
    EXPECT_LT(worst, 3 * step);
}

} // namespace
} // namespace viz::test
