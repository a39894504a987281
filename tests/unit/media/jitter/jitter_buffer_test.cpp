#include "core/media/jitter/jitter_buffer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <vector>

namespace viz {
namespace {

using namespace std::chrono_literals;
using Result = JitterBuffer::InsertResult;

constexpr std::int64_t kRamp = 48000;

/// Its sound says where in the stream it comes from: a ramp from -0.5 to 0.5 once in a second. Concealment is 0.9.
class RampDecoder final : public FrameDecoder {
public:
    int decode(ByteView frame, std::span<float> out) override {
        std::int64_t from = 0;
        std::int64_t count = 0;
        if (frame.size() != sizeof from + sizeof count)
            return 0;
        std::memcpy(&from, frame.data(), sizeof from);
        std::memcpy(&count, frame.data() + sizeof from, sizeof count);
        for (std::int64_t i = 0; i < count; ++i)
            out[static_cast<std::size_t>(i)] = static_cast<float>((from + i) % kRamp) / kRamp - 0.5F;
        return static_cast<int>(count);
    }
    void conceal(std::span<float> out) override { std::fill(out.begin(), out.end(), 0.9F); }
    void save() override {}
    void restore() override {}
    void reset() override {}
};

/// Sends frames of 20 ms that are captured from 0 on, and pulls.
class Rig {
public:
    JitterBuffer buffer{std::make_unique<RampDecoder>()};
    MediaTime now{};
    std::vector<float> heard;

