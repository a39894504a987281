#include "core/base/sequence.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace viz {
namespace {

constexpr std::uint32_t kLast = 0xFFFF'FFFFU;
constexpr std::int32_t kFarthest = 0x7FFF'FFFF;

struct Step {
    std::uint32_t from;
    std::int32_t steps;
    std::uint32_t to;
};

constexpr Step kSteps[] = {
    {0, 0, 0},
    {0, 1, 1},
    {1, -1, 0},
    {kLast, 1, 0},
    {0, -1, kLast},
    {0xFFFF'FFF0U, 32, 0x10U},
    {0x10U, -32, 0xFFFF'FFF0U},
    {0x7FFF'FFFFU, 1, 0x8000'0000U},
    {5, kFarthest, 0x8000'0004U},
    {0xC000'0000U, kFarthest, 0x3FFF'FFFFU},
};

TEST(Sequence, AddsAndSubtractsAcrossTheWrap) {
    for (const Step& row : kSteps) {
        EXPECT_EQ((Sequence{row.from} + row.steps).value(), row.to) << row.from << " + " << row.steps;
        EXPECT_EQ(Sequence{row.to} - Sequence{row.from}, row.steps) << row.to << " - " << row.from;
    }
}

TEST(Sequence, OrdersByTheShorterWayRound) {
    for (const Step& row : kSteps) {
        const Sequence from{row.from};
        const Sequence to{row.to};
        EXPECT_EQ(from<to, row.steps> 0) << row.from << " < " << row.to;
        EXPECT_EQ(from > to, row.steps < 0);
        EXPECT_EQ(from <= to, row.steps >= 0);
        EXPECT_EQ(from >= to, row.steps <= 0);
        EXPECT_EQ(from == to, row.steps == 0);
    }
}

TEST(Sequence, OppositeNumbersAreLessBothWays) {
    const Sequence a{17};
    const Sequence b{17U + 0x8000'0000U};
    EXPECT_TRUE(a < b);
    EXPECT_TRUE(b < a);
}

TEST(Sequence, CountsThroughTheWrap) {
    Sequence sequence{kLast - 2};
    for (int i = 0; i < 5; ++i) {
        const Sequence before = sequence;
        ++sequence;
        EXPECT_EQ(sequence - before, 1);
        EXPECT_TRUE(before < sequence);
    }
    EXPECT_EQ(sequence.value(), 2U);
}

} // namespace
} // namespace viz
