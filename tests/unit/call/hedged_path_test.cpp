#include "tests/support/voice_link.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

namespace viz {
namespace {

using namespace std::chrono_literals;

/// One direction of a call over several connections, in virtual time: each delays, stalls or is gone, as a test says.
class HedgedPath : public testing::Test {
protected:
    struct Path {
        MonotonicTime delay{};
        bool stalled = false;
        double lossPercent = 0; ///< of the records: TCP brings such a one kRetransmission later
        std::minstd_rand random{};
        std::deque<std::pair<MonotonicTime, Bytes>> wire{};

        [[nodiscard]] MonotonicTime arrivalOf(MonotonicTime sent) {
            const bool isLost = std::uniform_real_distribution(0.0, 100.0)(random) < lossPercent;
            const MonotonicTime before = wire.empty() ? MonotonicTime{} : wire.back().first;
            return std::max(before, sent + delay + (isLost ? kRetransmission : MonotonicTime{}));
        }
    };
    /// A round trip of 60 ms, and the next message.
    static constexpr MonotonicTime kRetransmission = 80ms;

    HedgedPath()
        : sender({.profile = {}}, clock, senderAcks,
                 [this](RouteId route, ByteView record) {
                     paths.at(route).wire.emplace_back(paths.at(route).arrivalOf(clock.now()),
                                                       Bytes(record.begin(), record.end()));
                 })
        , receiver(inbox, receiverAcks, [](const ControlMessage&) {})
        , playout(inbox, receiverAcks) {
        receiver.allowSound();
        sender.startAcknowledging();
    }

    void open(RouteId route, MonotonicTime delay) {
        paths[route] = {.delay = delay};
        sender.addRoute(route, test::fixedKey(static_cast<int>(route)));
        receiver.addRoute(route, test::fixedKey(static_cast<int>(route)));
    }
    void lose(RouteId route, double percent) {
        paths.at(route).lossPercent = percent;
        paths.at(route).random.seed(route);
    }
    void cut(RouteId route) {
        paths.erase(route);
        sender.removeRoute(route);
        receiver.removeRoute(route);
    }
    void pass(MonotonicTime duration) {
        for (const MonotonicTime end = clock.now() + duration; clock.now() < end; clock.advance(10ms))
            step();
    }
    void step() {
        sender.pushSound(test::syllables(480, played));
        for (auto& [route, path] : paths)
            deliver(route, path);
        std::vector<std::int16_t> out(480);
        playout.render(out, Samples{0}, clock.now());
        sender.tick();
        played += 480;
    }
    void deliver(RouteId route, Path& path) {
        for (; !path.stalled && !path.wire.empty() && path.wire.front().first <= clock.now(); path.wire.pop_front()) {
            ASSERT_EQ(receiver.consume(route, path.wire.front().second, clock.now()), ReceivePipeline::Verdict::Ok);
            const auto newest = static_cast<std::uint32_t>(sender.stats().frames - 1);
            (void)SpscRing<ArrivedAck>::Producer(senderAcks.fromPeer)
                .push({.ack = {.maxSequence = Sequence{newest}}, .arrival = clock.now()});
        }
    }
    [[nodiscard]] PlayoutStats stats() const { return playout.report().playout; }

    ManualClock clock{1h};
    AckExchange senderAcks;
    AckExchange receiverAcks;
    PlayoutInbox inbox;
    std::map<RouteId, Path> paths;
    SendPipeline sender;
    ReceivePipeline receiver;
    PlayoutPipeline playout;
    int played = 0;
};

TEST_F(HedgedPath, NothingIsConcealedWhenOneOfTwoIsCut) {
    open(1, 30ms);
    open(2, 30ms);
    pass(5s);
    const auto before = stats();
    EXPECT_GT(before.duplicateFrames, 200U);
    cut(1);
    pass(5s);
    EXPECT_EQ(stats().concealedSamples, before.concealedSamples);
    EXPECT_EQ(stats().concealmentEvents, before.concealmentEvents);
    EXPECT_GT(stats().framesReceived, before.framesReceived + 200);
}

TEST_F(HedgedPath, NothingIsConcealedWhenOneStallsAndItsBurstIsDropped) {
    open(1, 30ms);
    open(2, 30ms);
    pass(5s);
    const auto before = stats();
    paths[1].stalled = true;
    pass(900ms);
    paths[1].stalled = false;
    pass(3s);
    EXPECT_EQ(stats().concealedSamples, before.concealedSamples);
    EXPECT_EQ(stats().discardedFrames, before.discardedFrames) << "late ones are duplicates";
}

TEST_F(HedgedPath, LosingTheFasterOneCostsNoMoreThanWhatItWasFaster) {
    open(1, 20ms);
    open(2, 30ms);
    pass(5s);
    const auto before = stats();
    cut(1);
    pass(5s);
    EXPECT_LE(stats().concealedSamples, before.concealedSamples + 480);
}

TEST_F(HedgedPath, OverOneConnectionTheSameStallIsHeard) {
    open(1, 20ms);
    pass(5s);
    const auto before = stats();
    paths[1].stalled = true;
    pass(900ms);
    paths[1].stalled = false;
    pass(3s);
    EXPECT_GT(stats().concealedSamples, before.concealedSamples);
}

TEST_F(HedgedPath, ConnectionsThatLoseNowAndThenHardlyEverStallTogether) {
    open(1, 30ms);
    lose(1, 1);
    pass(61s);
    const int alone = receiver.stats().stallsLastMinute;
    EXPECT_GE(alone, 15);
    open(2, 30ms);
    lose(2, 1);
    pass(61s);
    EXPECT_LE(receiver.stats().stallsLastMinute, alone / 5);
}

TEST_F(HedgedPath, AConnectionThatTakesOverGoesOnWithTheNextFrame) {
    open(1, 20ms);
    pass(5s);
    const auto before = stats();
    cut(1);
    open(2, 20ms);
    pass(5s);
    EXPECT_LE(stats().concealedSamples, before.concealedSamples + 48 * 60) << "what was under way is all that is lost";
    EXPECT_EQ(stats().discardedFrames, before.discardedFrames);
}

} // namespace
} // namespace viz
