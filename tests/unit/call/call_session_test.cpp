#include "tests/support/two_parties.h"

#include <QDir>
#include <QTcpServer>

#include <gtest/gtest.h>

namespace viz {
namespace {

using namespace std::chrono_literals;
using test::Party;
using test::TwoParties;
using test::waitFor;

class CallSessionTest : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(initializeCrypto()); }
};

TEST_F(CallSessionTest, TwoPeopleHearEachOther) {
    TwoParties call;
    ASSERT_TRUE(call.connect());
    for (Party* party : {&call.host, &call.joiner}) {
        ASSERT_TRUE(waitFor([&] { return party->session.stats().playout.outputLevelDbfs > -30; }));
        EXPECT_EQ(party->session.peer().verification, Verification::ByInvite);
    }
    EXPECT_EQ(call.host.session.peer().name, QStringLiteral("Jonas"));
    EXPECT_EQ(call.joiner.session.peer().name, QStringLiteral("Hanna"));
    EXPECT_EQ(call.host.session.peer().wordIndexes, call.joiner.session.peer().wordIndexes);
    EXPECT_EQ(call.joiner.states, (std::vector{CallState::Connecting, CallState::Ringing, CallState::InCall}));
    EXPECT_EQ(call.host.states, (std::vector{CallState::Hosting, CallState::Ringing, CallState::InCall}));
    ASSERT_TRUE(waitFor([&] { return call.host.session.stats().delay.totalMs.has_value(); }));
}

TEST_F(CallSessionTest, NoMicrophoneOpensBeforeTheHostHasAccepted) {
    TwoParties call;
    ASSERT_TRUE(call.hosts());
    call.joins(call.host.session.inviteText());
    ASSERT_TRUE(call.host.reaches(CallState::Ringing));
    ASSERT_TRUE(call.joiner.reaches(CallState::Ringing));
    EXPECT_EQ(call.host.factory.opened, 0);
    EXPECT_EQ(call.joiner.factory.opened, 0);
    call.host.session.accept();
    ASSERT_TRUE(waitFor([&] { return call.host.factory.open == 1 && call.joiner.factory.open == 1; }));
}

TEST_F(CallSessionTest, HangingUpOnEitherSideEndsBothAndClosesTheMicrophones) {
    for (const bool hostHangsUp : {true, false}) {
        TwoParties call;
        ASSERT_TRUE(call.connect());
        ASSERT_TRUE(waitFor([&] { return call.host.factory.open == 1 && call.joiner.factory.open == 1; }));
        Party& one = hostHangsUp ? call.host : call.joiner;
        Party& other = hostHangsUp ? call.joiner : call.host;
        one.session.hangUp();
        EXPECT_EQ(one.factory.open, 0) << "closed when hangUp() returns";
        ASSERT_TRUE(other.reaches(CallState::Ended));
        EXPECT_EQ(other.factory.open, 0);
        ASSERT_EQ(one.ends.size(), 1U);
        ASSERT_EQ(other.ends.size(), 1U);
        EXPECT_EQ(one.ends[0].reason, EndReason::HungUpHere);
        EXPECT_EQ(other.ends[0].reason, EndReason::HungUpThere);
    }
}

TEST_F(CallSessionTest, ADestroyedSessionSaysGoodbye) {
    TwoParties call;
    auto leaving = std::make_unique<Party>();
    ASSERT_TRUE(call.hosts());
    TwoParties::joins(*leaving, call.host.session.inviteText());
    ASSERT_TRUE(call.host.reaches(CallState::Ringing));
    call.host.session.accept();
    ASSERT_TRUE(leaving->reaches(CallState::InCall));
    leaving.reset();
    ASSERT_TRUE(call.host.reaches(CallState::Ended));
    EXPECT_EQ(call.host.ends.at(0).reason, EndReason::HungUpThere);
}

TEST_F(CallSessionTest, ADeclinedCallerIsToldAndTheHostWaitsOn) {
    TwoParties call;
    ASSERT_TRUE(call.hosts());
    call.joins(call.host.session.inviteText());
    ASSERT_TRUE(call.host.reaches(CallState::Ringing));
    call.host.session.decline();
    EXPECT_EQ(call.host.session.state(), CallState::Hosting);
    ASSERT_TRUE(call.joiner.reaches(CallState::Ended));
    EXPECT_EQ(call.joiner.ends.at(0).reason, EndReason::DeclinedThere);
    EXPECT_EQ(call.joiner.factory.opened, 0);
    Party second;
    TwoParties::joins(second, call.host.session.inviteText());
    ASSERT_TRUE(call.host.reaches(CallState::Ringing));
    call.host.session.accept();
    ASSERT_TRUE(second.reaches(CallState::InCall));
}

