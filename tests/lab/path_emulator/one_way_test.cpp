#include "tests/lab/path_emulator/one_way.h"

#include <gtest/gtest.h>

namespace viz::lab {
namespace {

using namespace std::chrono_literals;

std::vector<std::byte> packet(std::size_t bytes, int mark = 0) {
    return std::vector<std::byte>(bytes, static_cast<std::byte>(mark));
}

TEST(OneWay, DeliversAfterTheDelayInOrder) {
    OneWay way({.delay = 30ms});
    way.enter(packet(100, 1), 5ms);
    way.enter(packet(100, 2), 6ms);
    EXPECT_EQ(way.nextArrival(), 35ms);
    EXPECT_EQ(way.leave(), packet(100, 1));
    EXPECT_EQ(way.nextArrival(), 36ms);
    EXPECT_EQ(way.leave(), packet(100, 2));
    EXPECT_EQ(way.nextArrival(), std::nullopt);
}

TEST(OneWay, ASlowLinkAddsTheTimeThatAPacketTakesOnIt) {
    OneWay way({.delay = 30ms, .rateBps = 80'000});
    way.enter(packet(100), 0ms); // 10 ms at 80 kbit/s
    way.enter(packet(200), 0ms);
    EXPECT_EQ(way.nextArrival(), 40ms);
    static_cast<void>(way.leave());
    EXPECT_EQ(way.nextArrival(), 60ms);
}

TEST(OneWay, AFullQueueLosesWhatDoesNotFitAndEmptiesWithTime) {
    OneWay way({.rateBps = 80'000, .queueBytes = 1500});
    way.enter(packet(1000), 0ms);
    way.enter(packet(501), 0ms);
    EXPECT_EQ(way.counts().overflowed, 1U);
    way.enter(packet(501), 1ms); // 10 bytes have left
    EXPECT_EQ(way.counts().overflowed, 1U);
}

TEST(OneWay, AnOutageLosesWhatEntersAndNotWhatIsOnItsWay) {
    OneWay way({.delay = 30ms});
    way.enter(packet(100), 0ms);
    way.setOutage(true);
    way.enter(packet(100), 1ms);
    way.setOutage(false);
    way.enter(packet(100), 2ms);
    EXPECT_EQ(way.nextArrival(), 30ms);
    static_cast<void>(way.leave());
    EXPECT_EQ(way.nextArrival(), 32ms);
    EXPECT_EQ(way.counts().packets, 3U);
    EXPECT_EQ(way.counts().cutOff, 1U);
}

} // namespace
} // namespace viz::lab
