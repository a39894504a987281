#include "core/pipeline/send/shortest_round_trip.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

using namespace std::chrono_literals;

TEST(ShortestRoundTrip, IsEmptyUntilThereIsOne) { EXPECT_FALSE(ShortestRoundTrip{}.trip()); }

TEST(ShortestRoundTrip, KeepsTheRecordThatMadeIt) {
    ShortestRoundTrip shortest;
    shortest.add({.time = 70ms, .bytes = 300}, 1h);
    shortest.add({.time = 60ms, .bytes = 200}, 1h + 1s);
    shortest.add({.time = 65ms, .bytes = 100}, 1h + 2s);
    EXPECT_EQ(shortest.trip()->time, 60ms);
    EXPECT_EQ(shortest.trip()->bytes, 200U);
}

TEST(ShortestRoundTrip, BelievesALongerPathAfterAMinute) {
    ShortestRoundTrip shortest;
    shortest.add({.time = 60ms, .bytes = 200}, 1h);
    for (MonotonicTime now = 1h + 1s; now <= 1h + 30s; now += 1s)
        shortest.add({.time = 90ms, .bytes = 200}, now);
    EXPECT_EQ(shortest.trip()->time, 60ms);
    for (MonotonicTime now = 1h + 31s; now <= 1h + 62s; now += 1s)
        shortest.add({.time = 90ms, .bytes = 200}, now);
    EXPECT_EQ(shortest.trip()->time, 90ms);
}

} // namespace
} // namespace viz
