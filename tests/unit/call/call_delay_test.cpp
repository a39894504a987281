#include "core/call/call_delay.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

using namespace std::chrono_literals;

CallStats knownStats() {
    CallStats stats;
    stats.capture.samples = 1;
    stats.capture.latency = Samples{10ms};
    stats.received.frames = 1;
    stats.received.batchLength = Samples{20ms};
    stats.sent.codecLookahead = Samples{312};
    stats.sent.minimumRoundTrip = 60ms;
    stats.playout.playout.currentDelay = Samples{37ms};
    stats.playout.outputLatency = Samples{25ms};
    return stats;
}

TEST(CallDelay, IsTheSumOfItsParts) {
    const DelayParts parts = estimateDelay(knownStats());
    EXPECT_EQ(parts.captureMs, 10);
    EXPECT_EQ(parts.batchMs, 26.5);
    EXPECT_EQ(parts.networkMs, 30);
    EXPECT_EQ(parts.jitterBufferMs, 12);
    EXPECT_EQ(parts.outputMs, 25);
    EXPECT_EQ(parts.totalMs, 103.5);
}

TEST(CallDelay, CountsTheMicrophoneOfTheOtherSide) {
    CallStats stats = knownStats();
    stats.peerCaptureDelay = Samples{40ms};
    EXPECT_EQ(estimateDelay(stats).captureMs, 40);
    EXPECT_EQ(estimateDelay(stats).totalMs, 133.5);
    stats.capture.samples = 0;
    EXPECT_EQ(estimateDelay(stats).captureMs, 40) << "our own is muted, or slow to start";
}

TEST(CallDelay, SaysNothingAboutWhatIsNotKnownYet) {
    CallStats noAnswer = knownStats();
    noAnswer.sent.minimumRoundTrip.reset();
    EXPECT_EQ(estimateDelay(noAnswer).networkMs, std::nullopt);
    EXPECT_EQ(estimateDelay(noAnswer).totalMs, std::nullopt);
    CallStats nothingHeard = knownStats();
    nothingHeard.received.frames = 0;
    EXPECT_EQ(estimateDelay(nothingHeard).jitterBufferMs, std::nullopt);
    EXPECT_EQ(estimateDelay(nothingHeard).totalMs, std::nullopt);
}

} // namespace
} // namespace viz
