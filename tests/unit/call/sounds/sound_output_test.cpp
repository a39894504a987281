#include "core/call/sounds/sound_output.h"
#include "tests/support/wait_for.h"
#include "tests/unit/call/check/fake_devices.h"

#include <gtest/gtest.h>

#include <cmath>

namespace viz {
namespace {

using test::waitFor;

class SoundOutputTest : public testing::Test {
protected:
    void play(SoundOutput::Times times = SoundOutput::Times::Repeated) {
        output.play(std::make_shared<const std::vector<std::int16_t>>(48000, kLevel), nowhere, times);
    }
    [[nodiscard]] bool isHeard() {
        return waitFor([this] { return world.playedCount() > 0; });
    }
    [[nodiscard]] bool isClosed() {
        return waitFor([this] { return world.openOutputs == 0; });
    }

    static constexpr std::int16_t kLevel = 10'000;
    /// Not the system's: nothing is to be heard where this test runs.
    const AudioOutputSpec nowhere{.kind = AudioOutputSpec::Kind::Null, .deviceId = {}, .path = {}};
    test::FakeWorld world;
    test::FakeFactory factory{world};
    SoundOutput output{factory};
};

TEST_F(SoundOutputTest, IsHeardFadingOutBeforeTheLoudspeakerCloses) {
    play();
    ASSERT_TRUE(isHeard());
    output.stop();
    EXPECT_FALSE(output.isPlaying());
    ASSERT_TRUE(isClosed());
    const auto played = world.played();
    EXPECT_EQ(played.back(), 0);
    int largest = 0;
    for (std::size_t i = 1; i < played.size(); ++i)
        largest = std::max(largest, std::abs(played[i] - played[i - 1]));
    EXPECT_LT(largest, kLevel / 100) << "no click";
}

TEST_F(SoundOutputTest, ANewSoundIsNotClosedByTheEndOfTheOneBefore) {
    play();
    ASSERT_TRUE(isHeard());
    output.stop();
    play();
    const std::size_t before = world.playedCount();
    ASSERT_TRUE(waitFor([&] { return world.playedCount() > before + 100'000; }));
    EXPECT_EQ(world.openOutputs, 1);
    output.stop();
    EXPECT_TRUE(isClosed());
}

TEST_F(SoundOutputTest, LetsGoOfASoundThatIsOver) {
    const auto sound = std::make_shared<const std::vector<std::int16_t>>(4800, kLevel);
    output.play(sound, nowhere, SoundOutput::Times::Repeated);
    ASSERT_TRUE(isHeard());
    output.stop();
    EXPECT_TRUE(waitFor([&] { return sound.use_count() == 1; }));
}

} // namespace
} // namespace viz
