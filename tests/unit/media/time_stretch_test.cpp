#include "core/media/time_stretch.h"
#include "tests/sim/speech_signal.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace viz {
namespace {

using namespace std::chrono_literals;
using Sound = std::vector<float>;

Sound toFloat(const std::vector<std::int16_t>& pcm) {
    Sound sound(pcm.size());
    std::transform(pcm.begin(), pcm.end(), sound.begin(),
                   [](int sample) { return static_cast<float>(sample) / 32768; });
    return sound;
}

/// The largest change of slope: a click where the sound is smooth.
float roughness(std::span<const float> sound) {
    float worst = 0;
    for (std::size_t i = 2; i < sound.size(); ++i)
        worst = std::max(worst, std::abs(sound[i] - 2 * sound[i - 1] + sound[i - 2]));
    return worst;
}

enum class Way { Shorter, Longer };

struct Stretched {
    Sound sound;
    std::int64_t changed = 0;
    std::vector<std::int64_t> each;
    std::size_t operations() const { return each.size(); }
};

/// Plays `sound` in 10 ms blocks with one attempt each, every `every`th block.
Stretched stretched(const Sound& sound, Way way, int every, TimeStretch::Limits limits = {}) {
    SoundQueue queue(8000);
    TimeStretch stretch;
    Stretched result;
    std::size_t at = 0;
    Sound block(480);
    for (int tick = 0;; ++tick) {
        const std::size_t more = std::min(sound.size() - at, 2000 - std::min<std::size_t>(2000, queue.unread()));
        queue.push(std::span(sound).subspan(at, more));
        at += more;
        if (tick % every == 0 && tick > 4) {
            const Samples changed =
                way == Way::Shorter ? stretch.shorten(queue, limits) : stretch.lengthen(queue, limits);
            result.changed += changed.count();
            if (changed > Samples::zero())
                result.each.push_back(changed.count());
        }
        const std::size_t filled = queue.read(block, 1.0);
        result.sound.insert(result.sound.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t>(filled));
        if (filled < block.size())
            return result;
    }
}

TEST(TimeStretch, RemovesAndRepeatsWholePeriodsOfATone) {
    for (const double hertz : {70.0, 100.0, 155.0, 233.0, 390.0}) {
        const Sound tone = toFloat(test::sineSignal(2s, hertz));
        for (const Way way : {Way::Shorter, Way::Longer}) {
            const Stretched result = stretched(tone, way, 4);
            ASSERT_GT(result.operations(), 20) << hertz;
            for (const std::int64_t changed : result.each) {
                const double periods = static_cast<double>(changed) * hertz / 48000;
                ASSERT_NEAR(periods, std::round(periods), 0.02) << hertz;
                ASSERT_GE(periods, 0.98) << hertz;
            }
        }
    }
}

TEST(TimeStretch, TheLengthChangesByWhatItSays) {
    const Sound speech = toFloat(test::speechSignal(5s, 21));
    const Stretched shorter = stretched(speech, Way::Shorter, 3);
    const Stretched longer = stretched(speech, Way::Longer, 3);
    EXPECT_EQ(static_cast<std::int64_t>(shorter.sound.size()),
              static_cast<std::int64_t>(speech.size()) - shorter.changed);
    EXPECT_EQ(static_cast<std::int64_t>(longer.sound.size()),
              static_cast<std::int64_t>(speech.size()) + longer.changed);
    EXPECT_GT(shorter.operations(), 30);
    EXPECT_GT(longer.operations(), 30);
}

TEST(TimeStretch, TonesStaySmooth) {
    for (const double hertz : {80.0, 200.0, 350.0}) {
        const Sound tone = toFloat(test::sineSignal(2s, hertz));
        EXPECT_LT(roughness(stretched(tone, Way::Shorter, 3).sound), 2 * roughness(tone)) << hertz;
        EXPECT_LT(roughness(stretched(tone, Way::Longer, 3).sound), 2 * roughness(tone)) << hertz;
    }
}

TEST(TimeStretch, ShortPeriodsJoinAsCleanlyAsLongOnes) {
    for (std::int64_t longest = 120; longest <= 300; longest += 20) {
        const Sound tone = toFloat(test::sineSignal(500ms, 380));
        const TimeStretch::Limits limits{.longest = Samples{longest}};
        EXPECT_LT(roughness(stretched(tone, Way::Shorter, 3, limits).sound), 2 * roughness(tone)) << longest;
        EXPECT_LT(roughness(stretched(tone, Way::Longer, 3, limits).sound), 2 * roughness(tone)) << longest;
    }
}

TEST(TimeStretch, SpeechGetsNoClicks) {
    const Sound speech = toFloat(test::speechSignal(8s, 22));
    EXPECT_LT(roughness(stretched(speech, Way::Shorter, 2).sound), 1.5F * roughness(speech));
    EXPECT_LT(roughness(stretched(speech, Way::Longer, 2).sound), 1.5F * roughness(speech));
}

/// A third of this sound are pauses, in which the strict threshold finds nothing: 17 % of all are a quarter of speech.
TEST(TimeStretch, ShortensSpeechByAQuarter) {
    const Sound speech = toFloat(test::speechSignal(10s, 23));
    const Stretched result = stretched(speech, Way::Shorter, 1);
    EXPECT_GT(static_cast<double>(result.changed) / static_cast<double>(speech.size()), 0.17);
}

TEST(TimeStretch, LeavesNoiseAloneUnlessAllowed) {
    test::Random random(5);
    Sound noise(48000);
    for (float& sample : noise)
        sample = static_cast<float>(random.uniform(-0.3, 0.3));
    EXPECT_EQ(stretched(noise, Way::Shorter, 1).operations(), 0);
    EXPECT_EQ(stretched(noise, Way::Longer, 1).operations(), 0);
    EXPECT_GT(stretched(noise, Way::Shorter, 1, {.leastLikeness = -1}).operations(), 20);
    EXPECT_GT(stretched(noise, Way::Longer, 1, {.leastLikeness = -1}).operations(), 20);
}

TEST(TimeStretch, NeverChangesMoreThanAllowed) {
    const Sound tone = toFloat(test::sineSignal(1s, 100));
    for (const std::int64_t longest : {0, 50, 119, 120, 300, 479}) {
        const Stretched result = stretched(tone, Way::Shorter, 4, {.longest = Samples{longest}, .leastLikeness = -1});
        EXPECT_LE(result.changed, longest * static_cast<std::int64_t>(result.operations())) << longest;
        EXPECT_EQ(result.operations() > 0, longest >= 120) << longest;
    }
}

TEST(TimeStretch, MakesDoWithLittleSound) {
    const Sound tone = toFloat(test::sineSignal(100ms, 300));
    TimeStretch stretch;
    for (std::size_t unread = 0; unread < 1100; unread += 7) {
        SoundQueue queue(2000);
        queue.push(std::span(tone).first(1600));
        Sound read(1600);
        ASSERT_EQ(queue.read(read, 1.0), 1600U);
        queue.push(std::span(tone).subspan(1600, unread));
        const Samples removed = stretch.shorten(queue, {});
        ASSERT_EQ(queue.unread(), unread - static_cast<std::size_t>(removed.count()));
        const Samples added = stretch.lengthen(queue, {});
        ASSERT_EQ(queue.unread(),
                  unread - static_cast<std::size_t>(removed.count()) + static_cast<std::size_t>(added.count()));
    }
}

} // namespace
} // namespace viz
