#include "core/media/level_meter.h"
#include "tests/sim/speech_signal.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace viz {
namespace {

using namespace std::chrono_literals;

void pushInBlocks(LevelMeter& meter, std::span<const std::int16_t> sound) {
    for (; sound.size() >= 480; sound = sound.subspan(480))
        meter.push(sound.first(480));
}

TEST(LevelMeter, ShowsTheFloorBeforeAnySound) {
    const LevelMeter meter;
    EXPECT_EQ(meter.levelDbfs(), LevelMeter::kSilenceDbfs);
}

TEST(LevelMeter, MeasuresRootMeanSquare) {
    struct Case {
        std::string name;
        std::vector<std::int16_t> sound;
        float dbfs;
    };
    const std::vector<Case> cases{
        {"full-scale square", std::vector<std::int16_t>(96000, -32768), 0.0F},
        {"full-scale sine", test::sineSignal(2s, 1000, 1.0), -3.01F},
        {"half-scale sine", test::sineSignal(2s, 440, 0.5), -9.03F},
        {"tenth-scale sine", test::sineSignal(2s, 440, 0.1), -23.01F},
        {"digital silence", std::vector<std::int16_t>(96000, 0), LevelMeter::kSilenceDbfs},
    };
    for (const Case& row : cases) {
        LevelMeter meter;
        pushInBlocks(meter, row.sound);
        EXPECT_NEAR(meter.levelDbfs(), row.dbfs, 0.05) << row.name;
    }
}

TEST(LevelMeter, FollowsWithinAFewTenthsOfASecond) {
    LevelMeter meter;
    pushInBlocks(meter, test::sineSignal(500ms, 1000, 1.0));
    EXPECT_NEAR(meter.levelDbfs(), -3.0, 0.1);
    pushInBlocks(meter, std::vector<std::int16_t>(48000, 0)); // ten time constants: 43 dB
    EXPECT_NEAR(meter.levelDbfs(), -46.5, 0.5);
}

TEST(LevelMeter, DoesNotDependOnTheBlockSize) {
    const auto sound = test::speechSignal(2s, 3);
    LevelMeter small;
    LevelMeter large;
    for (std::size_t i = 0; i < sound.size(); i += 32)
        small.push(std::span(sound).subspan(i, 32));
    for (std::size_t i = 0; i < sound.size(); i += 480)
        large.push(std::span(sound).subspan(i, 480));
    large.push({});
    EXPECT_NEAR(small.levelDbfs(), large.levelDbfs(), 0.5);
}

} // namespace
} // namespace viz
