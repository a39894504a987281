#include "core/media/cleaner/delay_line.h"
#include "core/media/cleaner/near_voice_mixer.h"
#include "tests/perf/cleaner_trials.h"
#include "tests/sim/speech_signal.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace viz::test {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kBlock = SpeechCleaner::kBlock.count();
constexpr Samples kDelay{430};
constexpr auto kLength = 4s;

Pcm louder(const Pcm& sound, double db) { return atSpeechLevel(sound, speechLevelDbfs(sound) + db); }

Pcm voice() { return speechSignal(kLength, 1); }
Pcm noise(double dbfs) { return atSpeechLevel(whiteNoise(voice().size()), dbfs); }

Pcm later(const Pcm& sound, Samples delay) {
    Pcm out(sound.size());
    std::copy(sound.begin(), sound.end() - delay.count(), out.begin() + delay.count());
    return out;
}

/// What is heard when the microphone recorded `recorded`, LinearEcho left `linear`, and the canceller `cancelled`,
/// later.
Pcm mixedBy(NearVoiceMixer& mixer, const Pcm& recorded, const Pcm& linear, const Pcm& cancelled) {
    Pcm out = later(cancelled, kDelay);
    for (std::size_t at = 0; at + kBlock <= out.size(); at += kBlock) {
        mixer.keep(std::span(recorded).subspan(at, kBlock), std::span(linear).subspan(at, kBlock));
        mixer.mix(std::span(out).subspan(at, kBlock), kDelay);
    }
    return out;
}

/// How much quieter it is in `heard`.
double lostOfVoiceDb(const Pcm& voice, const Pcm& heard) {
    const Pcm expected = from(later(voice, kDelay), 1s);
    return speechLevelDbfs(expected) - speechLevelDbfs(from(heard, 1s));
}

TEST(NearVoiceMixer, PutsBackWhatTheCancellerTookOfAVoice) {
    const Pcm near = voice();
    const Pcm echo = noise(speechLevelDbfs(near) - 9);
    for (const double leftDb : {0.0, -3.0}) {
        NearVoiceMixer mixer;
        const Pcm heard = mixedBy(mixer, mixed(near, echo), near, louder(near, leftDb));
        EXPECT_NEAR(lostOfVoiceDb(near, heard), 0, 0.5) << leftDb;
    }
}

TEST(NearVoiceMixer, PutsAVoiceBackAtItsTime) {
    const Pcm near = voice();
    NearVoiceMixer mixer;
    const Pcm heard = mixedBy(mixer, near, near, near);
    EXPECT_EQ(from(heard, 20ms), from(later(near, kDelay), 20ms));
}

TEST(NearVoiceMixer, LeavesAnEchoAloneToTheCanceller) {
    const Pcm echo = voice();
    for (const double linearDb : {-10.0, -20.0, -40.0}) {
        NearVoiceMixer mixer;
        const Pcm left = louder(echo, linearDb);
        const Pcm heard = mixedBy(mixer, echo, left, louder(left, -3));
        EXPECT_NEAR(lostOfVoiceDb(left, heard), 3, 0.2) << linearDb;
    }
}

/// As at the beginning of a call, or after the room has changed: what looks like a voice is most of the echo.
TEST(NearVoiceMixer, TrustsNoFilterThatDoesNotKnowTheRoom) {
    const Pcm echo = voice();
    const Pcm left = louder(echo, -3);
    for (const bool knewAnother : {false, true}) {
        NearVoiceMixer mixer;
        if (knewAnother)
            (void)mixedBy(mixer, echo, louder(echo, -20), louder(echo, -23));
        const Pcm heard = mixedBy(mixer, echo, left, louder(left, -3));
        EXPECT_NEAR(speechLevelDbfs(from(later(left, kDelay), 2s)) - speechLevelDbfs(from(heard, 2s)), 3, 0.2)
            << knewAnother;
    }
}

/// LinearEcho's filter is wrong then, and makes of the echo something as loud as a voice.
TEST(NearVoiceMixer, BelievesACancellerThatLetsNothingThrough) {
    const Pcm echo = voice();
    NearVoiceMixer mixer;
    const Pcm heard = mixedBy(mixer, echo, louder(echo, 3), louder(echo, -30));
    EXPECT_NEAR(lostOfVoiceDb(echo, heard), 30, 0.5);
}

TEST(NearVoiceMixer, LetsASyllableThroughThatTheCancellerSwallows) {
    const Pcm near = voice();
    const Pcm echo = noise(speechLevelDbfs(near) - 9);
    Pcm cancelled = near;
    for (std::size_t at = 0; at < cancelled.size(); at += 48 * 200) // 60 ms of every 200
        std::fill_n(cancelled.begin() + static_cast<std::ptrdiff_t>(at), 48 * 60, std::int16_t{0});
    NearVoiceMixer mixer;
    EXPECT_NEAR(lostOfVoiceDb(near, mixedBy(mixer, mixed(near, echo), near, cancelled)), 0, 0.3);
}

TEST(NearVoiceMixer, TakesNoHumAndNoOffsetOfTheMicrophoneForAnEcho) {
    const Pcm near = atSpeechLevel(voice(), -40);
    const Pcm hum = atSpeechLevel(sineSignal(kLength, 50), -36);
    const Pcm offset(near.size(), 2000);
    for (const Pcm& rumble : {hum, offset}) {
        NearVoiceMixer mixer;
        const Pcm heard = mixedBy(mixer, mixed(near, rumble), near, louder(near, -3));
        EXPECT_LT(lostOfVoiceDb(near, heard), 1);
    }
}

TEST(NearVoiceMixer, ForgetsWithARestartWhatCameBefore) {
    NearVoiceMixer mixer;
    const Pcm known = noise(-20);
    (void)mixedBy(mixer, mixed(voice(), known), mixed(voice(), louder(known, -20)), voice());
    mixer.restart();
    NearVoiceMixer fresh;
    const Pcm near = speechSignal(kLength, 3);
    const Pcm echo = noise(-30);
    const Pcm linear = mixed(near, louder(echo, -3)); // of a filter that does not know the room
    EXPECT_EQ(mixedBy(mixer, mixed(near, echo), linear, louder(linear, -6)),
              mixedBy(fresh, mixed(near, echo), linear, louder(linear, -6)));
}

TEST(NearVoiceMixer, StaysInRangeWithTheLoudestSound) {
    const Pcm high(voice().size(), 32767);
    const Pcm low(voice().size(), -32768);
    NearVoiceMixer mixer;
    const Pcm heard = mixedBy(mixer, low, high, high); // their difference does not fit into 16 bits
    EXPECT_EQ(from(heard, 20ms), from(high, 20ms));
}

} // namespace
} // namespace viz::test
