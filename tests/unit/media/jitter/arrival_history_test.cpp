#include "core/media/jitter/arrival_history.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

using namespace std::chrono_literals;

ArrivalHistory::Message message(Samples captured, Samples delay, Samples length = 20ms) {
    return {.captureEnd = captured, .length = length, .arrival = captured + delay};
}

TEST(ArrivalHistory, KnowsTheSmallestDelayOfTwoSeconds) {
    ArrivalHistory history;
    for (int i = 0; i < 50; ++i)
        history.add(message(i * 20ms, i == 10 ? 30ms : 80ms));
    EXPECT_EQ(history.minimumDelay(), Samples{30ms});
    for (int i = 50; i < 50 + 100; ++i)
        history.add(message(i * 20ms, 80ms));
    EXPECT_EQ(history.minimumDelay(), Samples{80ms}) << "the lucky one is more than 2 s ago";
}

TEST(ArrivalHistory, SixLongMessagesAreRememberedBeyondTwoSeconds) {
    ArrivalHistory history;
    history.add(message(0ms, 10ms, 500ms));
    for (int i = 1; i <= 5; ++i)
        history.add(message(i * 500ms, 50ms, 500ms));
    EXPECT_EQ(history.minimumDelay(), Samples{10ms}) << "2.5 s, but only six messages";
    history.add(message(3001ms, 50ms, 500ms));
    history.add(message(3501ms, 50ms, 500ms));
    EXPECT_EQ(history.minimumDelay(), Samples{50ms});
}

TEST(ArrivalHistory, DelaysMayBeNegative) {
    ArrivalHistory history;
    history.add(message(100s, -90s));
    history.add(message(100s + 20ms, -90s - 5ms));
    EXPECT_EQ(history.minimumDelay(), Samples{-90s - 5ms});
}

TEST(ArrivalHistory, TheLongestMessageIsThatOfOneSecond) {
    ArrivalHistory history;
    history.add(message(0ms, 0ms, 320ms));
    EXPECT_EQ(history.longestMessage(), Samples{320ms});
    for (int i = 1; i <= 49; ++i)
        history.add(message(i * 20ms, 5ms));
    EXPECT_EQ(history.longestMessage(), Samples{320ms});
    history.add(message(51 * 20ms, 5ms));
    EXPECT_EQ(history.longestMessage(), Samples{20ms});
    EXPECT_EQ(history.minimumDelay(), Samples{0ms}) << "delays are remembered for longer";
}

TEST(ArrivalHistory, OfLongMessagesSixCount) {
    ArrivalHistory history;
    history.add(message(0ms, 0ms, 320ms));
    for (int i = 1; i <= 6; ++i)
        history.add(message(i * 300ms, 0ms, 300ms));
    EXPECT_EQ(history.longestMessage(), Samples{320ms});
    history.add(message(2100ms, 0ms, 300ms));
    EXPECT_EQ(history.longestMessage(), Samples{300ms});
}

TEST(ArrivalHistory, AnAnnouncedLengthIsExpectedUntilItIsOld) {
    ArrivalHistory history;
    ArrivalHistory::Message announcing = message(0ms, 0ms);
    announcing.announced = 320ms;
    history.add(announcing);
    EXPECT_EQ(history.longestMessage(), Samples{20ms});
    EXPECT_EQ(history.longestExpected(), Samples{320ms});
    for (int i = 1; i <= 51; ++i)
        history.add(message(i * 20ms, 0ms));
    EXPECT_EQ(history.longestExpected(), Samples{20ms}) << "nothing came of it";
}

TEST(ArrivalHistory, SurvivesAFloodInOneInstant) {
    ArrivalHistory history;
    for (int i = 0; i < 10000; ++i)
        history.add({.captureEnd = Samples{i}, .length = 20ms, .arrival = Samples{5000}});
    EXPECT_EQ(history.minimumDelay(), Samples{5000 - 9999});
    history.clear();
    EXPECT_TRUE(history.isEmpty());
}

TEST(ArrivalHistory, KeepsTheNewestAfterALongSilence) {
    ArrivalHistory history;
    history.add(message(0ms, 10ms));
    history.add(message(10min, 70ms));
    EXPECT_EQ(history.minimumDelay(), Samples{70ms});
    EXPECT_FALSE(history.isEmpty());
}

} // namespace
} // namespace viz
