#include "core/call/connection/call_channel.h"
#include "tests/support/fake_route.h"

#include <gtest/gtest.h>

#include <functional>
#include <utility>

namespace viz {
namespace {

using namespace std::chrono_literals;
using test::FakeRoute;

class CallChannelTest : public testing::Test {
protected:
    explicit CallChannelTest(CallRole role = CallRole::Joiner) {
        Connection connection = first.connection();
        channel =
            std::make_unique<CallChannel>(CallChannel::Setup{.role = role, .times = {}}, connection, wires, clock);
        const auto listen = [this](auto signal, auto handler) { QObject::connect(channel.get(), signal, handler); };
        listen(&CallChannel::controlArrived, [this](ControlType type) { heard.push_back(type); });
        listen(&CallChannel::over, [this](EndReason reason) { over.push_back(reason); });
        listen(&CallChannel::routeOpened, [this](const RouteOpeningPtr& opening) { opened.push_back(opening->route); });
        listen(&CallChannel::routeClosed, [this](RouteId route) { closed.push_back(route); });
        listen(&CallChannel::routeInUse, [this](RouteId route, bool use) { used.emplace_back(route, use); });
        listen(&CallChannel::candidateConfirmed, [this](RouteId route) { confirmed.push_back(route); });
        listen(&CallChannel::candidateLost, [this](RouteId route) { lost.push_back(route); });
        listen(&CallChannel::interrupted, [this] { ++interruptions; });
        listen(&CallChannel::resumed, [this](std::chrono::milliseconds silent) { silences.push_back(silent); });
        listen(&CallChannel::needChanged, [this](RouteNeed need) { needs.push_back(need); });
        listen(&CallChannel::rateRefused, [this] { ++refusals; });
        listen(&CallChannel::goodbyeHasWay, [this] { ++goodbyeWays; });
    }

    void talk() {
        channel->start();
        channel->allowSound();
        EXPECT_TRUE(first.record.closed == std::nullopt);
    }
    void add(FakeRoute& route) { route.id = channel->addCandidate(route.connection()); }
    /// Time passes, in steps that a thread that does not oversleep makes.
    void pass(
        std::chrono::milliseconds duration, const std::function<void()>& meanwhile = [] {}) {
        for (; duration > 0ms; duration -= 50ms) {
            clock.advance(50ms);
            meanwhile();
            channel->watch();
        }
    }

    void arrives(ControlType type) { first.says(type); }
    void arrives(const Bytes& record) { first.says(record); }

