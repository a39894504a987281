#include "core/media/jitter/tempo_control.h"
#include "tests/sim/speech_signal.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace viz {
namespace {

using namespace std::chrono_literals;

class Player {
public:
    explicit Player(const std::vector<std::int16_t>& pcm) : m_sound(pcm.size()) {
        std::transform(pcm.begin(), pcm.end(), m_sound.begin(), [](int s) { return static_cast<float>(s) / 32768; });
    }

    /// Plays `ticks` blocks with the same wish; how much was changed.
    Samples play(int ticks, const TempoControl::Wish& wish) {
        Samples changed{};
        std::vector<float> block(480);
        for (int tick = 0; tick < ticks; ++tick) {
            const std::size_t more = std::min<std::size_t>(m_sound.size() - m_at, 2000 - m_queue.unread());
            m_queue.push(std::span(m_sound).subspan(m_at, more));
            m_at += more;
            changed += m_tempo.change(m_queue, m_noise, wish);
            EXPECT_EQ(m_queue.read(block, 1.0), 480U);
            m_noise.push(block);
        }
        return changed;
    }

    TempoControl& tempo() { return m_tempo; }

private:
    std::vector<float> m_sound;
    std::size_t m_at = 0;
    SoundQueue m_queue{4000};
    NoiseFloor m_noise;
    TempoControl m_tempo;
};

TEST(TempoControl, KeepsToTheRate) {
    for (const double rate : {0.03, 0.05, 0.12, 0.25}) {
        Player faster(test::sineSignal(8s, 200));
        Player slower(test::sineSignal(8s, 200));
        const auto asked = static_cast<std::int64_t>(rate * 480 * 300);
        EXPECT_NEAR(faster.play(300, {.isFaster = true, .rate = rate, .excess = 400ms}).count(), asked, 800) << rate;
        EXPECT_NEAR(slower.play(300, {.isFaster = false, .rate = rate, .excess = -400ms}).count(), asked, 800) << rate;
    }
}

TEST(TempoControl, NeverCorrectsMoreThanThereIs) {
    Player player(test::sineSignal(4s, 100));
    for (int i = 0; i < 30; ++i)
        EXPECT_LE(player.play(1, {.isFaster = true, .rate = 1, .excess = 7ms}), Samples{7ms});
}

TEST(TempoControl, DoesNotMakeUpForEverythingAtOnce) {
    test::Random random(3);
    std::vector<std::int16_t> sound(96000);
    for (std::int16_t& sample : sound)
        sample = static_cast<std::int16_t>(random.uniform(-9000, 9000)); // nothing fits in noise
    const auto tone = test::sineSignal(4s, 200);
    sound.insert(sound.end(), tone.begin(), tone.end());
    Player player(sound);
    EXPECT_EQ(player.play(190, {.isFaster = true, .rate = 0.25, .excess = 400ms}), Samples::zero());
    (void)player.play(15, {.isFaster = true, .rate = 0.25, .excess = 400ms});
    EXPECT_LE(player.play(20, {.isFaster = true, .rate = 0.25, .excess = 400ms}), Samples{95ms});
}

TEST(TempoControl, AfterARestItSavesAnew) {
    Player player(test::sineSignal(4s, 65)); // 738 samples
    EXPECT_EQ(player.play(5, {.isFaster = true, .rate = 0.25, .excess = 400ms}), Samples::zero());
    player.tempo().rest();
    EXPECT_EQ(player.play(5, {.isFaster = true, .rate = 0.25, .excess = 400ms}), Samples::zero());
    EXPECT_GT(player.play(3, {.isFaster = true, .rate = 0.25, .excess = 400ms}), Samples::zero());
}

TEST(TempoControl, InThePausesOfSpeechEveryPlaceIsGood) {
    test::Random random(4);
    std::vector<std::int16_t> quiet(96000);
    for (std::int16_t& sample : quiet)
        sample = static_cast<std::int16_t>(random.gaussian(15));
    Player player(quiet);
    EXPECT_EQ(player.play(50, {.isFaster = true, .rate = 0.5, .excess = 400ms}), Samples::zero()) << "noise";
    EXPECT_GT(player.play(50, {.isFaster = true, .rate = 0.5, .excess = 400ms, .isPause = true}), Samples{200ms});
}

} // namespace
} // namespace viz
