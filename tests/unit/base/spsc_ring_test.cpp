#include "core/base/spsc_ring.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <thread>
#include <vector>

namespace viz {
namespace {

using Ring = SpscRing<std::uint32_t>;

/// Sizes that divide neither the ring nor each other, so that every push and pop sooner or later wraps or is cut short.
constexpr std::array<std::size_t, 7> kPushSizes{1, 7, 13, 64, 2, 97, 31};
constexpr std::array<std::size_t, 6> kPopSizes{3, 1, 89, 17, 50, 5};

/// Pushes 0, 1, 2 … `total` - 1.
void generate(Ring::Producer producer, std::uint32_t total) {
    std::vector<std::uint32_t> block;
    std::uint32_t next = 0;
    for (std::size_t turn = 0; next < total; ++turn) {
        block.resize(std::min<std::size_t>(kPushSizes[turn % kPushSizes.size()], total - next));
        std::iota(block.begin(), block.end(), next);
        const std::size_t pushed = producer.push(block);
        next += static_cast<std::uint32_t>(pushed);
        if (pushed == 0)
            std::this_thread::yield();
    }
}

/// Pops `total` numbers; the first that was not the one expected, or `total`.
std::uint32_t verify(Ring::Consumer consumer, std::uint32_t total) {
    std::vector<std::uint32_t> block;
    std::uint32_t expected = 0;
    for (std::size_t turn = 0; expected < total; ++turn) {
        block.resize(kPopSizes[turn % kPopSizes.size()]);
        const std::size_t popped = consumer.pop(block);
        for (std::size_t i = 0; i < popped; ++i, ++expected) {
            if (block[i] != expected)
                return expected;
        }
        if (popped == 0)
            std::this_thread::yield();
    }
    return expected;
}

class SpscRingOfCapacity : public testing::TestWithParam<std::size_t> {};

TEST_P(SpscRingOfCapacity, CarriesACountingStreamBetweenTwoThreads) {
    // A ring for one item changes threads for every item.
    const auto total = static_cast<std::uint32_t>(std::min<std::size_t>(100'000, 5'000 * GetParam()));
    Ring ring(GetParam());
    std::thread producing(generate, Ring::Producer(ring), total);
    EXPECT_EQ(verify(Ring::Consumer(ring), total), total);
    producing.join();
    EXPECT_EQ(Ring::Consumer(ring).available(), 0U);
}

TEST_P(SpscRingOfCapacity, HoldsExactlyItsCapacity) {
    Ring ring(GetParam());
    Ring::Producer producer(ring);
    const std::vector<std::uint32_t> tooMany(GetParam() + 5, 1);
    EXPECT_EQ(producer.push(tooMany), GetParam());
    EXPECT_FALSE(producer.push(2U));
    EXPECT_EQ(Ring::Consumer(ring).available(), GetParam());
}

INSTANTIATE_TEST_SUITE_P(Capacities, SpscRingOfCapacity, testing::Values(1, 2, 97, 960, 4096),
                         testing::PrintToStringParamName());

TEST(SpscRing, TakesTheFrontOfABlockThatDoesNotFit) {
    Ring ring(4);
    Ring::Producer producer(ring);
    Ring::Consumer consumer(ring);
    EXPECT_EQ(producer.push(std::array<std::uint32_t, 6>{10, 11, 12, 13, 14, 15}), 4U);
    std::array<std::uint32_t, 6> out{};
    EXPECT_EQ(consumer.pop(out), 4U);
    EXPECT_EQ(out, (std::array<std::uint32_t, 6>{10, 11, 12, 13, 0, 0}));
}

TEST(SpscRing, SingleItemsComeInOrder) {
    Ring ring(3);
    Ring::Producer producer(ring);
    Ring::Consumer consumer(ring);
    EXPECT_TRUE(producer.push(1U));
    EXPECT_TRUE(producer.push(2U));
    std::uint32_t item = 0;
    EXPECT_TRUE(consumer.pop(item));
    EXPECT_EQ(item, 1U);
    EXPECT_TRUE(consumer.pop(item));
    EXPECT_EQ(item, 2U);
    EXPECT_FALSE(consumer.pop(item));
    EXPECT_EQ(item, 2U);
}

TEST(SpscRing, ConsumesAllAcrossTheWrap) {
    Ring ring(4);
    Ring::Producer producer(ring);
    Ring::Consumer consumer(ring);
    std::array<std::uint32_t, 3> moved{1, 2, 3};
    EXPECT_EQ(producer.push(moved), 3U);
    EXPECT_EQ(consumer.pop(moved), 3U);
    EXPECT_EQ(producer.push(std::array<std::uint32_t, 4>{4, 5, 6, 7}), 4U);
    std::vector<std::uint32_t> seen;
    EXPECT_EQ(consumer.consumeAll([&seen](std::uint32_t item) { seen.push_back(item); }), 4U);
    EXPECT_EQ(seen, (std::vector<std::uint32_t>{4, 5, 6, 7}));
}

} // namespace
} // namespace viz
