#include "core/media/jitter/media_feed.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>

namespace viz {
namespace {

using namespace std::chrono_literals;

/// A frame of 20 ms is 960 times the number in it, divided by 1000; conceals with 0.9; writes down what is asked of it.
class NumberDecoder final : public FrameDecoder {
public:
    explicit NumberDecoder(std::string& log) : m_log(log) {}
    int decode(ByteView frame, std::span<float> out) override {
        if (frame.empty())
            return 0;
        m_log += 'd';
        std::fill_n(out.begin(), 960, static_cast<float>(frame[0]) / 1000);
        return 960;
    }
    void conceal(std::span<float> out) override {
        m_log += 'c';
        std::fill(out.begin(), out.end(), 0.9F);
    }
    void save() override { m_log += 's'; }
    void restore() override { m_log += 'r'; }
    void reset() override { m_log += 'x'; }

private:
    std::string& m_log;
};

class MediaFeedTest : public testing::Test {
protected:
    void insert(int number, bool endsTalkspurt = false, bool isGarbage = false) {
        EncodedFrame frame;
        frame.sequence = Sequence{static_cast<std::uint32_t>(number)};
        frame.endsTalkspurt = endsTalkspurt;
        const std::byte payload{static_cast<unsigned char>(number)};
        frame.setPayload(isGarbage ? ByteView{} : ByteView(&payload, 1));
        ASSERT_EQ(m_feed.frames().insert(frame, MediaTime{number}, endOf(number)), FrameStore::Insert::Stored);
    }
    static MediaTime endOf(int number) { return number * Samples{20ms}; }
    std::vector<float> read(std::size_t count) {
        std::vector<float> out(count);
        m_feed.prepare(count);
        out.resize(m_feed.sound().read(out, 1.0));
        return out;
    }

