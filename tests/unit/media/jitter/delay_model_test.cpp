#include "core/media/jitter/delay_model.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

using namespace std::chrono_literals;

/// Messages of 20 ms, one every 20 ms, and a pull every 10 ms from `phase` on.
class Rig {
public:
    explicit Rig(Samples phase) : m_nextPull(phase) {}

    DelayModel model;

    void message(Samples delay) {
        m_captured += 20ms;
        const MediaTime arrival = m_captured + delay;
        while (m_nextPull < arrival)
            m_nextPull += 10ms;
        model.setNextPull(m_nextPull);
        model.add({.captureEnd = m_captured, .length = 20ms, .arrival = arrival});
    }
    void messages(int count, Samples delay) {
        for (int i = 0; i < count; ++i)
            message(delay);
    }
    /// What came while nobody pulled.
    void unpulled(int count, Samples delay) {
        for (int i = 0; i < count; ++i) {
            m_captured += 20ms;
            model.add({.captureEnd = m_captured, .length = 20ms, .arrival = m_captured + delay});
        }
    }

private:
    MediaTime m_captured{};
    MediaTime m_nextPull{};
};

TEST(DelayModel, WantsTheMessageTheWaitForThePullAndTwoMilliseconds) {
    for (const Samples phase : {Samples{0ms}, Samples{3ms}, Samples{9ms}}) {
        Rig rig(phase);
        rig.messages(200, 50ms);
        EXPECT_EQ(rig.model.floor(), Samples{70ms});
        EXPECT_EQ(rig.model.target(), Samples{0ms});
        EXPECT_EQ(rig.model.wanted(), Samples{72ms} + phase);
    }
}

TEST(DelayModel, CountsLatenessFromThePullThatCanUseTheMessage) {
    Rig rig(3ms);
    for (int i = 0; i < 200; ++i) {
        rig.messages(9, 50ms); // the pull at 53 can use it
        rig.message(60ms);     // the one at 63
    }
    EXPECT_EQ(rig.model.target(), Samples{10ms}) << "8 ms beyond the margin, in buckets of 5";
    EXPECT_EQ(rig.model.wanted(), Samples{70ms + 3ms + 10ms + 2ms});
}

TEST(DelayModel, WithoutAPullTheArrivalCounts) {
    DelayModel model;
    EXPECT_TRUE(model.isEmpty());
    model.add({.captureEnd = 1s, .length = 60ms, .arrival = 5s});
    EXPECT_EQ(model.minimumDelay(), Samples{4s});
    EXPECT_EQ(model.wanted(), Samples{4s + 60ms + 40ms + 2ms});
}

TEST(DelayModel, AQueueBeforeANarrowPlaceLeavesNothingBehind) {
    Rig rig(3ms);
    rig.messages(1500, 30ms);
    const Samples before = rig.model.wanted();
    for (int i = 0; i < 100; ++i) {
        rig.messages(4, 100ms);
        for (int late = 120; late > 0; late -= 20) // what came behind a long message comes with it
            rig.message(100ms + std::chrono::milliseconds{late});
    }
    EXPECT_GE(rig.model.target(), Samples{100ms});
    for (int delay = 100; delay > 30; delay -= 20)
        rig.message(std::chrono::milliseconds{delay});
    rig.messages(150, 30ms);
    EXPECT_EQ(rig.model.wanted(), before);
}

TEST(DelayModel, ADeviceThatStoodStillIsNoJitter) {
    Rig rig(3ms);
    rig.messages(200, 50ms);
    const Samples before = rig.model.wanted();
    rig.model.shiftArrivals(-300ms); // in which it did not pull
    EXPECT_EQ(rig.model.wanted(), before - 300ms) << "at once";
    rig.unpulled(15, -250ms);
    rig.messages(200, -250ms);
    EXPECT_EQ(rig.model.target(), Samples{0ms});
    EXPECT_EQ(rig.model.wanted(), before - 300ms);
}

TEST(DelayModel, ADeviceThatThrewSoundAwayIsNoJitter) {
    Rig rig(3ms);
    rig.messages(200, 50ms);
    const Samples before = rig.model.wanted();
    rig.model.shiftArrivals(200ms);
    rig.messages(200, 250ms);
    EXPECT_EQ(rig.model.target(), Samples{0ms});
    EXPECT_EQ(rig.model.wanted(), before + 200ms);
}

} // namespace
} // namespace viz