TEST_F(CallSessionTest, ACallerWhoGivesUpLeavesTheHostWaiting) {
    TwoParties call;
    ASSERT_TRUE(call.hosts());
    call.joins(call.host.session.inviteText());
    ASSERT_TRUE(call.host.reaches(CallState::Ringing));
    ASSERT_TRUE(call.joiner.reaches(CallState::Ringing));
    call.joiner.session.hangUp();
    ASSERT_TRUE(call.host.reaches(CallState::Hosting));
    EXPECT_TRUE(call.host.ends.empty());
}

TEST_F(CallSessionTest, ASecondCallerHearsThatTheHostIsBusy) {
    TwoParties call;
    ASSERT_TRUE(call.connect());
    Party second;
    TwoParties::joins(second, call.host.session.inviteText());
    ASSERT_TRUE(second.reaches(CallState::Ended));
    EXPECT_EQ(second.ends.at(0).reason, EndReason::Busy);
    EXPECT_EQ(call.host.session.state(), CallState::InCall);
    EXPECT_EQ(call.joiner.session.state(), CallState::InCall);
}

TEST_F(CallSessionTest, ABareAddressRingsUnverifiedAndWordsVerify) {
    TwoParties call;
    ASSERT_TRUE(call.hosts());
    call.joins(call.bareAddress());
    ASSERT_TRUE(call.host.reaches(CallState::Ringing));
    EXPECT_EQ(call.host.session.peer().verification, Verification::Unverified);
    call.host.session.accept();
    ASSERT_TRUE(call.joiner.reaches(CallState::InCall));
    EXPECT_EQ(call.joiner.session.peer().verification, Verification::Unverified);
    EXPECT_EQ(safetyWordsText(call.host.session.peer(), false), safetyWordsText(call.joiner.session.peer(), false));
    EXPECT_EQ(safetyWordsText(call.host.session.peer(), true).size(), 5);
    call.joiner.session.confirmWords(true);
    EXPECT_EQ(call.joiner.session.peer().verification, Verification::ByWords);
    EXPECT_EQ(call.host.session.peer().verification, Verification::Unverified) << "each side compares for itself";
}

TEST_F(CallSessionTest, WordsThatDifferEndTheCallOnBothSides) {
    TwoParties call;
    ASSERT_TRUE(call.connect());
    call.host.session.confirmWords(false);
    ASSERT_TRUE(call.joiner.reaches(CallState::Ended));
    EXPECT_EQ(call.host.ends.at(0).reason, EndReason::WordsDiffer);
    EXPECT_EQ(call.joiner.ends.at(0).reason, EndReason::WordsDiffer);
}

TEST_F(CallSessionTest, LinkOnlyTurnsStrangersAwayBeforeAnythingRings) {
    TwoParties call;
    ASSERT_TRUE(call.hosts(true));
    call.joins(call.bareAddress());
    ASSERT_TRUE(call.joiner.reaches(CallState::Ended));
    EXPECT_EQ(call.joiner.ends.at(0).reason, EndReason::InviteNeeded);
    EXPECT_EQ(call.host.states, (std::vector{CallState::Hosting}));
}

TEST_F(CallSessionTest, AnOldInviteIsRefused) {
    TwoParties call;
    ASSERT_TRUE(call.hosts());
    const QString old = call.host.session.inviteText();
    const quint16 port = call.host.port;
    call.host.session.hangUp();
    call.host.port = 0;
    call.host.session.host({.voice = test::toneAndNull(QStringLiteral("Hanna")), .port = port, .publicAddress = {}});
    ASSERT_TRUE(waitFor([&] { return call.host.port == port; })) << "the same port again, at once";
    EXPECT_NE(call.host.session.inviteText(), old);
    call.joins(old);
    ASSERT_TRUE(call.joiner.reaches(CallState::Ended));
    EXPECT_EQ(call.joiner.ends.at(0).reason, EndReason::InviteUnknown);
}

