#include "core/media/jitter/frame_store.h"
#include "tests/sim/speech_signal.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace viz {
namespace {

using Insert = FrameStore::Insert;

EncodedFrame frameNumber(std::uint32_t number) {
    EncodedFrame frame;
    frame.sequence = Sequence{number};
    const std::array<std::byte, 2> payload{static_cast<std::byte>(number >> 8), static_cast<std::byte>(number)};
    frame.setPayload(payload);
    return frame;
}

Insert insert(FrameStore& store, std::uint32_t number) {
    return store.insert(frameNumber(number), MediaTime{7}, MediaTime{std::int64_t{number} * 960});
}

std::vector<std::uint32_t> drained(FrameStore& store) {
    std::vector<std::uint32_t> numbers;
    for (; !store.isEmpty(); store.popFront())
        numbers.push_back(store.front().frame.sequence.value());
    return numbers;
}

TEST(FrameStore, GivesFramesInTheOrderOfTheirNumbers) {
    struct Case {
        std::string name;
        std::vector<std::uint32_t> in;
        std::vector<std::uint32_t> out;
    };
    const std::vector<Case> cases{
        {"in order", {1, 2, 3}, {1, 2, 3}},
        {"backwards", {5, 4, 3, 2, 1}, {1, 2, 3, 4, 5}},
        {"with holes", {10, 30, 20}, {10, 20, 30}},
        {"across the wrap", {0, 0xFFFFFFFF, 1, 0xFFFFFFFE}, {0xFFFFFFFE, 0xFFFFFFFF, 0, 1}},
    };
    for (const Case& row : cases) {
        FrameStore store;
        for (const std::uint32_t number : row.in)
            ASSERT_EQ(insert(store, number), Insert::Stored) << row.name;
        EXPECT_EQ(drained(store), row.out) << row.name;
    }
}

TEST(FrameStore, KeepsWhatCameWithAFrame) {
    FrameStore store;
    ASSERT_EQ(insert(store, 300), Insert::Stored);
    const FrameStore::Entry& entry = store.front();
    EXPECT_EQ(entry.arrival, MediaTime{7});
    EXPECT_EQ(entry.end, MediaTime{300 * 960});
    EXPECT_EQ(entry.begin(), MediaTime{299 * 960});
    ASSERT_EQ(entry.frame.payload().size(), 2U);
    EXPECT_EQ(entry.frame.payload()[0], std::byte{1});
}

TEST(FrameStore, RefusesTheSameNumberTwice) {
    FrameStore store;
    for (const std::uint32_t number : {4U, 2U, 9U})
        ASSERT_EQ(insert(store, number), Insert::Stored);
    for (const std::uint32_t number : {2U, 4U, 9U})
        EXPECT_EQ(insert(store, number), Insert::Duplicate) << number;
    EXPECT_EQ(store.size(), 3U);
}

TEST(FrameStore, IsFullAtItsCapacityAndUsableAfterwards) {
    FrameStore store;
    for (std::uint32_t number = 0; number < FrameStore::kCapacity; ++number)
        ASSERT_EQ(insert(store, number), Insert::Stored);
    EXPECT_EQ(insert(store, 100000), Insert::Full);
    EXPECT_EQ(insert(store, 5), Insert::Duplicate);
    store.popFront();
    EXPECT_EQ(insert(store, 100000), Insert::Stored);
    EXPECT_EQ(store.size(), FrameStore::kCapacity);
    store.clear();
    EXPECT_TRUE(store.isEmpty());
    EXPECT_EQ(insert(store, 1), Insert::Stored);
}

TEST(FrameStore, StaysSortedThroughRandomUse) {
    FrameStore store;
    test::Random random(1);
    std::vector<std::uint32_t> model;
    for (int step = 0; step < 20000; ++step) {
        if (random.below(3) == 0 && !model.empty()) {
            ASSERT_EQ(store.front().frame.sequence.value(), model.front());
            ASSERT_EQ(store.front().end.count(), std::int64_t{model.front()} * 960) << "the right payload";
            store.popFront();
            model.erase(model.begin());
            continue;
        }
        const auto number = static_cast<std::uint32_t>(random.below(2000));
        const auto place = std::lower_bound(model.begin(), model.end(), number);
        const bool known = place != model.end() && *place == number;
        const Insert expected = known                                   ? Insert::Duplicate
                                : model.size() == FrameStore::kCapacity ? Insert::Full
                                                                        : Insert::Stored;
        ASSERT_EQ(insert(store, number), expected);
        if (expected == Insert::Stored)
            model.insert(place, number);
    }
    EXPECT_EQ(drained(store), model);
}

} // namespace
} // namespace viz
