#include "core/pipeline/send/ack_reporter.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

using namespace std::chrono_literals;

class AckReporterTest : public testing::Test {
protected:
    /// The peer's newest frame came now.
    void arrives(std::uint32_t sequence) {
        acks.toPeer.publish({.maxSequence = Sequence{sequence}, .arrival = now, .any = true});
    }
    /// Playout renders so often, 10 ms apart, and a record of ours leaves each time.
    AckBlock playsFor(MonotonicTime duration) {
        AckBlock last;
        for (const MonotonicTime end = now + duration; now < end;) {
            render();
            now += 10ms;
            last = reporter.report(now);
        }
        return last;
    }
    void render() {
        heard.number++;
        acks.heard.store(heard);
    }

    AckExchange acks;
    AckReporter reporter{acks};
    MonotonicTime now = 1h;
    HeardReport heard{.lagMs = 40, .concealedPermille = 7, .heardLevel = 52};
};

TEST_F(AckReporterTest, AcknowledgesNothingBeforeTheFirstFrame) {
    EXPECT_FALSE(reporter.hasNews());
    const AckBlock ack = playsFor(2s);
    EXPECT_EQ(ack.maxSequence, Sequence{UINT32_MAX});
    EXPECT_EQ(ack.heardLevel, 0);
}

TEST_F(AckReporterTest, TellsEachNewFrameOnce) {
    arrives(5);
    EXPECT_TRUE(reporter.hasNews());
    now += 30ms;
    const AckBlock ack = reporter.report(now);
    EXPECT_EQ(ack.maxSequence, Sequence{5});
    EXPECT_EQ(ack.holdMs, 30);
    EXPECT_FALSE(reporter.hasNews());
    arrives(6);
    EXPECT_TRUE(reporter.hasNews());
}

TEST_F(AckReporterTest, TellsHowThePeerIsHeardWhilePlayoutGoesOn) {
    arrives(5);
    EXPECT_EQ(reporter.report(now).heardLevel, 0) << "nothing was played yet";
    const AckBlock ack = playsFor(1s);
    EXPECT_EQ(ack.lagMs, 40);
    EXPECT_EQ(ack.concealedPermille, 7);
    EXPECT_EQ(ack.heardLevel, 52);
}

TEST_F(AckReporterTest, TellsNoLevelWhenPlayoutStands) {
    arrives(5);
    ASSERT_EQ(playsFor(1s).heardLevel, 52);
    EXPECT_EQ(reporter.report(now + AckReporter::kPlayoutStands - 20ms).heardLevel, 52);
    EXPECT_EQ(reporter.report(now + AckReporter::kPlayoutStands + 20ms).heardLevel, 0);
    now += 20s;
    EXPECT_EQ(reporter.report(now).heardLevel, 0);
    EXPECT_EQ(playsFor(1s).heardLevel, 52);
}

TEST_F(AckReporterTest, OneBufferOfADeviceThatNeverPlaysIsNotHearing) {
    arrives(5);
    ASSERT_EQ(playsFor(1s).heardLevel, 52);
    now += 5s;
    for (int tries = 0; tries < 3; ++tries) {
        for (int block = 0; block < 4; ++block)
            render();
        for (int record = 0; record < 500; ++record) // 10 s
            EXPECT_EQ(reporter.report(now += 20ms).heardLevel, 0);
    }
}

TEST_F(AckReporterTest, TellsTheLevelInTheRarestRecordsToo) {
    arrives(5);
    for (int record = 0; record < 20; ++record) {
        for (int block = 0; block < 64; ++block)
            render();
        const AckBlock ack = reporter.report(now += 640ms);
        EXPECT_EQ(ack.heardLevel, record == 0 ? 0 : 52) << record;
    }
}

TEST_F(AckReporterTest, CountsPlayoutOnWhenItsNumberWraps) {
    arrives(5);
    heard.number = UINT16_MAX - 50;
    EXPECT_EQ(playsFor(1s).heardLevel, 52);
}

} // namespace
} // namespace viz
