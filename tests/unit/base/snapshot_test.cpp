#include "core/base/snapshot.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <thread>

namespace viz {
namespace {

/// Wide enough that no machine writes it in one go: a torn one holds two different numbers.
struct Wide {
    std::array<std::uint64_t, 64> words{};

    static Wide of(std::uint64_t value) {
        Wide wide;
        wide.words.fill(value);
        return wide;
    }
    [[nodiscard]] bool isTorn() const {
        return std::any_of(words.begin(), words.end(), [this](std::uint64_t word) { return word != words.front(); });
    }
};

TEST(Snapshot, IsDefaultMadeUntilTheFirstPublish) {
    Snapshot<int> snapshot;
    EXPECT_EQ(snapshot.read(), 0);
}

TEST(Snapshot, TheNewestValueWins) {
    Snapshot<int> snapshot;
    for (int value = 1; value <= 5; ++value)
        snapshot.publish(value);
    EXPECT_EQ(snapshot.read(), 5);
}

TEST(Snapshot, KeepsTheValueUntilANewOneComes) {
    Snapshot<int> snapshot;
    snapshot.publish(7);
    EXPECT_EQ(snapshot.read(), 7);
    EXPECT_EQ(snapshot.read(), 7);
    snapshot.publish(8);
    EXPECT_EQ(snapshot.read(), 8);
}

TEST(Snapshot, AReadValueIsNotTouchedByLaterPublishes) {
    Snapshot<int> snapshot;
    snapshot.publish(1);
    const int& held = snapshot.read();
    for (int value = 2; value <= 10; ++value)
        snapshot.publish(value);
    EXPECT_EQ(held, 1);
    EXPECT_EQ(snapshot.read(), 10);
}

TEST(Snapshot, IsNeverTornAndNeverGoesBackBetweenTwoThreads) {
    constexpr std::uint64_t kLast = 100'000;
    Snapshot<Wide> snapshot;
    std::thread writer([&snapshot] {
        for (std::uint64_t value = 1; value <= kLast; ++value)
            snapshot.publish(Wide::of(value));
    });
    std::uint64_t newest = 0;
    int torn = 0;
    int backwards = 0;
    while (newest < kLast) {
        const Wide& seen = snapshot.read();
        torn += seen.isTorn() ? 1 : 0;
        backwards += seen.words.front() < newest ? 1 : 0;
        newest = std::max(newest, seen.words.back());
    }
    writer.join();
    EXPECT_EQ(torn, 0);
    EXPECT_EQ(backwards, 0);
}

} // namespace
} // namespace viz
