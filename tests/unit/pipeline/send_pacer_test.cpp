#include "core/pipeline/send_pacer.h"

#include <gtest/gtest.h>

#include <array>

namespace viz {
namespace {

using namespace std::chrono_literals;

constexpr Samples kBatch{20ms};
constexpr MonotonicTime kStart = 1h;

void enqueue(SendPacer& pacer, std::uint32_t sequence, MonotonicTime now) {
    FrameBatch& batch = pacer.enqueue(now);
    batch.firstSequence = Sequence{sequence};
    constexpr std::array<std::byte, 3> frame{};
    ASSERT_TRUE(batch.add(frame));
}

/// How many batches leave now.
int sendAll(SendPacer& pacer, MonotonicTime now) {
    int count = 0;
    for (; pacer.next(now); ++count)
        pacer.sent(now);
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
        pacer.sent(kStart);
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
    pacer.acknowledge({.maxSequence = Sequence{0}}, late);
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
        pacer.acknowledge({.maxSequence = Sequence{0}, .holdMs = 15}, kStart + row.roundTrip + 15ms);
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
    pacer.acknowledge({.maxSequence = Sequence{0}}, end);
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
        pacer.acknowledge({.maxSequence = Sequence{lie}}, kStart + 10ms);
        EXPECT_EQ(pacer.roundTrip(), std::nullopt) << lie;
    }
    // A hold time longer than the round trip cannot make it negative.
    pacer.acknowledge({.maxSequence = Sequence{100}, .holdMs = 60000}, kStart + 10ms);
    EXPECT_EQ(pacer.roundTrip(), MonotonicTime{0});
}

TEST(SendPacer, GoesOnAcrossTheSequenceWrap) {
    SendPacer pacer(kBatch);
    std::uint32_t sequence = UINT32_MAX - 2;
    for (int i = 0; i < 6; ++i) {
        const MonotonicTime now = kStart + i * 20ms;
        enqueue(pacer, sequence, now);
        EXPECT_EQ(sendAll(pacer, now), 1);
        pacer.acknowledge({.maxSequence = Sequence{sequence}}, now + 5ms);
        EXPECT_EQ(pacer.roundTrip(), MonotonicTime{5ms});
        ++sequence;
    }
}

TEST(SendPacer, BelievesALongerRouteWithinAMinute) {
    SendPacer pacer(kBatch);
    auto roundTripAt = [&, sequence = 0U](MonotonicTime now, MonotonicTime roundTrip) mutable {
        enqueue(pacer, sequence, now);
        while (pacer.next(now))
            pacer.sent(now);
        pacer.acknowledge({.maxSequence = Sequence{sequence++}}, now + roundTrip);
    };
    roundTripAt(kStart, 20ms);
    for (int second = 1; second <= 70; ++second)
        roundTripAt(kStart + second * 1s, 300ms);
    EXPECT_EQ(pacer.minimumRoundTrip(), MonotonicTime{300ms});
}

} // namespace
} // namespace viz
