#include "core/pipeline/send/send_pacer.h"

#include <gtest/gtest.h>

#include <array>

namespace viz {
namespace {

using namespace std::chrono_literals;

constexpr Samples kBatch{20ms};
constexpr MonotonicTime kStart = 1h;
constexpr std::size_t kBytes = 200;

void enqueue(SendPacer& pacer, std::uint32_t sequence, MonotonicTime now) {
    FrameBatch batch;
    batch.firstSequence = Sequence{sequence};
    constexpr std::array<std::byte, 3> frame{};
    ASSERT_TRUE(batch.add(frame));
    pacer.enqueue(batch, now);
}

/// How many batches leave now.
int sendAll(SendPacer& pacer, MonotonicTime now) {
    int count = 0;
    for (; pacer.next(now); ++count)
        pacer.sent(kBytes, now);
    return count;
}

TEST(SendPacer, SendsInOrderWhileTheFlightIsYoung) {
    SendPacer pacer(kBatch);
    for (std::uint32_t i = 0; i < 5; ++i)
        enqueue(pacer, i, kStart);
    for (std::uint32_t i = 0; i < 5; ++i) {
        const FrameBatch* batch = pacer.next(kStart);
        ASSERT_NE(batch, nullptr);
        EXPECT_EQ(batch->firstSequence, Sequence{i});
        pacer.sent(kBytes, kStart);
    }
    EXPECT_EQ(pacer.next(kStart), nullptr);
}

TEST(SendPacer, HoldsBackWhileTheOldestIsUnacknowledgedForTooLong) {
    SendPacer pacer(kBatch);
    enqueue(pacer, 0, kStart);
    EXPECT_EQ(sendAll(pacer, kStart), 1);
    const MonotonicTime late = kStart + SendPacer::kFirstWindow + 1ms;
    enqueue(pacer, 1, late);
    EXPECT_EQ(sendAll(pacer, late), 0);
    pacer.acknowledge({.ack = {.maxSequence = Sequence{0}}, .arrival = late});
    EXPECT_EQ(sendAll(pacer, late), 1);
}

TEST(SendPacer, WindowFollowsTheRoundTrip) {
    struct Row {
        MonotonicTime roundTrip;
        MonotonicTime window;
    };
    for (const Row& row : {Row{60ms, 480ms}, Row{400ms, 820ms}, Row{1000ms, 2020ms}}) {
        SendPacer pacer(kBatch);
        enqueue(pacer, 0, kStart);
        EXPECT_EQ(sendAll(pacer, kStart), 1);
        pacer.acknowledge(
            {.ack = {.maxSequence = Sequence{0}, .holdMs = 15}, .arrival = kStart + row.roundTrip + 15ms});
        EXPECT_EQ(pacer.roundTrip(), row.roundTrip);
        EXPECT_EQ(pacer.window(), row.window);
    }
}

TEST(SendPacer, DropsTheOldestStaleBatchesAndCountsTheirFrames) {
    SendPacer pacer(kBatch);
    enqueue(pacer, 0, kStart);
    EXPECT_EQ(sendAll(pacer, kStart), 1);
    const MonotonicTime stuck = kStart + SendPacer::kFirstWindow + 1ms;
    for (std::uint32_t i = 1; i <= 50; ++i) { // one second of sound into a tunnel that is stuck
        const MonotonicTime now = stuck + (i - 1) * 20ms;
        enqueue(pacer, i, now);
        EXPECT_EQ(sendAll(pacer, now), 0);
    }
    const MonotonicTime end = stuck + 49 * 20ms;
    pacer.acknowledge({.ack = {.maxSequence = Sequence{0}}, .arrival = end});
    EXPECT_EQ(sendAll(pacer, end), 400 / 20 + 1);
    EXPECT_EQ(pacer.droppedFrames(), 50U - 21U);
}

TEST(SendPacer, AnOutageOfAnyLengthHoldsABoundedAmountOfSound) {
    SendPacer pacer(kBatch);
    std::uint32_t sequence = 0;
    int inFlight = 0;
    for (int i = 0; i < 60'000 / 20; ++i) { // a minute without a single acknowledgement
        const MonotonicTime now = kStart + i * 20ms;
        enqueue(pacer, sequence++, now);
        inFlight += sendAll(pacer, now);
    }
    EXPECT_LE(inFlight * 20ms, SendPacer::kFirstWindow + 40ms);
}

TEST(SendPacer, LiesInAcknowledgementsChangeNothing) {
    SendPacer pacer(kBatch);
    enqueue(pacer, 100, kStart);
    EXPECT_EQ(sendAll(pacer, kStart), 1);
    for (const std::uint32_t lie : {101U, 99U, 0U, 100U + 0x7fffffffU, UINT32_MAX}) {
        pacer.acknowledge({.ack = {.maxSequence = Sequence{lie}}, .arrival = kStart + 10ms});
        EXPECT_EQ(pacer.roundTrip(), std::nullopt) << lie;
    }
    // A hold time longer than the round trip cannot make it negative.
    pacer.acknowledge({.ack = {.maxSequence = Sequence{100}, .holdMs = 60000}, .arrival = kStart + 10ms});
    EXPECT_EQ(pacer.roundTrip(), MonotonicTime{0});
}

TEST(SendPacer, GoesOnAcrossTheSequenceWrap) {
    SendPacer pacer(kBatch);
    std::uint32_t sequence = UINT32_MAX - 2;
    for (int i = 0; i < 6; ++i) {
        const MonotonicTime now = kStart + i * 20ms;
        enqueue(pacer, sequence, now);
        EXPECT_EQ(sendAll(pacer, now), 1);
        pacer.acknowledge({.ack = {.maxSequence = Sequence{sequence}}, .arrival = now + 5ms});
        EXPECT_EQ(pacer.roundTrip(), MonotonicTime{5ms});
        ++sequence;
    }
}

TEST(SendPacer, BelievesALongerRouteWithinAMinute) {
    SendPacer pacer(kBatch);
    auto roundTripAt = [&, sequence = 0U](MonotonicTime now, MonotonicTime roundTrip) mutable {
        enqueue(pacer, sequence, now);
        while (pacer.next(now))
            pacer.sent(kBytes, now);
        pacer.acknowledge({.ack = {.maxSequence = Sequence{sequence++}}, .arrival = now + roundTrip});
    };
    roundTripAt(kStart, 20ms);
    for (int second = 1; second <= 70; ++second)
        roundTripAt(kStart + second * 1s, 300ms);
    EXPECT_EQ(pacer.minimumRoundTrip(), MonotonicTime{300ms});
}

TEST(SendPacer, TellsWhatAnAcknowledgementCovers) {
    SendPacer pacer(kBatch);
    for (std::uint32_t i = 0; i < 3; ++i) {
        enqueue(pacer, i, kStart + i * 20ms);
        EXPECT_EQ(sendAll(pacer, kStart + i * 20ms), 1);
    }
    EXPECT_EQ(pacer.unacknowledgedSince(), kStart);
    const auto sample = pacer.acknowledge(
        {.ack = {.maxSequence = Sequence{1}, .holdMs = 5, .queueForwardMs = 7, .concealedPermille = 3},
         .arrival = kStart + 85ms});
    ASSERT_TRUE(sample);
    EXPECT_EQ(sample->roundTrip, 60ms);
    EXPECT_EQ(sample->minimumRoundTrip, 60ms);
    EXPECT_EQ(sample->queueForward, 7ms);
    EXPECT_EQ(sample->concealedPermille, 3);
    EXPECT_EQ(sample->bytes, kBytes);
    EXPECT_EQ(sample->ackedBytes, 2 * kBytes);
    EXPECT_FALSE(sample->endsStall || sample->overlapsStall);
    EXPECT_EQ(pacer.unacknowledgedSince(), kStart + 40ms);
    EXPECT_FALSE(pacer.acknowledge({.ack = {.maxSequence = Sequence{1}}, .arrival = kStart + 90ms})) << "nothing new";
}

/// One batch each 20 ms, acknowledged 60 ms later, except while the path stands still.
struct PacedFlow {
    std::optional<PathSample> step(bool isStill) {
        enqueue(pacer, next, now);
        sendAll(pacer, now);
        const auto sample =
            !isStill && next >= 3
                ? pacer.acknowledge(
                      {.ack = {.maxSequence = Sequence{next - 3}}, .arrival = now, .peerBatch = peerBatch})
                : std::nullopt;
        ++next;
        now += 20ms;
        return sample;
    }

