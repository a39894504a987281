#include "core/media/cleaner/echo_delay_finder.h"
#include "tests/perf/cleaner_trials.h"
#include "tests/sim/speech_signal.h"

#include <gtest/gtest.h>

#include <cmath>

namespace viz::test {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kBlock = SpeechCleaner::kBlock.count();

std::optional<double> foundMs(const Pcm& played, const Pcm& recorded) {
    EchoDelayFinder finder;
    for (std::size_t at = 0; at + kBlock <= played.size(); at += kBlock)
        finder.push(std::span(played).subspan(at, kBlock), std::span(recorded).subspan(at, kBlock));
    if (!finder.delay())
        return std::nullopt;
    return static_cast<double>(finder.delay()->count()) / 48;
}

const Pcm& far() {
    static const Pcm sound = speechSignal(4s, 2);
    return sound;
}

const Pcm& near() {
    static const Pcm sound = speechSignal(4s, 1);
    return sound;
}

Room::Options roomWith(int extraMs, bool isDistorting = false) {
    return {.extraDelay = Samples{48 * extraMs}, .isDistorting = isDistorting};
}

constexpr double kDevicesMs = 40;

TEST(EchoDelayFinder, FindsTheEchoWithin4Seconds) {
    for (const int extraMs : {0, 70, 150, 250, 400}) {
        const auto found = foundMs(far(), echoOf(far(), roomWith(extraMs)));
        ASSERT_TRUE(found) << extraMs;
        EXPECT_NEAR(*found, kDevicesMs + extraMs, 12) << extraMs;
    }
}

TEST(EchoDelayFinder, FindsTheEchoOfADistortingLoudspeaker) {
    const auto found = foundMs(far(), echoOf(far(), roomWith(150, true)));
    ASSERT_TRUE(found);
    EXPECT_NEAR(*found, kDevicesMs + 150, 12);
}

TEST(EchoDelayFinder, IsNotMisledByANearVoice) {
    const auto found = foundMs(far(), mixed(near(), echoOf(far(), roomWith(150))));
    EXPECT_NEAR(found.value_or(kDevicesMs + 150), kDevicesMs + 150, 12) << "or it waits until only one speaks";
}

TEST(EchoDelayFinder, FindsNothingWithoutAnEcho) {
    const Pcm silence(far().size());
    EXPECT_FALSE(foundMs(far(), silence));
    EXPECT_FALSE(foundMs(silence, near()));
    EXPECT_FALSE(foundMs(silence, silence));
    EXPECT_FALSE(foundMs(far(), whiteNoise(far().size())));
}

bool hasEcho(EchoDelayFinder& finder, const Pcm& played, const Pcm& recorded) {
    for (std::size_t at = 0; at + kBlock <= played.size(); at += kBlock)
        finder.push(std::span(played).subspan(at, kBlock), std::span(recorded).subspan(at, kBlock));
    return finder.isEchoPresent();
}

TEST(EchoDelayFinder, TwoVoicesAreNoEcho) {
    EchoDelayFinder finder;
    EXPECT_FALSE(hasEcho(finder, speechSignal(20s, 2), speechSignal(20s, 1)));
}

TEST(EchoDelayFinder, SilenceSaysNothingOfAnEcho) {
    EchoDelayFinder finder;
    EXPECT_TRUE(hasEcho(finder, Pcm(48000 * 20), speechSignal(20s, 1)));
}

TEST(EchoDelayFinder, AnEchoThatWasHeardStaysWhileBothSpeak) {
    EchoDelayFinder finder;
    const Pcm sound = speechSignal(15s, 2);
    const Pcm echo = echoOf(sound, roomWith(70));
    EXPECT_TRUE(hasEcho(finder, sound, echo));
    EXPECT_TRUE(hasEcho(finder, sound, mixed(speechSignal(15s, 1), echo)));
}

TEST(EchoDelayFinder, HeadphonesThatAreTakenOffAreNoticed) {
    EchoDelayFinder finder;
    const Pcm sound = speechSignal(15s, 2);
    EXPECT_FALSE(hasEcho(finder, sound, speechSignal(15s, 1)));
    EXPECT_TRUE(hasEcho(finder, far(), echoOf(far(), roomWith(70))));
}

TEST(EchoDelayFinder, AnotherDeviceIsAnotherMatter) {
    EchoDelayFinder finder;
    EXPECT_FALSE(hasEcho(finder, speechSignal(15s, 2), speechSignal(15s, 1)));
    finder.restart();
    EXPECT_TRUE(finder.isEchoPresent());
}

TEST(EchoDelayFinder, FollowsAnotherDevice) {
    Pcm recorded = echoOf(far(), roomWith(200));
    const Pcm later = echoOf(far(), roomWith(20));
    recorded.insert(recorded.end(), later.begin(), later.end());
    Pcm played = far();
    played.insert(played.end(), far().begin(), far().end());
    const auto found = foundMs(played, recorded);
    ASSERT_TRUE(found);
    EXPECT_NEAR(*found, kDevicesMs + 20, 12);
}

} // namespace
} // namespace viz::test