    ManualClock clock{1h};
    CallWires wires;
    FakeRoute first{1};
    FakeRoute second{2};
    FakeRoute third{3};
    std::unique_ptr<CallChannel> channel;
    std::vector<ControlType> heard;
    std::vector<EndReason> over;
    std::vector<RouteId> opened;
    std::vector<RouteId> closed;
    std::vector<std::pair<RouteId, bool>> used;
    std::vector<RouteId> confirmed;
    std::vector<RouteId> lost;
    std::vector<std::chrono::milliseconds> silences;
    std::vector<RouteNeed> needs;
    int interruptions = 0;
    int refusals = 0;
    int goodbyeWays = 0;
};

class HostChannelTest : public CallChannelTest {
protected:
    HostChannelTest() : CallChannelTest(CallRole::Host) {}
};

TEST_F(CallChannelTest, KeepsWhatComesBeforeSomebodyListens) {
    for (const ControlType type : {ControlType::Ringing, ControlType::Name, ControlType::Accept})
        arrives(type);
    EXPECT_TRUE(heard.empty());
    channel->start();
    EXPECT_EQ(heard, (std::vector{ControlType::Ringing, ControlType::Name, ControlType::Accept}));
    arrives(ControlType::Mute);
    EXPECT_EQ(heard.back(), ControlType::Mute);
}

TEST_F(CallChannelTest, TellsOfAnEndThatCameBeforeSomebodyListened) {
    arrives(ControlType::Decline);
    first.closes(4410);
    EXPECT_TRUE(over.empty());
    channel->start();
    EXPECT_EQ(heard, (std::vector{ControlType::Decline}));
    EXPECT_EQ(over, (std::vector{EndReason::DeclinedThere}));
}

TEST_F(CallChannelTest, BoundsWhatItKeeps) {
    for (int i = 0; i < 500; ++i)
        arrives(Bytes(64));
    EXPECT_EQ(first.record.closed, std::nullopt);
    arrives(Bytes(64));
    EXPECT_EQ(first.record.closed, CloseCode::Throttled);
}

TEST_F(CallChannelTest, EndsAtTheFirstRecordThatDoesNotVerify) {
    channel->start();
    arrives(Bytes(64));
    EXPECT_EQ(first.record.closed, CloseCode::Authentication);
    arrives(ControlType::Accept);
    EXPECT_TRUE(heard.empty());
    EXPECT_EQ(over, (std::vector{EndReason::PeerMisbehaved}));
}

TEST_F(CallChannelTest, ACutConnectionInterruptsTheCallAndAsksForAnother) {
    talk();
    first.closes();
    EXPECT_EQ(interruptions, 1);
    EXPECT_EQ(closed, (std::vector<RouteId>{1}));
    EXPECT_EQ(needs, (std::vector{RouteNeed::AnyRoute}));
    EXPECT_TRUE(over.empty()) << "only a goodbye ends a call";
}

TEST_F(CallChannelTest, AJoinersCandidateIsUsedOnlyAfterTheHostsFirstRecord) {
    talk();
    first.closes();
    add(second);
    EXPECT_TRUE(opened.empty());
    pass(300ms);
    second.says(ControlType::Mute);
    EXPECT_EQ(opened, (std::vector{second.id}));
    EXPECT_EQ(confirmed, (std::vector{second.id}));
    EXPECT_EQ(silences, (std::vector{300ms}));
    EXPECT_EQ(needs, (std::vector{RouteNeed::AnyRoute, RouteNeed::Nothing}));
    EXPECT_EQ(wires.reconnects, 1U);
}

TEST_F(HostChannelTest, AHostSendsOnACandidateAtOnce) {
    talk();
    add(second);
    EXPECT_EQ(opened, (std::vector{second.id}));
    channel->send(second.id, QByteArray(80, 'x'));
    EXPECT_EQ(second.record.sent, 1);
    EXPECT_TRUE(confirmed.empty());
    second.says(ControlType::Mute);
    EXPECT_EQ(confirmed, (std::vector{second.id}));
    EXPECT_EQ(wires.reconnects, 1U);
}

TEST_F(HostChannelTest, ACandidateWhoseFirstRecordTakesItsTimeStays) {
    talk();
    add(second);
    pass(1200ms, [this] { first.says(ControlType::Mute); });
    second.says(ControlType::Mute);
    EXPECT_EQ(confirmed, (std::vector{second.id}));
    EXPECT_FALSE(second.record.aborted);
    EXPECT_EQ(channel->routeCount(), 2U);
}

TEST_F(CallChannelTest, TheFirstOfTwoCandidatesWinsAndTheStalledConnectionIsGivenUp) {
    talk();
    wires.sendPulse.publish({});
    pass(6500ms);
    EXPECT_EQ(interruptions, 1);
    add(second);
    add(third);
    third.says(ControlType::Mute);
    EXPECT_TRUE(first.record.aborted);
    EXPECT_EQ(closed, (std::vector<RouteId>{1}));
    EXPECT_EQ(needs.back(), RouteNeed::Nothing) << "whoever dialled the other candidate gives it up now";
    EXPECT_EQ(opened, (std::vector{third.id}));
}

TEST_F(CallChannelTest, ABadFirstRecordLosesTheCandidateAndNotTheCall) {
    talk();
    add(second);
    second.says(Bytes(64));
    EXPECT_EQ(lost, (std::vector{second.id}));
    EXPECT_TRUE(second.record.aborted);
    EXPECT_TRUE(over.empty());
    arrives(ControlType::Mute);
    EXPECT_EQ(heard, (std::vector{ControlType::Mute}));
}

TEST_F(CallChannelTest, ABadLaterRecordOnAnyConnectionEndsTheCall) {
    talk();
    add(second);
    second.says(ControlType::Mute);
    second.says(Bytes(64));
    EXPECT_EQ(over, (std::vector{EndReason::PeerMisbehaved}));
}

TEST_F(HostChannelTest, GivesUpTwoMinutesAfterTheLastSignOfLife) {
    talk();
    pass(119s);
    EXPECT_EQ(interruptions, 1);
    EXPECT_TRUE(over.empty());
    pass(1s);
    EXPECT_EQ(over, (std::vector{EndReason::ConnectionLost}));
}

TEST_F(HostChannelTest, AThreadThatSleptDoesNotBlameThePeer) {
    talk();
    clock.advance(30s);
    channel->watch();
    EXPECT_EQ(interruptions, 0);
    first.says(ControlType::Mute);
    pass(1s);
    EXPECT_EQ(interruptions, 0);
}

TEST_F(CallChannelTest, SilentAcknowledgementsInterruptTheCallToo) {
    talk();
    const MonotonicTime sentAt = clock.now() + 1ms;
    pass(6100ms, [&] {
        arrives(ControlType::Mute);
        wires.sendPulse.publish({.at = clock.now(), .unacknowledgedSince = sentAt});
    });
    EXPECT_EQ(interruptions, 1);
    add(second);
    second.says(ControlType::Mute);
    EXPECT_EQ(silences.size(), 1U) << "what was in flight before does not count on the new connection";
}

TEST_F(CallChannelTest, WhatRecoversByItselfIsResumedToo) {
    talk();
    pass(7s);
    EXPECT_EQ(interruptions, 1);
    add(second);
    arrives(ControlType::Mute);
    EXPECT_EQ(silences, (std::vector{7000ms}));
    EXPECT_EQ(wires.reconnects, 0U);
    EXPECT_EQ(needs.back(), RouteNeed::Nothing);
}

TEST_F(CallChannelTest, HedgingKeepsTwoAndUsesWhatIsNotQuiet) {
    channel->setHedging(true);
    talk();
    EXPECT_EQ(needs, (std::vector{RouteNeed::SecondRoute}));
    add(second);
    second.says(ControlType::Mute);
    EXPECT_EQ(needs.back(), RouteNeed::Nothing);
    EXPECT_FALSE(first.record.aborted);
    EXPECT_EQ(wires.reconnects, 0U) << "it took nothing over";
    pass(1100ms, [&] { second.says(ControlType::Mute); });
    EXPECT_EQ(used, (std::vector<std::pair<RouteId, bool>>{{1, false}}));
    EXPECT_EQ(interruptions, 0);
    arrives(ControlType::Mute);
    EXPECT_EQ(used.back(), (std::pair<RouteId, bool>{1, true}));
}

TEST_F(CallChannelTest, ADeadSecondConnectionIsReplaced) {
    channel->setHedging(true);
    talk();
    add(second);
    second.says(ControlType::Mute);
    pass(6100ms, [&] { second.says(ControlType::Mute); });
    EXPECT_TRUE(first.record.aborted);
    EXPECT_EQ(needs.back(), RouteNeed::SecondRoute);
}

TEST_F(CallChannelTest, WithoutHedgingTheBetterOneStays) {
    channel->setHedging(true);
    talk();
    add(second);
    second.says(ControlType::Mute);
    pass(200ms);
    arrives(ControlType::Mute);
    channel->setHedging(false);
    EXPECT_TRUE(second.record.aborted);
    EXPECT_FALSE(first.record.aborted);
    EXPECT_EQ(channel->routeCount(), 1U);
}

TEST_F(HostChannelTest, WhatTheJoinerCameBackFromIsGivenUp) {
    talk();
    pass(1500ms);
    add(second);
    second.says(ControlType::Mute);
    EXPECT_TRUE(first.record.aborted);
    EXPECT_EQ(channel->routeCount(), 1U);
}

TEST_F(HostChannelTest, AConnectionThatCarriesIsNotGivenUpForAnotherOne) {
    talk();
    add(second);
    add(third);
    third.says(ControlType::Mute);
    second.says(ControlType::Mute);
    EXPECT_FALSE(third.record.aborted) << "their first records may come in any order";
}

TEST_F(HostChannelTest, AHostHoldsNoMoreThanFour) {
    talk();
    std::vector<std::unique_ptr<FakeRoute>> more;
    for (int i = 0; i < 10; ++i) {
        more.push_back(std::make_unique<FakeRoute>(10 + i));
        pass(50ms);
        add(*more.back());
        EXPECT_LE(channel->routeCount(), CallChannel::kMaxRoutesOfHost);
    }
    EXPECT_TRUE(first.record.aborted) << "the quietest went first";
    EXPECT_FALSE(more.back()->record.aborted);
}

TEST_F(HostChannelTest, AfterTheGoodbyeTheLastCloseIsTheEnd) {
    talk();
    add(second);
    second.says(ControlType::Mute);
    channel->leave();
    first.closes();
    EXPECT_TRUE(over.empty());
    second.closes();
    EXPECT_EQ(over.size(), 1U);
    EXPECT_EQ(interruptions, 0);
}

TEST_F(CallChannelTest, AJoinerWhoseConnectionBreaksWhileItRingsComesBackForTheAccept) {
    channel->start();
    first.closes();
    EXPECT_TRUE(over.empty());
    EXPECT_EQ(needs, (std::vector{RouteNeed::AnyRoute}));
    pass(4s);
    add(second);
    second.says(ControlType::Accept);
    EXPECT_EQ(heard, (std::vector{ControlType::Accept}));
    EXPECT_EQ(opened, (std::vector{second.id}));
    EXPECT_EQ(needs.back(), RouteNeed::Nothing);
    EXPECT_TRUE(channel->isInCall());
    pass(3s);
    EXPECT_TRUE(over.empty());
}

TEST_F(CallChannelTest, AJoinerThatNobodyLetsBackWhileItRingsGivesUpSoon) {
    channel->start();
    first.closes();
    pass(1s);
    add(second);
    second.closes();
    EXPECT_EQ(lost, (std::vector{second.id}));
    pass(3500ms);
    EXPECT_TRUE(over.empty()) << "one more may come through";
    pass(600ms);
    EXPECT_EQ(over.size(), 1U);
    EXPECT_EQ(needs.back(), RouteNeed::Nothing);
}

TEST_F(CallChannelTest, WhatACloseSaysWhileItRingsIsBelieved) {
    channel->start();
    first.closes(static_cast<int>(CloseCode::Declined));
    EXPECT_EQ(over, (std::vector{EndReason::DeclinedThere}));
    EXPECT_TRUE(needs.empty());
}

TEST_F(HostChannelTest, ACallerWhoseConnectionBreaksWhileItRingsIsGone) {
    channel->start();
    first.closes();
    EXPECT_EQ(over.size(), 1U);
}

TEST_F(HostChannelTest, AGoodbyeWaitsForAJoinerWhoIsCutOff) {
    talk();
    first.closes();
    channel->leave();
    EXPECT_TRUE(over.empty());
    EXPECT_TRUE(channel->canBeResumed());
    EXPECT_FALSE(channel->isInCall());
    add(second);
    EXPECT_EQ(goodbyeWays, 0) << "it may be a stalled one";
    EXPECT_EQ(opened, (std::vector{second.id})) << "the goodbye goes out there";
    second.closes();
    EXPECT_EQ(over.size(), 1U);
    EXPECT_FALSE(channel->canBeResumed());
}

TEST_F(HostChannelTest, AGoodbyeOnAConnectionThatOnlyStalledArrivesThere) {
    talk();
    pass(7s);
    channel->leave();
    EXPECT_EQ(goodbyeWays, 0);
    first.says(ControlType::Mute);
    EXPECT_EQ(goodbyeWays, 1);
    EXPECT_FALSE(channel->canBeResumed()) << "it is not cut off any more";
    first.closes();
    EXPECT_EQ(over.size(), 1U);
}

TEST_F(HostChannelTest, NobodyComesBackToACallThatEndedWhileItFlowed) {
    talk();
    channel->leave();
    EXPECT_FALSE(channel->canBeResumed());
    EXPECT_EQ(goodbyeWays, 1);
}

TEST_F(CallChannelTest, AJoinerWhoHangsUpWhileCutOffComesBackToSaySo) {
    channel->setHedging(true);
    talk();
    first.closes();
    channel->leave();
    EXPECT_TRUE(over.empty());
    EXPECT_EQ(needs.back(), RouteNeed::AnyRoute);
    add(second);
    second.says(ControlType::Mute);
    EXPECT_EQ(opened, (std::vector{second.id}));
    EXPECT_EQ(confirmed, (std::vector{second.id}));
    EXPECT_EQ(needs.back(), RouteNeed::Nothing);
    EXPECT_EQ(goodbyeWays, 1);
    second.closes();
    EXPECT_EQ(over.size(), 1U);
}

TEST_F(CallChannelTest, LeavingWhileItRingsWithoutAConnectionIsOverAtOnce) {
    channel->start();
    first.closes();
    channel->leave();
    EXPECT_EQ(over.size(), 1U);
    EXPECT_EQ(needs.back(), RouteNeed::Nothing);
}

TEST_F(HostChannelTest, APolicyViolationIsTooManyMessages) {
    talk();
    first.closes(1008);
    EXPECT_EQ(refusals, 1);
    EXPECT_EQ(interruptions, 1);
}

} // namespace
} // namespace viz
