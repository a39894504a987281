#include "tests/support/breakable_tunnel.h"
#include "tests/support/two_parties.h"

#include <QDir>

#include <gtest/gtest.h>

namespace viz {
namespace {

using namespace std::chrono_literals;
using test::BreakableTunnel;
using test::Party;
using test::TwoParties;
using test::waitFor;

HostAddress plainAddress(quint16 port) {
    return {.security = HostAddress::Security::Plain, .host = "127.0.0.1", .port = port, .prefix = {}};
}

/// A call through a tunnel that can be broken.
class ResumeTest : public testing::Test {
protected:
    explicit ResumeTest(const StallWatch::Times& times = {}) : call(times) {}

    void SetUp() override {
        ASSERT_TRUE(initializeCrypto());
        ASSERT_TRUE(call.hosts());
        tunnel = std::make_unique<BreakableTunnel>(call.host.port);
        ASSERT_TRUE(call.connectThrough(tunnel->port()));
        ASSERT_TRUE(bothHearMore());
    }

    /// After both ended, through another tunnel.
    [[nodiscard]] bool anotherCall() {
        call.host.port = 0;
        if (!call.hosts())
            return false;
        tunnel = std::make_unique<BreakableTunnel>(call.host.port);
        return call.connectThrough(tunnel->port()) && bothHearMore();
    }
    [[nodiscard]] bool bothHearMore() { return call.host.hearsMore() && call.joiner.hearsMore(); }
    [[nodiscard]] bool bothReach(CallState state) { return call.host.reaches(state) && call.joiner.reaches(state); }
    /// The joiner took another connection, and one is left.
    [[nodiscard]] bool isResumed() {
        return call.joiner.reconnected(1) && call.host.reaches(CallState::InCall) && bothHearMore() &&
               call.joiner.hasRoutes(1) && call.host.hasRoutes(1);
    }

