#include "core/transport/backoff.h"

#include <gtest/gtest.h>

#include <set>

namespace {

using namespace std::chrono_literals;
using viz::Backoff;

TEST(Backoff, GrowsToEightSecondsAndStaysThereAFifthShorterAtMost) {
    for (std::uint32_t seed = 0; seed < 200; ++seed) {
        Backoff backoff(seed);
        for (const std::chrono::milliseconds step : {200ms, 500ms, 1000ms, 2000ms, 4000ms, 8000ms, 8000ms, 8000ms}) {
            const auto wait = backoff.next();
            EXPECT_LE(wait, step) << "seed " << seed;
            EXPECT_GE(wait, step * 4 / 5) << "seed " << seed;
        }
    }
}

TEST(Backoff, StartsAgainAfterReset) {
    Backoff backoff(1);
    for (int i = 0; i < 10; ++i)
        EXPECT_GE(backoff.next(), 160ms);
    backoff.reset();
    EXPECT_LE(backoff.next(), 200ms);
    EXPECT_GT(backoff.next(), 200ms);
}

TEST(Backoff, NeighbouringSeedsDoNotKeepStep) {
    std::set<std::chrono::milliseconds> thirdWaits;
    for (std::uint32_t seed = 0; seed < 50; ++seed) {
        Backoff backoff(seed);
        EXPECT_GE(backoff.next() + backoff.next(), 560ms);
        thirdWaits.insert(backoff.next());
    }
    EXPECT_GT(thirdWaits.size(), 25u);
}

TEST(Backoff, SameSeedGivesTheSameWaits) {
    Backoff one(77);
    Backoff other(77);
    for (int i = 0; i < 20; ++i)
        EXPECT_EQ(one.next(), other.next());
}

} // namespace
