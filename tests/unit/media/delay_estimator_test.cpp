#include "core/media/delay_estimator.h"
#include "tests/sim/speech_signal.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace viz {
namespace {

using namespace std::chrono_literals;
using Pcm = std::vector<std::int16_t>;

Pcm delayed(const Pcm& sound, std::int64_t samples, double gain = 1, double noise = 0) {
    test::Random random(99);
    Pcm out(sound.size() + static_cast<std::size_t>(samples));
    for (std::size_t i = 0; i < sound.size(); ++i)
        out[i + static_cast<std::size_t>(samples)] = static_cast<std::int16_t>(sound[i] * gain);
    for (auto& sample : out)
        sample = static_cast<std::int16_t>(std::clamp(sample + random.gaussian(noise), -32768.0, 32767.0));
    return out;
}

TEST(DelayEstimator, FindsKnownDelaysWithinAnEighthOfAMillisecond) {
    const Pcm spoken = test::speechSignal(10s, 1);
    for (const std::int64_t delay : {0, 6, 480, 4321, 14400, 47999, 96000}) {
        const auto track = delayTrack(spoken, delayed(spoken, delay), 2500ms);
        ASSERT_GE(track.size(), 8U) << delay;
        for (const DelayPoint& point : track)
            EXPECT_NEAR(point.delay.count(), delay, 6) << "at " << point.at.count();
        EXPECT_NEAR(medianDelay(track)->count(), delay, 6);
    }
}

TEST(DelayEstimator, SurvivesNoiseInversionAndAnotherLevel) {
    const Pcm spoken = test::speechSignal(8s, 2);
    const auto track = delayTrack(spoken, delayed(spoken, 5000, 0.2, 60), 1s);
    ASSERT_FALSE(track.empty());
    EXPECT_NEAR(medianDelay(track)->count(), 5000, 6);
}

TEST(DelayEstimator, FollowsADelayThatChanges) {
    const Pcm spoken = test::speechSignal(20s, 3);
    Pcm heard = delayed(spoken, 2400);
    const Pcm later = delayed(spoken, 9600);
    std::copy(later.begin() + 480000, later.end() - 7200, heard.begin() + 480000);
    const auto track = delayTrack(spoken, heard, 1s);
    ASSERT_GE(track.size(), 15U);
    for (const DelayPoint& point : track) {
        if (point.at < 8s || point.at > 11s) {
            EXPECT_NEAR(point.delay.count(), point.at < 8s ? 2400 : 9600, 6);
        }
    }
}

TEST(DelayEstimator, FindsNothingWhereThereIsNothing) {
    const Pcm spoken = test::speechSignal(5s, 4);
    const Pcm silence(spoken.size());
    struct Case {
        std::string name;
        Pcm reference;
        Pcm recording;
    };
    const std::vector<Case> cases{
        {"silent recording", spoken, silence},
        {"silent reference", silence, spoken},
        {"other speaker", spoken, test::speechSignal(5s, 5)},
        {"empty recording", spoken, {}},
        {"empty reference", {}, spoken},
        {"less than a window", Pcm(spoken.begin(), spoken.begin() + 40000), spoken},
        {"delay beyond the search", spoken, delayed(spoken, 96000)},
    };
    for (const Case& row : cases)
        EXPECT_FALSE(medianDelay(delayTrack(row.reference, row.recording, 500ms))) << row.name;
}

TEST(DelayEstimator, MedianIgnoresOutliers) {
    const std::vector<DelayPoint> track{
        {.delay = 100ms}, {.delay = 4s}, {.delay = 101ms}, {.delay = 99ms}, {.delay = 0ms}};
    EXPECT_EQ(medianDelay(track), std::optional<Samples>(100ms));
    EXPECT_EQ(medianDelay({}), std::nullopt);
}

TEST(DelayEstimator, HandlesAMinuteOfSound) {
    const Pcm spoken = test::speechSignal(60s, 6);
    const auto track = delayTrack(spoken, delayed(spoken, 3333), 5s);
    EXPECT_GE(track.size(), 50U);
    EXPECT_NEAR(medianDelay(track)->count(), 3333, 6);
}

} // namespace
} // namespace viz
