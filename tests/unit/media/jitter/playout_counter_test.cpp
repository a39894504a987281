#include "core/media/jitter/playout_counter.h"

#include <gtest/gtest.h>

#include <vector>

namespace viz {
namespace {

using namespace std::chrono_literals;
using Result = JitterBuffer::InsertResult;

void conceal(PlayoutCounter& counter, const std::vector<Samples>& pieces) {
    Samples soFar{};
    for (const Samples piece : pieces)
        counter.onConcealed(piece, soFar += piece);
}

TEST(PlayoutCounter, CountsFramesByWhatBecameOfThem) {
    PlayoutCounter counter;
    for (const Result result :
         {Result::Accepted, Result::Accepted, Result::Duplicate, Result::TooOld, Result::Overflow})
        counter.onFrame(result);
    counter.onFrameDropped();
    EXPECT_EQ(counter.stats().framesReceived, 5U);
    EXPECT_EQ(counter.stats().duplicateFrames, 1U);
    EXPECT_EQ(counter.stats().discardedFrames, 3U);
}

TEST(PlayoutCounter, AConcealmentIsSilentBeyondAHundredAndAnInterruptionFromAHundredAndFiftyMilliseconds) {
    struct Case {
        std::vector<Samples> pieces;
        Samples silent;
        std::uint64_t interruptions;
        Samples interrupted;
    };
    const std::vector<Case> cases{
        {{10ms}, 0ms, 0, 0ms},
        {{3ms, 10ms, 10ms}, 0ms, 0, 0ms},
        {{50ms, 50ms}, 0ms, 0, 0ms},
        {{50ms, 51ms}, 1ms, 0, 0ms},
        {{149ms}, 49ms, 0, 0ms},
        {{149ms, 1ms}, 50ms, 1, 150ms},
        {{10ms, 200ms, 90ms}, 200ms, 1, 300ms},
    };
    for (const Case& row : cases) {
        PlayoutCounter counter;
        conceal(counter, row.pieces);
        Samples total{};
        for (const Samples piece : row.pieces)
            total += piece;
        const PlayoutStats& stats = counter.stats();
        EXPECT_EQ(stats.concealmentEvents, 1U);
        EXPECT_EQ(stats.concealedSamples, static_cast<std::uint64_t>(total.count()));
        EXPECT_EQ(stats.totalSamplesReceived, stats.concealedSamples);
        EXPECT_EQ(stats.silentConcealedSamples, static_cast<std::uint64_t>(row.silent.count())) << total.count();
        EXPECT_EQ(stats.interruptionCount, row.interruptions) << total.count();
        EXPECT_EQ(stats.totalInterruptionDuration, row.interrupted) << total.count();
    }
}

TEST(PlayoutCounter, TwoConcealmentsAreTwoEvents) {
    PlayoutCounter counter;
    conceal(counter, {10ms, 10ms});
    conceal(counter, {10ms, 200ms});
    EXPECT_EQ(counter.stats().concealmentEvents, 2U);
    EXPECT_EQ(counter.stats().interruptionCount, 1U);
}

TEST(PlayoutCounter, TheDelaySumsDividedByTheEmittedSamplesAreAverages) {
    PlayoutCounter counter;
    counter.setDelay(30ms, 20ms, 50ms);
    counter.onPlayed(10ms, 40ms);
    counter.setDelay(30ms, 10ms, 50ms);
    counter.onPlayed(30ms, 80ms);
    const PlayoutStats& stats = counter.stats();
    EXPECT_EQ(stats.jitterBufferEmittedCount, 1920U);
    EXPECT_NEAR(stats.jitterBufferDelay / 1920, 0.070, 1e-9);
    EXPECT_NEAR(stats.jitterBufferTargetDelay / 1920, 0.0125, 1e-9);
    EXPECT_EQ(stats.totalSamplesReceived, 1920U);
}

TEST(PlayoutCounter, GarbageIsConcealedButWasPlayed) {
    PlayoutCounter counter;
    counter.onGarbage(40ms, 2);
    EXPECT_EQ(counter.stats().concealedSamples, 1920U);
    EXPECT_EQ(counter.stats().concealmentEvents, 2U);
    EXPECT_EQ(counter.stats().totalSamplesReceived, 0U);
}

} // namespace
} // namespace viz