    std::string m_log;
    MediaFeed m_feed{std::make_unique<NumberDecoder>(m_log)};
};

TEST_F(MediaFeedTest, KnowsWhereItIsAndHowMuchThereIs) {
    insert(5);
    insert(6);
    insert(8);
    EXPECT_EQ(m_feed.position(), endOf(4));
    EXPECT_EQ(m_feed.level(), Samples{40ms});
    m_feed.start();
    EXPECT_EQ(read(480), std::vector<float>(480, 0.005F));
    EXPECT_EQ(m_feed.position(), endOf(4) + 10ms);
    EXPECT_EQ(m_feed.level(), Samples{30ms});
    EXPECT_EQ(m_feed.arrivalOfNext(), MediaTime{5});
    EXPECT_FALSE(m_feed.hasMediaAfterHole());
    (void)read(1440);
    EXPECT_EQ(m_feed.level(), Samples::zero());
    EXPECT_TRUE(m_feed.hasMediaAfterHole());
    EXPECT_EQ(read(480), std::vector<float>{}) << "never over a hole by itself";
}

TEST_F(MediaFeedTest, DecodesOnlyWhatIsAskedFor) {
    for (int number = 1; number <= 10; ++number)
        insert(number);
    m_feed.start();
    m_feed.prepare(1000);
    EXPECT_EQ(m_log, "dd");
    EXPECT_EQ(m_feed.newestDecoded(), Sequence{2});
}

TEST_F(MediaFeedTest, ALateFrameContinuesFromTheStateBeforeTheConcealment) {
    insert(1);
    m_feed.start();
    (void)read(960);
    std::vector<float> gap(480);
    m_feed.conceal(gap, 0);
    EXPECT_EQ(gap, std::vector<float>(480, 0.9F));
    EXPECT_EQ(m_feed.concealed(), Samples{480});
    EXPECT_EQ(m_feed.position(), endOf(1)) << "concealment is not media";
    insert(2);
    const auto sound = read(960);
    EXPECT_EQ(m_log, "dsccrd") << "the second piece is what the frame fades in over";
    EXPECT_GT(sound.front(), 0.89F);
    EXPECT_EQ(sound[240], 0.002F);
    EXPECT_EQ(m_feed.concealed(), Samples::zero());
}

TEST_F(MediaFeedTest, JumpsAShortHoleWithTheDecodersContinuationAndALongOneAnew) {
    insert(1);
    insert(4);
    insert(40);
    m_feed.start();
    (void)read(960);
    m_feed.jumpHole();
    EXPECT_EQ(m_log, "dscd");
    EXPECT_EQ(m_feed.takeEvents().skipped, Samples{40ms});
    EXPECT_EQ(m_feed.position(), endOf(3));
    (void)read(960);
    m_log.clear();
    m_feed.jumpHole();
    EXPECT_EQ(m_log, "scxd");
    EXPECT_EQ(m_feed.takeEvents().skipped, Samples{35 * 20ms});
    EXPECT_EQ(m_feed.takeEvents().skipped, Samples::zero()) << "taken";
}

TEST_F(MediaFeedTest, SkipsToAboutWhereItIsToldTo) {
    for (int number = 1; number <= 100; ++number)
        insert(number);
    m_feed.start();
    (void)read(480);
    const MediaTime before = m_feed.position();
    m_feed.skip(1s, 0);
    const Samples skipped = m_feed.position() - before;
    EXPECT_NEAR(static_cast<double>(skipped.count()), 48000, 4800);
    EXPECT_EQ(m_feed.takeEvents().skipped, skipped);
    const auto sound = read(960);
    EXPECT_NEAR(sound.front(), 0.001F, 0.001F) << "fades over from what was";
    EXPECT_NEAR(sound[600], static_cast<float>(m_feed.position() / Samples{20ms}) / 1000, 0.002F);
    EXPECT_LT(m_log.size(), 20U) << "what is skipped is not decoded";
}

TEST_F(MediaFeedTest, ASkipLandsInTheQuietestPlace) {
    for (int number = 1; number <= 100; ++number)
        insert(number, false, number != 53); // garbage is loud here, the 53rd frame is not
    m_feed.start();
    (void)read(480);
    m_feed.skip(1s, 0);
    EXPECT_EQ(m_feed.position(), endOf(52));
}

TEST_F(MediaFeedTest, TheEndOfATalkspurtIsKnownWhenItHasBeenRead) {
    insert(1);
    insert(2, true);
    m_feed.start();
    (void)read(1440);
    EXPECT_FALSE(m_feed.isTalkspurtOver());
    (void)read(480);
    EXPECT_TRUE(m_feed.isTalkspurtOver());
    insert(60);
    EXPECT_TRUE(m_feed.isTalkspurtOver()) << "the next one is another";
    m_feed.stop();
    EXPECT_EQ(m_feed.position(), endOf(59));
    EXPECT_EQ(m_feed.level(), Samples{20ms});
}

TEST_F(MediaFeedTest, ATalkspurtThatGoesOnAfterAllIsNotOver) {
    insert(1, true);
    m_feed.start();
    (void)read(960);
    insert(2);
    EXPECT_FALSE(m_feed.isTalkspurtOver());
}

TEST_F(MediaFeedTest, MakesSomethingUpForGarbage) {
    insert(1);
    insert(2, false, true);
    insert(3);
    m_feed.start();
    const auto sound = read(2880);
    ASSERT_EQ(sound.size(), 2880U);
    EXPECT_EQ(sound[1000], 0.9F);
    EXPECT_EQ(sound[2000], 0.003F);
    const MediaFeed::Events events = m_feed.takeEvents();
    EXPECT_EQ(events.garbage, Samples{20ms});
    EXPECT_EQ(events.garbageFrames, 1U);
}

TEST_F(MediaFeedTest, ClearForgetsEverything) {
    insert(1);
    insert(2);
    m_feed.start();
    (void)read(480);
    m_feed.clear();
    EXPECT_EQ(m_feed.level(), Samples::zero());
    EXPECT_EQ(m_feed.newestDecoded(), std::nullopt);
    EXPECT_FALSE(m_feed.isRunning());
    EXPECT_FALSE(m_feed.hasMediaAfterHole());
}

} // namespace
} // namespace viz
