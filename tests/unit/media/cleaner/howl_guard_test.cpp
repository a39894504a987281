#include "core/media/cleaner/howl_guard.h"
#include "tests/perf/cleaner_trials.h"
#include "tests/sim/speech_signal.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace viz::test {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kBlock = 480;

bool howls(const Pcm& sound) {
    HowlGuard guard;
    for (std::size_t at = 0; at + kBlock <= sound.size(); at += kBlock)
        guard.push(std::span(sound).subspan(at, kBlock));
    return guard.isHowling();
}

Pcm after(std::chrono::milliseconds silence, const Pcm& sound) {
    Pcm out(static_cast<std::size_t>(std::chrono::duration_cast<Samples>(silence).count()));
    out.insert(out.end(), sound.begin(), sound.end());
    return out;
}

/// A blow: noise at full scale that decays to 1/e in `decay`, clipped.
Pcm blow(std::chrono::milliseconds decay) {
    Random random(5);
    Pcm out(48000);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const double envelope = std::exp(-static_cast<double>(i) / (48.0 * static_cast<double>(decay.count())));
        out[i] = static_cast<std::int16_t>(std::clamp(random.gaussian(40000) * envelope, -32768.0, 32767.0));
    }
    return out;
}

Pcm repeated(const Pcm& sound, std::chrono::milliseconds every, int times) {
    Pcm out(static_cast<std::size_t>(std::chrono::duration_cast<Samples>(every).count()) * times + sound.size());
    for (int i = 0; i < times; ++i)
        std::ranges::copy(sound, out.begin() + std::chrono::duration_cast<Samples>(every).count() * i);
    return out;
}

/// One word, by a loud person close to the microphone: its peaks clip.
Pcm hello(double dbfs) {
    Pcm speech = atSpeechLevel(speechSignal(3s, 9), dbfs);
    speech.resize(48000);
    return speech;
}

/// Loudspeaker and microphone in one room, over `loop` of devices and network; a little noise starts it.
Pcm larsen(double loopGainDb, std::chrono::milliseconds loop) {
    Room room({.extraDelay = std::chrono::duration_cast<Samples>(loop) - Samples{480}, .gainDb = loopGainDb});
    Random random(8);
    Pcm sound(48000 * 3);
    Pcm played(kBlock);
    for (std::size_t at = 0; at + kBlock <= sound.size(); at += kBlock) {
        const auto recorded = std::span(sound).subspan(at, kBlock);
        for (std::int16_t& sample : recorded)
            sample = static_cast<std::int16_t>(random.gaussian(60));
        room.pass(played, recorded);
        std::ranges::copy(recorded, played.begin());
    }
    return sound;
}

struct Case {
    std::string name;
    Pcm sound;
    bool howls;
};

TEST(HowlGuard, TellsAHowlFromOtherLoudSounds) {
    const std::vector<Case> cases{
        {"silence", Pcm(48000 * 3), false},
        {"loud word", hello(-12), false},
        {"loud word that clips", hello(-6), false},
        {"loud speech for 3 s", atSpeechLevel(speechSignal(3s, 9), -9), false},
        {"clap", blow(30ms), false},
        {"door that slams", blow(120ms), false},
        {"three claps", repeated(blow(30ms), 400ms, 3), false},
        {"tone at half scale", sineSignal(2000ms, 1000, 0.5), false},
        {"full-scale tone of 390 ms", sineSignal(390ms, 1000, 0.999), false},
        {"full-scale tone of 400 ms", sineSignal(400ms, 1000, 0.999), true},
        {"the same late", after(2600ms, sineSignal(400ms, 1000, 0.999)), true},
        {"the same too late", after(2700ms, sineSignal(2000ms, 1000, 0.999)), false},
    };
    for (const Case& row : cases)
        EXPECT_EQ(howls(row.sound), row.howls) << row.name;
}

TEST(HowlGuard, HearsALoopBuildUp) {
    EXPECT_TRUE(howls(larsen(12, 60ms)));
    EXPECT_TRUE(howls(larsen(20, 150ms)));
    EXPECT_FALSE(howls(larsen(-12, 60ms))) << "a loop that loses";
}

TEST(HowlGuard, StaysWithItsVerdict) {
    HowlGuard guard;
    const Pcm tone = sineSignal(1000ms, 1000, 0.999);
    guard.push(tone);
    ASSERT_TRUE(guard.isHowling());
    for (int i = 0; i < 10; ++i)
        guard.push(Pcm(48000));
    EXPECT_TRUE(guard.isHowling());
}

TEST(HowlGuard, IgnoresAnEmptyBlock) {
    HowlGuard guard;
    guard.push({});
    EXPECT_FALSE(guard.isHowling());
}

} // namespace
} // namespace viz::test