    static EncodedFrame frame(std::int64_t index) {
        EncodedFrame result;
        result.sequence = Sequence{static_cast<std::uint32_t>(index)};
        result.captureEnd = MediaTime{(index + 1) * 960};
        result.messageCaptureEnd = result.captureEnd;
        const std::array<std::int64_t, 2> payload{index * 960, 960};
        result.setPayload(std::as_bytes(std::span(payload)));
        return result;
    }
    Result insert(std::int64_t index) { return buffer.insert(frame(index), now); }
    void pull() {
        std::array<float, 480> block{};
        buffer.pull(block, now);
        heard.insert(heard.end(), block.begin(), block.end());
        now += JitterBuffer::kPullLength;
    }
    /// Frames first..last, each as soon as it is captured, and pulls all the while.
    void talk(std::int64_t first, std::int64_t last) {
        for (std::int64_t index = first; index <= last; ++index) {
            while (now < frame(index).captureEnd)
                pull();
            EXPECT_EQ(insert(index), Result::Accepted) << index;
        }
    }
    void pullFor(Samples length) {
        for (const MediaTime end = now + length; now < end;)
            pull();
    }
    const PlayoutStats& stats() const { return buffer.stats(); }
};

/// The ramp's place modulo a second.
std::int64_t placeOf(float sample) { return std::llround((sample + 0.5F) * kRamp); }

TEST(JitterBuffer, IsSilentBeforeTheFirstFrame) {
    Rig rig;
    rig.pullFor(1s);
    EXPECT_EQ(rig.heard, std::vector<float>(48000));
    EXPECT_EQ(rig.stats().totalSamplesReceived, 0U);
    EXPECT_EQ(rig.stats().concealedSamples, 0U);
}

TEST(JitterBuffer, BeginsWithTheFirstSampleAfterTheStartingDelay) {
    Rig rig;
    rig.talk(0, 9);
    const auto first = std::find_if(rig.heard.begin(), rig.heard.end(), [](float sample) { return sample != 0; });
    // 20 ms of message, 40 ms of target and 2 ms of margin; the first 5 ms fade in.
    EXPECT_EQ(first - rig.heard.begin(), 62 * 48);
    EXPECT_EQ(placeOf(first[400]), 400);
    EXPECT_EQ(rig.stats().concealedSamples, 0U) << "waiting is not concealment";
}

TEST(JitterBuffer, PlaysEverySampleOnceWhenNothingIsLate) {
    Rig rig;
    rig.talk(0, 500);
    const auto removed = static_cast<std::int64_t>(rig.stats().removedSamplesForAcceleration);
    EXPECT_NEAR(removed, 38 * 48, 5 * 48) << "the starting target is given back";
    EXPECT_EQ(rig.stats().concealedSamples, 0U);
    EXPECT_EQ(rig.stats().skippedSamples, 0U);
    EXPECT_EQ(rig.stats().insertedSamplesForDeceleration, 0U);
    EXPECT_EQ(rig.stats().framesReceived, 501U);
    for (std::size_t i = 62 * 48 + 480; i < rig.heard.size(); ++i) {
        const bool isRampEnd = std::max(std::abs(rig.heard[i]), std::abs(rig.heard[i - 1])) > 0.49F;
        ASSERT_TRUE(isRampEnd || std::abs(rig.heard[i] - rig.heard[i - 1]) < 0.0002F) << "torn at " << i;
    }
}

TEST(JitterBuffer, TheDelaySettlesWithinAPullAboveTheMessage) {
    Rig rig;
    rig.talk(0, 500);
    EXPECT_LE(rig.stats().currentDelay, Samples{10ms});
    EXPECT_NEAR(rig.stats().currentDelay.count(), rig.stats().currentTarget.count(), 300);
    const double place = rig.heard.back() + 0.5;
    const double sent = static_cast<double>(rig.now.count() - 1) / kRamp;
    EXPECT_LE((sent - std::floor(sent) - place) * 1000, 32) << "and that is what is heard";
}

TEST(JitterBuffer, LagIsFromTheNewestFrameToWhatPlays) {
    Rig rig;
    rig.talk(0, 75);
    rig.pull();
    const std::int64_t newest = Rig::frame(75).captureEnd.count() % kRamp;
    EXPECT_NEAR(newest - placeOf(rig.heard[rig.heard.size() - 480]), rig.stats().lag.count(), 2);
}

TEST(JitterBuffer, ALateFrameIsPlayedAndNotThrownAway) {
    Rig rig;
    rig.talk(0, 1499);
    rig.pullFor(200ms); // frames 1500..1509 are under way
    EXPECT_GT(rig.stats().concealedSamples, 7000U);
    EXPECT_EQ(rig.stats().concealmentEvents, 1U);
    const auto concealed = rig.stats().concealedSamples;
    const std::size_t resumed = rig.heard.size();
    for (std::int64_t index = 1500; index < 1510; ++index)
        ASSERT_EQ(rig.insert(index), Result::Accepted);
    rig.pullFor(10ms);
    constexpr double kQuarter = 120; // of the first 10 ms: catching up may have taken it out already
    EXPECT_NEAR(static_cast<double>(placeOf(rig.heard[resumed + 300])), 300, kQuarter + 50)
        << "it goes on where it stopped";
    rig.talk(1510, 1700);
    EXPECT_EQ(rig.stats().concealedSamples, concealed);
    EXPECT_EQ(rig.stats().skippedSamples, 0U);
    EXPECT_LE(rig.stats().currentDelay, Samples{15ms}) << "and catches up";
}

TEST(JitterBuffer, CountsAnInterruptionFromAHundredAndFiftyMillisecondsOn) {
    struct Case {
        Samples stall;
        std::uint64_t interruptions;
    };
    for (const Case& row : {Case{100ms, 0}, Case{400ms, 1}}) {
        Rig rig;
        rig.talk(0, 99);
        rig.pullFor(row.stall);
        EXPECT_EQ(rig.stats().interruptionCount, row.interruptions);
        const auto expected = row.interruptions ? static_cast<std::int64_t>(rig.stats().concealedSamples) : 0;
        EXPECT_EQ(rig.stats().totalInterruptionDuration.count(), expected);
        EXPECT_EQ(rig.stats().silentConcealedSamples,
                  rig.stats().concealedSamples > 4800 ? rig.stats().concealedSamples - 4800 : 0);
    }
}

/// What was sent was heard, removed, skipped or is still waiting; nothing else.
void expectBalance(const Rig& rig, MediaTime newest) {
    const PlayoutStats& stats = rig.stats();
    const auto played = static_cast<std::int64_t>(stats.jitterBufferEmittedCount + stats.removedSamplesForAcceleration +
                                                  stats.skippedSamples - stats.insertedSamplesForDeceleration);
    const std::int64_t waiting =
        stats.lag.count() - JitterBuffer::kPullLength.count(); // lag is from before the last pull
    EXPECT_NEAR(newest.count() - waiting, played, 500);
    EXPECT_EQ(stats.totalSamplesReceived, stats.jitterBufferEmittedCount + stats.concealedSamples);
}

TEST(JitterBuffer, TheBooksBalanceThroughStallsAndHoles) {
    Rig rig;
    rig.talk(0, 149);
    rig.pullFor(250ms);
    for (std::int64_t index = 150; index < 162; ++index)
        ASSERT_EQ(rig.insert(index), Result::Accepted);
    rig.talk(162, 300);
    rig.talk(331, 500); // 30 frames were given up
    rig.pull();
    EXPECT_NEAR(static_cast<double>(rig.stats().skippedSamples), 30 * 960, 10);
    expectBalance(rig, Rig::frame(500).captureEnd);
}

TEST(JitterBuffer, SkipsWhatIsMoreThanASecondLate) {
    Rig rig;
    rig.talk(0, 99);
    rig.pullFor(3s);
    for (std::int64_t index = 100; index < 250; ++index)
        ASSERT_EQ(rig.insert(index), Result::Accepted);
    const MediaTime arrived = rig.now;
    rig.talk(250, 300);
    EXPECT_NEAR(static_cast<double>(rig.stats().skippedSamples) / 48, 2500, 120);
    EXPECT_LE(rig.stats().currentDelay, Samples{510ms});
    rig.talk(301, 450);
    rig.pull();
    EXPECT_LE(rig.stats().currentDelay, Samples{40ms})
        << "3 s after the burst; pulled until " << (rig.now - arrived).count();
    expectBalance(rig, Rig::frame(450).captureEnd);
}

TEST(JitterBuffer, RecognisesDuplicatesAndWhatComesTooLate) {
    Rig rig;
    rig.talk(0, 50);
    EXPECT_EQ(rig.insert(50), Result::Duplicate) << "still waiting";
    EXPECT_EQ(rig.insert(10), Result::Duplicate) << "played long ago";
    rig.pullFor(10ms);
    rig.talk(53, 60); // 51 and 52 overtaken
    rig.pullFor(60ms);
    EXPECT_EQ(rig.insert(51), Result::TooOld);
    EXPECT_EQ(rig.insert(51), Result::TooOld);
    EXPECT_EQ(rig.stats().duplicateFrames, 2U);
    EXPECT_EQ(rig.stats().discardedFrames, 2U);
    EXPECT_EQ(rig.stats().framesReceived, 51U + 2 + 8 + 2);
}

TEST(JitterBuffer, PutsReorderedFramesBackInOrder) {
    Rig rig;
    rig.talk(0, 49);
    for (const std::int64_t index : {52, 50, 51, 53})
        ASSERT_EQ(rig.insert(index), Result::Accepted);
    rig.pullFor(30ms);
    EXPECT_EQ(rig.stats().skippedSamples, 0U);
    EXPECT_EQ(rig.stats().concealedSamples, 0U);
}

TEST(JitterBuffer, MakesRoomForTheNewestOfAFlood) {
    Rig rig;
    rig.talk(0, 9);
    for (std::int64_t index = 10; index < 1010; ++index)
        ASSERT_EQ(rig.insert(index), Result::Accepted);
    EXPECT_GE(rig.stats().discardedFrames, 1000U - 512);
    rig.pullFor(5s);
    EXPECT_LT(rig.stats().lag, Samples{1s});
}

TEST(JitterBuffer, SilenceAfterATalkspurtIsNoLoss) {
    Rig rig;
    rig.talk(0, 49);
    EncodedFrame last = Rig::frame(50);
    last.endsTalkspurt = true;
    rig.pullFor(20ms);
    ASSERT_EQ(rig.buffer.insert(last, rig.now), Result::Accepted);
    rig.pullFor(980ms);
    EXPECT_EQ(rig.stats().concealedSamples, 0U);
    const auto removed = rig.stats().removedSamplesForAcceleration;
    rig.talk(100, 150); // a second later
    rig.pullFor(20ms);
    EXPECT_EQ(rig.stats().concealedSamples, 0U);
    EXPECT_EQ(rig.stats().skippedSamples, 0U);
    EXPECT_LE(rig.stats().removedSamplesForAcceleration - removed, 480U)
        << "the new talkspurt begins at the right delay";
    EXPECT_LE(rig.stats().currentDelay, Samples{12ms});
}

TEST(JitterBuffer, ConcealsFramesThatAreGarbage) {
    Rig rig;
    rig.talk(0, 49);
    EncodedFrame garbage = Rig::frame(50);
    garbage.setPayload({});
    EncodedFrame shorter = Rig::frame(51);
    const std::array<std::int64_t, 2> payload{0, 480};
    shorter.setPayload(std::as_bytes(std::span(payload)));
    rig.pullFor(20ms);
    ASSERT_EQ(rig.buffer.insert(garbage, rig.now), Result::Accepted);
    rig.pullFor(20ms);
    ASSERT_EQ(rig.buffer.insert(shorter, rig.now), Result::Accepted);
    rig.talk(52, 60);
    EXPECT_EQ(rig.stats().concealedSamples, 2U * 960);
    EXPECT_EQ(rig.stats().concealmentEvents, 2U);
    EXPECT_EQ(rig.stats().skippedSamples, 0U);
}

TEST(JitterBuffer, FollowsACaptureClockThatJumps) {
    for (const std::int64_t jump : {std::int64_t{3600} * 48000 * 5, std::int64_t{-3600} * 48000 * 5,
                                    std::int64_t{48000} * 10, std::int64_t{-48000} * 10}) {
        Rig rig;
        rig.talk(0, 199);
        for (std::int64_t index = 200; index < 500; ++index) {
            rig.pullFor(20ms);
            EncodedFrame frame = Rig::frame(index);
            frame.captureEnd += Samples{jump};
            frame.messageCaptureEnd = frame.captureEnd;
            ASSERT_EQ(rig.buffer.insert(frame, rig.now), Result::Accepted);
        }
        EXPECT_LE(std::chrono::abs(rig.stats().currentDelay), Samples{60ms}) << jump;
        EXPECT_LE(rig.stats().lag, Samples{100ms}) << jump;
        EXPECT_LT(rig.stats().concealedSamples, 48000U / 2) << jump;
    }
}

TEST(JitterBuffer, FollowsAPeerThatCountsAnew) {
    Rig rig;
    rig.talk(5000, 5100);
    rig.pullFor(20ms);
    for (std::int64_t index = 0; index < 100; ++index) {
        EncodedFrame frame = Rig::frame(index);
        frame.captureEnd = Rig::frame(5101 + index).captureEnd;
        frame.messageCaptureEnd = frame.captureEnd;
        ASSERT_EQ(rig.buffer.insert(frame, rig.now), Result::Accepted) << index;
        rig.pullFor(20ms);
    }
    EXPECT_LE(rig.stats().lag, Samples{100ms});
    EXPECT_LT(rig.stats().concealedSamples, 48000U / 2);
}

TEST(JitterBuffer, AveragesTheDelayOverWhatIsHeard) {
    Rig rig;
    rig.talk(0, 1000);
    const PlayoutStats& stats = rig.stats();
    const double average = stats.jitterBufferDelay / static_cast<double>(stats.jitterBufferEmittedCount);
    // A sample waits until its frame's turn: between 2 and 12 ms behind the arrival with every second pull, 10 ms more
    // with the others; the first second is slower.
    EXPECT_GT(average, 0.002);
    EXPECT_LT(average, 0.022);
    const double target = stats.jitterBufferTargetDelay / static_cast<double>(stats.jitterBufferEmittedCount);
    EXPECT_GT(target, 0.001);
    EXPECT_LT(target, 0.015);
}

TEST(JitterBuffer, ReckonsWithWhatTheDeviceHolds) {
    Rig rig;
    rig.now = 25ms; // the next block will be heard 25 ms after whatever arrives now
    const auto insertAhead = [&rig](std::int64_t index) {
        return rig.buffer.insert(Rig::frame(index), rig.now - 25ms);
    };
    for (std::int64_t index = 0; index < 500; ++index) {
        while (rig.now - 25ms < Rig::frame(index).captureEnd)
            rig.pull();
        ASSERT_EQ(insertAhead(index), Result::Accepted);
    }
    EXPECT_EQ(rig.stats().concealedSamples, 0U);
    EXPECT_NEAR(std::chrono::duration<double>(rig.stats().currentDelay).count(), 0.027, 0.006);
}

} // namespace
} // namespace viz