    TwoParties call;
    std::unique_ptr<BreakableTunnel> tunnel;
};

class ShortResumeTest : public ResumeTest {
protected:
    ShortResumeTest() : ResumeTest({.giveUpAfter = 2s}) {}
};

TEST_F(ResumeTest, AResetConnectionIsResumed) {
    tunnel->cut(0);
    ASSERT_TRUE(isResumed());
    EXPECT_EQ(call.joiner.states, (std::vector{CallState::Connecting, CallState::Ringing, CallState::InCall,
                                               CallState::Reconnecting, CallState::InCall}));
    ASSERT_EQ(call.joiner.silences.size(), 1U);
    EXPECT_LT(call.joiner.silences[0], 20s);
    EXPECT_EQ(call.host.session.stats().reconnects, 1U);
}

TEST_F(ResumeTest, AStalledConnectionIsResumedBesideIt) {
    tunnel->stall(0);
    ASSERT_TRUE(isResumed());
    EXPECT_EQ(tunnel->count(), 2U);
    EXPECT_GE(call.joiner.silences.at(0), 1s) << "shorter stalls are ordinary";
}

TEST_F(ResumeTest, EverythingButTheConnectionStaysAsItWas) {
    const PeerInfo host = call.joiner.session.peer();
    const PeerInfo joiner = call.host.session.peer();
    const auto framesBefore = call.host.session.stats().playout.playout.framesReceived;
    tunnel->cut(0);
    ASSERT_TRUE(isResumed());
    EXPECT_EQ(call.joiner.session.peer().name, host.name);
    EXPECT_EQ(call.joiner.session.peer().verification, Verification::ByInvite);
    EXPECT_EQ(call.joiner.session.peer().wordIndexes, host.wordIndexes);
    EXPECT_EQ(call.host.session.peer().name, joiner.name);
    EXPECT_EQ(call.host.session.peer().verification, Verification::ByInvite);
    EXPECT_EQ(call.host.session.peer().wordIndexes, joiner.wordIndexes);
    for (Party* party : {&call.host, &call.joiner}) {
        EXPECT_EQ(party->factory.opened, 1) << "the microphone was never closed";
        const PlayoutStats playout = party->session.stats().playout.playout;
        EXPECT_LT(playout.discardedFrames, 5U) << "frame numbers go on: none is taken for an old one";
        ASSERT_TRUE(waitFor([&] { return party->session.stats().playout.outputLevelDbfs > -30; }));
    }
    EXPECT_GT(call.host.session.stats().playout.playout.framesReceived, framesBefore) << "playout was not reset";
}

TEST_F(ResumeTest, ManyTimesInARow) {
    for (std::uint32_t i = 1; i <= 5; ++i) {
        tunnel->cut(tunnel->count() - 1);
        ASSERT_TRUE(call.joiner.reconnected(i)) << i;
        ASSERT_TRUE(call.host.reconnected(i)) << i;
        ASSERT_TRUE(bothHearMore()) << i;
    }
}

TEST_F(ResumeTest, TheHostKeepsThePlaceAndOthersGetBusy) {
    tunnel->stallNew(true);
    tunnel->cut(0);
    ASSERT_TRUE(bothReach(CallState::Reconnecting));
    Party other;
    TwoParties::joins(other, call.host.session.inviteText());
    ASSERT_TRUE(other.reaches(CallState::Ended));
    EXPECT_EQ(other.ends.at(0).reason, EndReason::Busy);
    tunnel->stallNew(false);
    ASSERT_TRUE(isResumed());
}

TEST_F(ResumeTest, TheHostTellsOfANewAddress) {
    BreakableTunnel another(call.host.port);
    call.host.session.setPublicAddress(plainAddress(another.port()));
    call.host.session.setMuted(true);
    ASSERT_TRUE(waitFor([&] { return call.joiner.session.peer().muted; })) << "said after the address";
    tunnel->refuseNew();
    tunnel->cut(0);
    ASSERT_TRUE(isResumed());
    EXPECT_GE(another.count(), 1U);
}

TEST_F(ResumeTest, ThePersonKnowsANewAddress) {
    BreakableTunnel another(call.host.port);
    tunnel->refuseNew();
    tunnel->cut(0);
    ASSERT_TRUE(bothReach(CallState::Reconnecting));
    call.joiner.session.setHostAddress(plainAddress(another.port()));
    ASSERT_TRUE(isResumed());
    EXPECT_GE(another.count(), 1U);
}

TEST_F(ResumeTest, AHostWithAPublicNameLetsItsJoinerBackByAnAddressThatItDoesNotKnow) {
    call.host.session.setPublicAddress(HostAddress{.host = "first.example", .port = 0, .prefix = {}});
    tunnel->refuseNew();
    tunnel->cut(0);
    ASSERT_TRUE(bothReach(CallState::Reconnecting));
    BreakableTunnel another(call.host.port);
    another.limitNew({.hostName = "second.example"});
    call.joiner.session.setHostAddress(plainAddress(another.port()));
    ASSERT_TRUE(isResumed());
}

struct LossRow {
    const char* name;
    BreakableTunnel::Limits limits;
};

class LostMessages : public ResumeTest, public testing::WithParamInterface<LossRow> {};

TEST_P(LostMessages, AreMadeGoodByTheNextDial) {
    tunnel->limitNew(GetParam().limits);
    tunnel->cut(0);
    ASSERT_TRUE(waitFor([&] { return tunnel->count() == 2; }));
    tunnel->limitNew({});
    ASSERT_TRUE(waitFor([&] { return tunnel->count() >= 3; }));
    ASSERT_TRUE(isResumed());
}

INSTANTIATE_TEST_SUITE_P(Rows, LostMessages,
                         testing::Values(LossRow{"Knock", {.toHost = 0}}, LossRow{"Offer", {.toJoiner = 0}},
                                         LossRow{"Open", {.toHost = BreakableTunnel::kKnockFrame}},
                                         LossRow{"TheHostsFirstRecord", {.toJoiner = BreakableTunnel::kOfferFrame}},
                                         LossRow{
                                             "TheJoinersFirstRecord",
                                             {.toHost = BreakableTunnel::kKnockFrame + BreakableTunnel::kOpenFrame}}),
                         [](const auto& row) { return row.param.name; });

TEST_F(ResumeTest, OfSeveralDialsThatComeThroughTogetherOneIsTaken) {
    tunnel->stallNew(true);
    tunnel->cut(0);
    ASSERT_TRUE(waitFor([&] { return tunnel->count() >= 4; }));
    tunnel->stallNew(false);
    tunnel->releaseAll();
    ASSERT_TRUE(isResumed());
    EXPECT_EQ(call.joiner.silences.size(), 1U);
    ASSERT_TRUE(waitFor([&] { return tunnel->openCount() == 1; }));
}

TEST_F(ResumeTest, AStallThatEndsByItselfNeedsNoOtherConnection) {
    tunnel->stallNew(true);
    tunnel->stall(0);
    ASSERT_TRUE(bothReach(CallState::Reconnecting));
    tunnel->stallNew(false);
    tunnel->releaseAll();
    ASSERT_TRUE(bothReach(CallState::InCall));
    ASSERT_TRUE(bothHearMore());
    ASSERT_TRUE(call.joiner.hasRoutes(1));
}

TEST_F(ResumeTest, WhatWasSaidDuringTheOutageIsKnownAfterIt) {
    tunnel->stallNew(true);
    tunnel->cut(0);
    ASSERT_TRUE(bothReach(CallState::Reconnecting));
    call.host.session.setMuted(true);
    call.joiner.session.setHedging(true);
    tunnel->stallNew(false);
    ASSERT_TRUE(call.joiner.reconnected(1));
    EXPECT_TRUE(waitFor([&] { return call.joiner.session.peer().muted && call.host.session.isHedging(); }));
}

TEST_F(ShortResumeTest, TheHostsWishDuringTheOutageIsKnownAfterIt) {
    tunnel->stallNew(true);
    tunnel->cut(0);
    ASSERT_TRUE(bothReach(CallState::Reconnecting));
    call.host.session.setHedging(true);
    tunnel->stallNew(false);
    ASSERT_TRUE(call.joiner.reconnected(1));
    EXPECT_TRUE(waitFor([&] { return call.joiner.session.isHedging() && call.host.session.isHedging(); }));
}

TEST_F(ShortResumeTest, BothGiveUpInTheEndAndCloseTheMicrophones) {
    tunnel->stallNew(true);
    tunnel->stall(0);
    ASSERT_TRUE(bothReach(CallState::Reconnecting));
    EXPECT_EQ(call.host.factory.open + call.joiner.factory.open, 2);
    ASSERT_TRUE(bothReach(CallState::Ended));
    for (Party* party : {&call.host, &call.joiner}) {
        EXPECT_EQ(party->ends.at(0).reason, EndReason::ConnectionLost);
        EXPECT_EQ(party->factory.open, 0);
    }
}

TEST_F(ShortResumeTest, HangingUpWhileReconnectingClosesTheMicrophoneAtOnce) {
    tunnel->stallNew(true);
    tunnel->cut(0);
    ASSERT_TRUE(bothReach(CallState::Reconnecting));
    for (Party* party : {&call.joiner, &call.host}) {
        party->session.hangUp();
        EXPECT_EQ(party->factory.open, 0);
        EXPECT_EQ(party->session.state(), CallState::Ended);
        EXPECT_EQ(party->ends.at(0).reason, EndReason::HungUpHere);
    }
}

TEST_F(ResumeTest, WhoIsCutOffHearsTheOthersGoodbyeWhenItComesBack) {
    for (const bool hostHangsUp : {true, false}) {
        Party& leaving = hostHangsUp ? call.host : call.joiner;
        Party& staying = hostHangsUp ? call.joiner : call.host;
        if (!hostHangsUp) {
            ASSERT_TRUE(anotherCall());
        }
        tunnel->stallNew(true);
        tunnel->cut(tunnel->count() - 1);
        ASSERT_TRUE(bothReach(CallState::Reconnecting));
        int farewells = 0;
        const QObject context;
        QObject::connect(&leaving.session, &CallControl::farewellOver, &context, [&] { ++farewells; });
        leaving.session.hangUp();
        EXPECT_EQ(leaving.session.state(), CallState::Ended);
        EXPECT_TRUE(leaving.session.isFarewellPending());
        EXPECT_EQ(staying.session.state(), CallState::Reconnecting);
        tunnel->stallNew(false);
        ASSERT_TRUE(staying.reaches(CallState::Ended)) << hostHangsUp;
        EXPECT_EQ(staying.ends.back().reason, EndReason::HungUpThere) << hostHangsUp;
        EXPECT_TRUE(waitFor([&] { return farewells == 1; })) << hostHangsUp;
        EXPECT_FALSE(leaving.session.isFarewellPending());
    }
}

TEST_F(ResumeTest, AHostThatHungUpOnACutOffJoinerLetsNobodyElseInAndCanHostAgainAtOnce) {
    tunnel->stallNew(true);
    tunnel->cut(0);
    ASSERT_TRUE(bothReach(CallState::Reconnecting));
    const quint16 port = call.host.port;
    const QString invite = call.host.session.inviteText();
    call.host.session.hangUp();
    Party other;
    TwoParties::joins(other, invite);
    ASSERT_TRUE(other.reaches(CallState::Ended));
    EXPECT_EQ(other.ends.at(0).reason, EndReason::Throttled);
    call.host.port = 0;
    EXPECT_TRUE(call.host.session.isFarewellPending());
    call.host.session.host({.voice = call.hostVoice, .door = {.port = port}});
    EXPECT_FALSE(call.host.session.isFarewellPending());
    EXPECT_TRUE(waitFor([&] { return call.host.port == port; }));
}

TEST_F(ResumeTest, AGoodbyeOnTheSecondConnectionEndsTheCall) {
    tunnel->cut(0);
    ASSERT_TRUE(isResumed());
    call.joiner.session.hangUp();
    ASSERT_TRUE(call.host.reaches(CallState::Ended));
    EXPECT_EQ(call.host.ends.at(0).reason, EndReason::HungUpThere);
}

TEST(ResumeRinging, AnAcceptThatWasLostWithItsConnectionIsSaidAgain) {
    ASSERT_TRUE(initializeCrypto());
    TwoParties call;
    ASSERT_TRUE(call.hosts());
    BreakableTunnel tunnel(call.host.port);
    QString invite = call.host.session.inviteText();
    call.joins(invite.replace(QString::number(call.host.port), QString::number(tunnel.port())));
    ASSERT_TRUE(call.host.reaches(CallState::Ringing) && call.joiner.reaches(CallState::Ringing));
    tunnel.stall(0);
    call.host.session.accept();
    ASSERT_TRUE(call.host.reaches(CallState::InCall));
    tunnel.cut(0);
    ASSERT_TRUE(call.joiner.reaches(CallState::InCall));
    EXPECT_TRUE(call.host.hearsMore() && call.joiner.hearsMore());
    EXPECT_EQ(call.host.session.state(), CallState::InCall);
}

TEST(ResumeUnverified, WordsThatWereComparedStayCompared) {
    ASSERT_TRUE(initializeCrypto());
    TwoParties call;
    ASSERT_TRUE(call.hosts());
    BreakableTunnel tunnel(call.host.port);
    call.joins(QStringLiteral("ws://127.0.0.1:%1").arg(tunnel.port()));
    ASSERT_TRUE(call.answers());
    call.joiner.session.confirmWords(true);
    const QStringList words = safetyWordsText(call.joiner.session.peer(), false);
    tunnel.cut(0);
    ASSERT_TRUE(call.joiner.reconnected(1));
    EXPECT_EQ(call.joiner.session.peer().verification, Verification::ByWords);
    EXPECT_EQ(call.host.session.peer().verification, Verification::Unverified);
    EXPECT_EQ(safetyWordsText(call.joiner.session.peer(), false), words);
    EXPECT_EQ(safetyWordsText(call.host.session.peer(), false), words);
}

int openFiles() { return static_cast<int>(QDir(QStringLiteral("/proc/self/fd")).count()); }

TEST_F(ResumeTest, TwoHundredReconnectsLeaveNothingBehind) {
    int files = 0;
    for (std::uint32_t i = 1; i <= 200; ++i) {
        tunnel->cut(tunnel->count() - 1);
        ASSERT_TRUE(call.joiner.reconnected(i)) << i;
        ASSERT_TRUE(call.host.reconnected(i)) << i;
        if (i == 5)
            files = openFiles();
    }
    ASSERT_TRUE(isResumed());
    ASSERT_TRUE(waitFor([&] { return openFiles() <= files; })) << openFiles() << " files, were " << files;
    EXPECT_EQ(tunnel->openCount(), 1);
    EXPECT_EQ(call.host.session.stats().reconnects, call.joiner.session.stats().reconnects);
}

} // namespace
} // namespace viz