    SendPacer pacer{kBatch};
    Samples peerBatch = kBatch;
    std::uint32_t next = 0;
    MonotonicTime now = kStart;
};

TEST(SendPacer, AcknowledgementsThatStoppedAndComeAgainAreAStall) {
    PacedFlow flow;
    for (int i = 0; i < 50; ++i) {
        const auto sample = flow.step(false);
        EXPECT_FALSE(sample && (sample->endsStall || sample->overlapsStall));
    }
    for (int i = 0; i < 17; ++i)
        (void)flow.step(true);
    const MonotonicTime ended = flow.now;
    const auto first = flow.step(false);
    ASSERT_TRUE(first);
    EXPECT_TRUE(first->endsStall && first->overlapsStall);
    for (int i = 0; i < 10; ++i) {
        const bool isSentBefore = flow.now - 60ms <= ended;
        const auto sample = flow.step(false);
        ASSERT_TRUE(sample);
        EXPECT_FALSE(sample->endsStall);
        EXPECT_EQ(sample->overlapsStall, isSentBefore);
    }
}

TEST(SendPacer, APeerWithLongMessagesDoesNotStall) {
    PacedFlow flow;
    flow.peerBatch = Samples{320ms};
    for (int i = 0; i < 500; ++i) {
        const auto sample = flow.step(i % 16 != 0);
        EXPECT_FALSE(sample && sample->endsStall) << i;
    }
    EXPECT_EQ(flow.pacer.droppedFrames(), 0U);
    EXPECT_EQ(flow.pacer.window(), 780ms);
}

TEST(SendPacer, APauseOfOurOwnIsNoStall) {
    PacedFlow flow;
    for (int i = 0; i < 50; ++i)
        (void)flow.step(false);
    for (std::uint32_t i = flow.next - 3; i < flow.next; ++i)
        (void)flow.pacer.acknowledge({.ack = {.maxSequence = Sequence{i}}, .arrival = flow.now});
    const MonotonicTime later = flow.now + 5s;
    enqueue(flow.pacer, flow.next, later);
    sendAll(flow.pacer, later);
    const auto sample = flow.pacer.acknowledge({.ack = {.maxSequence = Sequence{flow.next}}, .arrival = later + 60ms});
    ASSERT_TRUE(sample);
    EXPECT_FALSE(sample->endsStall || sample->overlapsStall);
}

TEST(SendPacer, TheWindowNarrowsWhileRoundTripsGrow) {
    SendPacer pacer(kBatch);
    std::uint32_t next = 0;
    MonotonicTime now = kStart;
    const auto roundTrip = [&](MonotonicTime length) {
        enqueue(pacer, next, now);
        sendAll(pacer, now);
        (void)pacer.acknowledge({.ack = {.maxSequence = Sequence{next++}}, .arrival = now + length});
        now += length;
    };
    roundTrip(60ms);
    roundTrip(250ms); // a retransmission
    EXPECT_EQ(pacer.window(), 480ms);
    roundTrip(230ms);
    roundTrip(60ms);
    EXPECT_EQ(pacer.staleAfter(), 400ms);
    for (const MonotonicTime grown : {100ms, 150ms, 200ms})
        roundTrip(grown);
    EXPECT_EQ(pacer.window(), 280ms);
    EXPECT_EQ(pacer.staleAfter(), 120ms);
    roundTrip(190ms); // it shrinks, but it is there
    EXPECT_EQ(pacer.window(), 280ms);
    roundTrip(170ms);
    EXPECT_EQ(pacer.window(), 480ms);
    EXPECT_EQ(pacer.staleAfter(), 400ms);
}

TEST(SendPacer, RoundTripsThatGrewLongAgoAreALongerPath) {
    PacedFlow flow;
    const auto acknowledgeAfter = [&flow](MonotonicTime roundTrip) {
        enqueue(flow.pacer, flow.next, flow.now);
        sendAll(flow.pacer, flow.now);
        flow.now += roundTrip;
        return flow.pacer.acknowledge({.ack = {.maxSequence = Sequence{flow.next++}}, .arrival = flow.now});
    };
    for (const MonotonicTime roundTrip : {60ms, 200ms, 300ms, 400ms})
        (void)acknowledgeAfter(roundTrip);
    const MonotonicTime narrowed = flow.pacer.window();
    while (flow.now < kStart + 3500ms)
        (void)acknowledgeAfter(390ms);
    EXPECT_GT(flow.pacer.window(), narrowed);
}

TEST(SendPacer, SilenceInAQueueIsNoStall) {
    for (const bool grows : {false, true}) {
        SendPacer pacer(kBatch);
        std::uint32_t next = 0;
        MonotonicTime now = kStart;
        std::optional<PathSample> sample;
        for (const MonotonicTime roundTrip : {60ms, grows ? 150ms : 60ms, grows ? 200ms : 60ms, 900ms}) {
            enqueue(pacer, next, now);
            sendAll(pacer, now);
            now += roundTrip;
            sample = pacer.acknowledge({.ack = {.maxSequence = Sequence{next++}}, .arrival = now});
        }
        ASSERT_TRUE(sample);
        EXPECT_EQ(sample->endsStall, !grows);
    }
}

TEST(SendPacer, WhatIsAcknowledgedLongAfterAStallWasInAQueue) {
    SendPacer pacer(kBatch);
    for (std::uint32_t i = 0; i < 8; ++i)
        enqueue(pacer, i, kStart);
    EXPECT_EQ(sendAll(pacer, kStart), 8);
    for (std::uint32_t i = 0; i < 8; ++i) {
        const MonotonicTime after = 1s + i * 250ms;
        const auto sample = pacer.acknowledge({.ack = {.maxSequence = Sequence{i}}, .arrival = kStart + after});
        ASSERT_TRUE(sample);
        EXPECT_EQ(sample->endsStall, i == 0);
        EXPECT_EQ(sample->overlapsStall, after < 2s) << i;
    }
}

TEST(SendPacer, WhatWaitsCanBeGivenUp) {
    SendPacer pacer(kBatch);
    enqueue(pacer, 0, kStart);
    enqueue(pacer, 1, kStart);
    pacer.dropWaiting();
    EXPECT_EQ(pacer.next(kStart), nullptr);
    EXPECT_EQ(pacer.droppedFrames(), 2U);
}

TEST(SendPacer, ANewRouteWaitsForNothingThatIsInFlightOnTheOld) {
    SendPacer pacer(kBatch);
    enqueue(pacer, 0, kStart);
    EXPECT_EQ(sendAll(pacer, kStart), 1);
    const MonotonicTime late = kStart + 5s;
    enqueue(pacer, 1, late);
    EXPECT_EQ(sendAll(pacer, late), 0);
    pacer.restart();
    EXPECT_EQ(pacer.unacknowledgedSince(), std::nullopt);
    EXPECT_EQ(sendAll(pacer, late), 1);
    EXPECT_FALSE(pacer.acknowledge({.ack = {.maxSequence = Sequence{0}}, .arrival = late + 10ms}));
    EXPECT_EQ(pacer.roundTrip(), std::nullopt);
    EXPECT_TRUE(pacer.acknowledge({.ack = {.maxSequence = Sequence{1}}, .arrival = late + 30ms}));
    EXPECT_EQ(pacer.roundTrip(), MonotonicTime{30ms});
}

} // namespace
} // namespace viz
