#include "core/media/cleaner/half_duplex.h"
#include "tests/perf/cleaner_trials.h"
#include "tests/sim/speech_signal.h"

#include <gtest/gtest.h>

namespace viz::test {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kBlock = SpeechCleaner::kBlock.count();
constexpr Samples kDelay{100 * 48};

class HalfDuplexTest : public testing::Test {
protected:
    Pcm apply(const Pcm& played, Pcm recorded) {
        for (std::size_t at = 0; at + kBlock <= recorded.size(); at += kBlock) {
            m_halfDuplex.takePlayed(std::span(played).subspan(at, kBlock), kDelay);
            m_halfDuplex.apply(std::span(recorded).subspan(at, kBlock));
        }
        return recorded;
    }

    HalfDuplex m_halfDuplex;
    Pcm m_silence = Pcm(48000);
    Pcm m_tone = sineSignal(1000ms, 440);
};

TEST_F(HalfDuplexTest, LeavesTheMicrophoneAloneWhileNothingIsPlayed) {
    EXPECT_EQ(apply(m_silence, m_tone), m_tone);
    EXPECT_FALSE(m_halfDuplex.isDucking());
}

TEST_F(HalfDuplexTest, TurnsTheMicrophoneDownFromTheFirstBlockOn) {
    const Pcm heard = apply(m_tone, m_tone);
    EXPECT_TRUE(m_halfDuplex.isDucking());
    EXPECT_LT(levelDbfs(from(heard, 10ms)), levelDbfs(m_tone) - 38);
}

TEST_F(HalfDuplexTest, WaitsUntilTheRoomIsSilent) {
    (void)apply(m_tone, m_silence);
    const Pcm heard = apply(m_silence, m_tone);
    const Pcm during(heard.begin(), heard.begin() + static_cast<std::ptrdiff_t>((kDelay + HalfDuplex::kRoom).count()));
    EXPECT_LT(levelDbfs(during), levelDbfs(m_tone) - 38);
    EXPECT_NEAR(levelDbfs(from(heard, 500ms)), levelDbfs(m_tone), 0.1);
}

TEST_F(HalfDuplexTest, DoesNotClick) {
    const Pcm heard = apply(m_tone, Pcm(48000, 20000));
    int largest = 0;
    for (std::size_t i = 1; i < heard.size(); ++i)
        largest = std::max(largest, std::abs(heard[i] - heard[i - 1]));
    EXPECT_LT(largest, 60) << "20000 over 480 samples";
}

TEST_F(HalfDuplexTest, GetsUsedToANoisyOtherSide) {
    Pcm hum = whiteNoise(48000);
    for (std::int16_t& sample : hum)
        sample = static_cast<std::int16_t>(sample / 30); // -50 dBFS
    for (int second = 0; second < 20; ++second)
        (void)apply(hum, m_silence);
    EXPECT_FALSE(m_halfDuplex.isDucking());
}

} // namespace
} // namespace viz::test
