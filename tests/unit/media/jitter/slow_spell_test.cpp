#include "core/media/jitter/slow_spell.h"

#include <gtest/gtest.h>

#include <vector>

namespace viz {
namespace {

using namespace std::chrono_literals;
using Change = SlowSpell::Change;

/// Messages every 20 ms whose smallest delay is what a test says.
struct Path {
    /// The changes that it saw meanwhile.
    std::vector<Change> pass(Samples length, Samples minimumDelay) {
        std::vector<Change> changes;
        for (const MediaTime end = now + length; now < end; now += 20ms)
            if (const Change change = spell.add(now, minimumDelay); change != Change::None)
                changes.push_back(change);
        return changes;
    }
    SlowSpell spell;
    MediaTime now = 100s;
};

TEST(SlowSpell, BeginsWithAQueueAndEndsWithIt) {
    Path path;
    EXPECT_TRUE(path.pass(30s, 10ms).empty());
    EXPECT_TRUE(path.pass(1s, 49ms).empty());
    EXPECT_EQ(path.pass(20s, 100ms), (std::vector{Change::Began}));
    EXPECT_TRUE(path.pass(1s, 40ms).empty()) << "still";
    EXPECT_EQ(path.pass(10s, 12ms), (std::vector{Change::Ended}));
    EXPECT_EQ(path.pass(10s, 100ms), (std::vector{Change::Began}));
}

TEST(SlowSpell, WhatIsOverAtOnceWasNone) {
    Path path;
    (void)path.pass(30s, 10ms);
    EXPECT_EQ(path.pass(4s, 3s), (std::vector{Change::Began}));
    EXPECT_TRUE(path.pass(10s, 10ms).empty());
}

TEST(SlowSpell, APathThatStaysSlowerIsTheUsualOne) {
    Path path;
    (void)path.pass(30s, 10ms);
    EXPECT_EQ(path.pass(61s, 100ms), (std::vector{Change::Began}));
    EXPECT_TRUE(path.pass(10s, 10ms).empty()) << "that it becomes faster is no end of a spell";
    EXPECT_EQ(path.pass(10s, 100ms), (std::vector{Change::Began}));
}

TEST(SlowSpell, ClocksThatDriftApartAreNone) {
    for (const int ppm : {-500, 500}) {
        Path path;
        for (int i = 0; i < 15000; ++i)
            EXPECT_TRUE(path.pass(20ms, Samples{std::int64_t{i} * 960 * ppm / 1'000'000}).empty());
    }
}

TEST(SlowSpell, AJumpOfTheArrivalsIsNone) {
    Path path;
    (void)path.pass(10s, 10ms);
    path.spell.shift(2s);
    path.now += 2s;
    EXPECT_TRUE(path.pass(10s, 2010ms).empty());
    path.spell.clear();
    EXPECT_TRUE(path.pass(10s, -90s).empty());
}

} // namespace
} // namespace viz
