#include "core/media/jitter/frame_clock.h"

#include <gtest/gtest.h>

#include <limits>

namespace viz {
namespace {

constexpr std::int64_t kWrap = std::int64_t{1} << 48;

TEST(FrameClock, GoesOnAcrossTheWrapOf48Bits) {
    FrameClock clock;
    clock.note(Sequence{1}, clock.unwrap(MediaTime{kWrap - 960}));
    const MediaTime first = clock.newestEnd();
    for (std::uint32_t i = 1; i < 10; ++i) {
        const MediaTime end = clock.unwrap(MediaTime{(kWrap - 960 + std::int64_t{i} * 960) % kWrap});
        EXPECT_EQ(end - first, Samples{i * 960});
        clock.note(Sequence{1 + i}, end);
    }
    EXPECT_EQ(clock.unwrap(MediaTime{kWrap - 960}), first) << "and back";
}

TEST(FrameClock, TakesTheNearestMeaning) {
    FrameClock clock;
    clock.note(Sequence{1}, MediaTime{1000000});
    EXPECT_EQ(clock.unwrap(MediaTime{999000}), MediaTime{999000});
    EXPECT_EQ(clock.unwrap(MediaTime{1000000 + kWrap}), MediaTime{1000000});
    EXPECT_EQ(clock.unwrap(MediaTime{1000000 - 5 * kWrap + 3}), MediaTime{1000003});
}

TEST(FrameClock, AnyNumberHasAMeaning) {
    FrameClock clock;
    clock.note(Sequence{1}, MediaTime{0});
    for (const std::int64_t wire : {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max(),
                                    kWrap / 2, -kWrap / 2, std::int64_t{-1}})
        EXPECT_LE(std::chrono::abs(clock.unwrap(MediaTime{wire})).count(), kWrap / 2) << wire;
}

TEST(FrameClock, RemembersTheLastThousandNumbers) {
    FrameClock clock;
    EXPECT_FALSE(clock.isNoted(Sequence{0}));
    for (std::uint32_t i = 0; i < 3000; ++i)
        clock.note(Sequence{0xFFFFFA00U + i}, MediaTime{i});
    const Sequence newest{0xFFFFFA00U + 2999};
    EXPECT_TRUE(clock.isNoted(newest));
    EXPECT_TRUE(clock.isNoted(newest + -1023));
    EXPECT_FALSE(clock.isNoted(newest + -1024));
    EXPECT_FALSE(clock.isNoted(newest + 1));
    clock.reset();
    EXPECT_FALSE(clock.isNoted(newest));
}

TEST(FrameClock, NoticesAClockThatRunsBackwards) {
    FrameClock clock;
    EXPECT_FALSE(clock.runsBackwards(Sequence{1}, MediaTime{-5}));
    clock.note(Sequence{0xFFFFFFFF}, MediaTime{5000});
    EXPECT_TRUE(clock.runsBackwards(Sequence{0}, MediaTime{4999}));
    EXPECT_FALSE(clock.runsBackwards(Sequence{0}, MediaTime{5960}));
    EXPECT_FALSE(clock.runsBackwards(Sequence{0xFFFFFFFE}, MediaTime{4040})) << "only overtaken";
}

TEST(FrameClock, NewestEndNeverGoesBack) {
    FrameClock clock;
    clock.note(Sequence{5}, MediaTime{5000});
    clock.note(Sequence{4}, MediaTime{4000});
    EXPECT_EQ(clock.newestEnd(), MediaTime{5000});
}

} // namespace
} // namespace viz
