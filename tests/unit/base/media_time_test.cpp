#include "core/base/media_time.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

using namespace std::chrono_literals;

struct Row {
    FrameDuration duration;
    std::uint8_t code;
    std::int64_t samples;
    std::chrono::microseconds time;
    int milliseconds; ///< 0: not a whole number that a person may choose
};

constexpr Row kRows[] = {
    {FrameDuration::Ms2_5, 0, 120, 2500us, 0}, {FrameDuration::Ms5, 1, 240, 5ms, 0},
    {FrameDuration::Ms10, 2, 480, 10ms, 10},   {FrameDuration::Ms20, 3, 960, 20ms, 20},
    {FrameDuration::Ms40, 4, 1920, 40ms, 40},  {FrameDuration::Ms60, 5, kMaxFrameSamples, 60ms, 60},
};

TEST(FrameDuration, HasItsLengthInSamplesAndTime) {
    for (const Row& row : kRows) {
        EXPECT_EQ(lengthOf(row.duration).count(), row.samples);
        EXPECT_EQ(std::chrono::duration_cast<std::chrono::microseconds>(lengthOf(row.duration)), row.time);
    }
}

TEST(FrameDuration, IsItsWireCode) {
    for (const Row& row : kRows) {
        EXPECT_EQ(static_cast<std::uint8_t>(row.duration), row.code);
        EXPECT_EQ(frameDurationFromCode(row.code), row.duration);
    }
}

TEST(FrameDuration, RefusesEveryOtherCode) {
    for (int code = std::size(kRows); code <= 255; ++code)
        EXPECT_EQ(frameDurationFromCode(static_cast<std::uint8_t>(code)), std::nullopt) << code;
}

TEST(FrameDuration, ComesOnlyFromTheFourMillisecondValuesThatPeopleMayChoose) {
    for (int milliseconds = -100; milliseconds <= 200; ++milliseconds) {
        std::optional<FrameDuration> expected;
        for (const Row& row : kRows) {
            if (row.milliseconds == milliseconds && milliseconds != 0)
                expected = row.duration;
        }
        EXPECT_EQ(frameDurationFromMs(milliseconds), expected) << milliseconds;
    }
}

TEST(Samples, ConvertExactlyFromMilliseconds) {
    EXPECT_EQ(Samples(20ms).count(), 960);
    EXPECT_EQ(Samples(1s).count(), kSampleRate);
    EXPECT_EQ(std::chrono::duration_cast<std::chrono::milliseconds>(Samples(48)), 1ms);
}

} // namespace
} // namespace viz
