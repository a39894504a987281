#include "core/media/cleaner/linear_echo.h"
#include "tests/perf/cleaner_trials.h"
#include "tests/sim/speech_signal.h"

#include <gtest/gtest.h>

namespace viz::test {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kBlock = SpeechCleaner::kBlock.count();

Pcm left(LinearEcho& echo, const Pcm& played, Pcm recorded) {
    for (std::size_t at = 0; at + kBlock <= recorded.size(); at += kBlock)
        echo.cancel(std::span(played).subspan(at, kBlock), std::span(recorded).subspan(at, kBlock));
    return recorded;
}

TEST(LinearEcho, LeavesTheNearVoiceAsItIsWhileTheLoudspeakerIsSilent) {
    LinearEcho echo;
    const Pcm near = speechSignal(3s, 1);
    const Pcm heard = left(echo, Pcm(near.size()), near);
    EXPECT_EQ(from(heard, 1s), from(near, 1s));
}

/// What nobody hears of the loudspeaker is not looked at, and what was learned is still known after it.
TEST(LinearEcho, KnowsTheRoomStillAfterAPause) {
    const Pcm voice = speechSignal(6s, 1);
    Pcm played = voice;
    played.insert(played.end(), 3 * kSampleRate, 0);
    played.insert(played.end(), voice.begin(), voice.begin() + kSampleRate);
    const Pcm recorded = echoOf(played, {});
    LinearEcho echo;
    const Pcm heard = left(echo, played, recorded);
    EXPECT_LT(levelDbfs(from(heard, 9s)), levelDbfs(from(recorded, 9s)) - 15);
}

} // namespace
} // namespace viz::test