TEST_F(CallSessionTest, MuteReachesTheOtherSideAndTheirEars) {
    TwoParties call;
    ASSERT_TRUE(call.connect());
    ASSERT_TRUE(waitFor([&] { return call.joiner.session.stats().playout.outputLevelDbfs > -30; }));
    call.host.session.setMuted(true);
    ASSERT_TRUE(waitFor([&] { return call.joiner.session.peer().muted; }));
    ASSERT_TRUE(waitFor([&] { return call.joiner.session.stats().playout.outputLevelDbfs < -60; }));
    call.host.session.setMuted(false);
    ASSERT_TRUE(waitFor([&] { return call.joiner.session.stats().playout.outputLevelDbfs > -30; }));
    EXPECT_FALSE(call.joiner.session.peer().muted);
}

TEST_F(CallSessionTest, OnlyAHostHasSomethingToProve) {
    const QByteArray nonce(16, 'n');
    TwoParties call;
    EXPECT_TRUE(call.host.session.probePath().isEmpty());
    ASSERT_TRUE(call.connect());
    EXPECT_TRUE(call.host.session.probePath().startsWith(QLatin1String("/v1/")));
    EXPECT_EQ(call.host.session.probeProof(nonce).size(), 16);
    EXPECT_TRUE(call.joiner.session.probePath().isEmpty());
    EXPECT_TRUE(call.joiner.session.probeProof(nonce).isEmpty());
    call.host.session.hangUp();
    EXPECT_TRUE(call.host.session.probePath().isEmpty());
    EXPECT_TRUE(call.host.session.probeProof(nonce).isEmpty());
}

TEST_F(CallSessionTest, PortInUseIsSaid) {
    QTcpServer taken;
    ASSERT_TRUE(taken.listen(QHostAddress::LocalHost));
    Party host;
    host.session.host({.voice = test::toneAndNull({}), .port = taken.serverPort(), .publicAddress = {}});
    ASSERT_TRUE(host.reaches(CallState::Ended));
    EXPECT_EQ(host.ends.at(0).reason, EndReason::CannotListen);
    EXPECT_FALSE(host.ends.at(0).detail.isEmpty());
}

TEST_F(CallSessionTest, NobodyThereIsSaid) {
    QTcpServer gone;
    ASSERT_TRUE(gone.listen(QHostAddress::LocalHost));
    const quint16 port = gone.serverPort();
    gone.close();
    Party joiner;
    TwoParties::joins(joiner, QStringLiteral("ws://127.0.0.1:%1").arg(port));
    ASSERT_TRUE(joiner.reaches(CallState::Ended));
    EXPECT_EQ(joiner.ends.at(0).reason, EndReason::ConnectionRefused);
}

TEST_F(CallSessionTest, AMissingInputFileEndsItBeforeAnythingIsDialled) {
    Party joiner;
    auto invite = understandAddress(QStringLiteral("ws://127.0.0.1:9"));
    VoiceOptions voice = test::toneAndNull({});
    voice.input = {.kind = AudioInputSpec::Kind::File, .deviceId = {}, .path = QStringLiteral("/nowhere/x.wav")};
    joiner.session.join({.voice = voice, .invite = std::move(*invite)});
    ASSERT_TRUE(joiner.reaches(CallState::Ended));
    EXPECT_EQ(joiner.ends.at(0).reason, EndReason::InputFileUnreadable);
}

int openFiles() { return static_cast<int>(QDir(QStringLiteral("/proc/self/fd")).count()); }
int runningThreads() { return static_cast<int>(QDir(QStringLiteral("/proc/self/task")).count()); }

TEST_F(CallSessionTest, TwoHundredCallsLeaveNothingBehind) {
    const int idle = runningThreads();
    TwoParties call;
    int files = 0;
    int threads = 0;
    for (int i = 0; i < 200; ++i) {
        call.host.port = 0;
        ASSERT_TRUE(call.connect()) << "call " << i;
        (i % 2 ? call.host : call.joiner).session.hangUp();
        ASSERT_TRUE(call.host.reaches(CallState::Ended));
        ASSERT_TRUE(call.joiner.reaches(CallState::Ended));
        if (i == 5) { // everything that is opened once has been
            ASSERT_TRUE(waitFor([&] { return runningThreads() <= idle + 2; }));
            files = openFiles();
            threads = runningThreads();
        }
    }
    ASSERT_TRUE(waitFor([&] { return runningThreads() <= threads && openFiles() <= files; }))
        << runningThreads() << " threads, were " << threads << "; " << openFiles() << " files, were " << files;
}

} // namespace
} // namespace viz
