#include "app/headless_call.h"
#include "app/messages.h"
#include "core/protocol/secret.h"
#include "tests/support/wait_for.h"
#include "tests/unit/app/every_reason.h"
#include "tests/unit/app/fake_call.h"

#include <QBuffer>
#include <QCoreApplication>

#include <gtest/gtest.h>

#include <memory>

namespace viz {
namespace {

const QString kInvite = QStringLiteral("viz1:abc.example#AAAABBBBCCCCDDDDEEEEFFFF");

class HeadlessCallTest : public testing::Test {
protected:
    static void SetUpTestSuite() { ASSERT_TRUE(initializeCrypto()); }

    HeadlessCallTest() {
        m_out.open(QIODevice::WriteOnly);
        m_errors.open(QIODevice::WriteOnly);
    }

    void run(const HeadlessCall::Options& options) {
        m_headless = std::make_unique<HeadlessCall>(m_call, m_lines, m_errors, options);
        QObject::connect(m_headless.get(), &HeadlessCall::finished, [this](ExitStatus status) {
            m_status = status;
            ++m_finishes;
        });
        QObject::connect(m_headless.get(), &HeadlessCall::linesWanted, [this] { ++m_questions; });
    }
    void runHost(AcceptPolicy accept, std::optional<std::chrono::milliseconds> duration = std::nullopt) {
        run({.accept = accept, .duration = duration});
        m_call.host({});
        m_call.beginListening(8443, kInvite);
    }
    void runJoinerInCall() {
        run({.accept = AcceptPolicy::None, .duration = {}});
        m_call.join({});
        ring(Verification::ByInvite);
        m_call.changeState(CallState::InCall);
    }
    void ring(Verification verification) {
        m_call.ring(QStringLiteral("Ann"), verification);
        QCoreApplication::processEvents();
    }

    [[nodiscard]] std::string output() const { return m_out.data().toStdString(); }
    [[nodiscard]] std::string errors() const { return m_errors.data().toStdString(); }

    test::FakeCall m_call;
    QBuffer m_out;
    QBuffer m_errors;
    EventLines m_lines{m_out, LineFormat::Text};
    std::unique_ptr<HeadlessCall> m_headless;
    std::optional<ExitStatus> m_status;
    int m_finishes = 0;
    int m_questions = 0;
};

TEST_F(HeadlessCallTest, TellsAWholeCallOfTheHost) {
    runHost(AcceptPolicy::All);
    ring(Verification::ByInvite);
    m_call.end({.reason = EndReason::HungUpThere, .httpStatus = 0, .detail = {}});
    const std::string words = safetyWordsText(m_call.peer(), false).join(u' ').toStdString();
    EXPECT_EQ(output(), "listening 127.0.0.1:8443\ninvite " + kInvite.toStdString() + "\nringing Ann\nwords " + words +
                            "\nconnected Ann verified-by-link\nended hung-up-there\n");
    EXPECT_EQ(errors(), "");
    EXPECT_EQ(m_status, ExitStatus::Ok);
    EXPECT_EQ(m_finishes, 1);
}

TEST_F(HeadlessCallTest, TellsAWholeCallOfTheJoiner) {
    run({.accept = AcceptPolicy::None, .duration = {}});
    m_call.join({});
    ring(Verification::Unverified);
    EXPECT_EQ(m_call.declines + m_call.accepts, 0);
    m_call.changeState(CallState::InCall);
    m_call.end({.reason = EndReason::ConnectionLost, .httpStatus = 0, .detail = {}});
    const std::string words = safetyWordsText(m_call.peer(), false).join(u' ').toStdString();
    EXPECT_EQ(output(), "ringing Ann\nwords " + words + "\nconnected Ann unverified\nended connection-lost\n");
    EXPECT_EQ(m_status, ExitStatus::Lost);
}

TEST_F(HeadlessCallTest, PrintsANewInviteWhenTheAddressChanges) {
    runHost(AcceptPolicy::All);
    m_call.invite = QStringLiteral("viz1:new.example#x");
    Q_EMIT m_call.inviteChanged();
    EXPECT_TRUE(output().ends_with("invite viz1:new.example#x\n"));
    m_call.invite.clear();
    Q_EMIT m_call.inviteChanged();
    EXPECT_TRUE(output().ends_with("invite viz1:new.example#x\n"));
}

TEST_F(HeadlessCallTest, PrintsNoInviteBeforeTheTunnelHasAnAddress) {
    run({.accept = AcceptPolicy::All, .duration = {}, .hasTunnel = true});
    m_call.host({});
    m_call.beginListening(8443, kInvite);
    EXPECT_EQ(output(), "listening 127.0.0.1:8443\n") << "the local address is of no use to anybody";
    m_headless->setPublicAddress({.host = "first.example", .prefix = {}});
    EXPECT_TRUE(output().ends_with(m_call.invite.toStdString() + "\n"));
    m_headless->setPublicAddress({.host = "second.example", .prefix = {}});
    EXPECT_EQ(m_out.data().count("\ninvite viz1:"), 2);
    EXPECT_EQ(m_call.publicAddress->host, "second.example");
}

TEST_F(HeadlessCallTest, EndsWithoutATunnelBeforeTheCall) {
    run({.accept = AcceptPolicy::All, .duration = {}, .hasTunnel = true});
    m_call.host({});
    m_call.beginListening(8443, kInvite);
    m_headless->tunnelFailed(QStringLiteral("It needs an account."));
    EXPECT_EQ(output(), "listening 127.0.0.1:8443\nended tunnel-failed\n");
    EXPECT_EQ(errors(), "It needs an account.\n");
    EXPECT_EQ(m_status, ExitStatus::NoConnection);
    EXPECT_EQ(m_call.hangUps, 1);
}

TEST_F(HeadlessCallTest, WhileReconnectingThePersonCarriesTheNewInviteOfAStartedTunnel) {
    run({.accept = AcceptPolicy::All, .duration = {}, .hasTunnel = true});
    m_call.host({});
    m_call.beginListening(8443, kInvite);
    ring(Verification::ByInvite);
    m_call.stall();
    EXPECT_NE(errors().find("send them the new invite"), std::string::npos);
    m_headless->setPublicAddress({.host = "new.example", .prefix = {}});
    EXPECT_TRUE(output().ends_with(m_call.invite.toStdString() + "\n"));
}

TEST_F(HeadlessCallTest, ACallMayOutliveItsTunnel) {
    runHost(AcceptPolicy::All);
    ring(Verification::ByInvite);
    m_headless->tunnelFailed(QStringLiteral("The limit is reached."));
    EXPECT_EQ(errors(), "The limit is reached.\n");
    EXPECT_EQ(m_call.hangUps, 0);
    m_call.end({.reason = EndReason::ConnectionLost, .httpStatus = 0, .detail = {}});
    EXPECT_EQ(m_status, ExitStatus::Lost);
}

struct PolicyRow {
    AcceptPolicy policy;
    Verification verification;
    bool accepted;
};

class HeadlessPolicy : public HeadlessCallTest, public testing::WithParamInterface<PolicyRow> {};

TEST_P(HeadlessPolicy, DecidesWithoutAPerson) {
    runHost(GetParam().policy);
    ring(GetParam().verification);
    EXPECT_EQ(m_call.accepts, GetParam().accepted ? 1 : 0);
    EXPECT_EQ(m_call.declines, GetParam().accepted ? 0 : 1);
    EXPECT_EQ(m_questions, 0);
}

INSTANTIATE_TEST_SUITE_P(Table, HeadlessPolicy,
                         testing::Values(PolicyRow{AcceptPolicy::All, Verification::Unverified, true},
                                         PolicyRow{AcceptPolicy::All, Verification::ByInvite, true},
                                         PolicyRow{AcceptPolicy::Verified, Verification::ByInvite, true},
                                         PolicyRow{AcceptPolicy::Verified, Verification::Unverified, false},
                                         PolicyRow{AcceptPolicy::None, Verification::ByInvite, false},
                                         PolicyRow{AcceptPolicy::None, Verification::Unverified, false}));

TEST_F(HeadlessCallTest, WaitsForTheNextCallerAfterADeclinedOne) {
    runHost(AcceptPolicy::Verified);
    ring(Verification::Unverified);
    EXPECT_FALSE(m_status);
    ring(Verification::ByInvite);
    EXPECT_EQ(m_call.state(), CallState::InCall);
}

TEST_F(HeadlessCallTest, SaysThatItWaitsAgainWhenTheCallerHasHungUp) {
    runHost(AcceptPolicy::Ask);
    ring(Verification::ByInvite);
    EXPECT_EQ(output().find("waiting"), std::string::npos);
    m_call.changeState(CallState::Hosting);
    EXPECT_TRUE(output().ends_with("\nwaiting\n"));
    EXPECT_FALSE(m_status);
}

TEST_F(HeadlessCallTest, AsksThePersonAndSaysHowFarTheCallerIsKnown) {
    runHost(AcceptPolicy::Ask);
    ring(Verification::Unverified);
    EXPECT_EQ(m_questions, 1);
    EXPECT_NE(errors().find("Ann is calling (has only your address"), std::string::npos);
    EXPECT_EQ(m_call.accepts + m_call.declines, 0);
    m_headless->takeLine(QStringLiteral("perhaps"));
    EXPECT_EQ(m_call.accepts + m_call.declines, 0);
    EXPECT_TRUE(errors().ends_with("Type y to answer or n to decline.\n"));
    m_headless->takeLine(QStringLiteral("Y"));
    EXPECT_EQ(m_call.accepts, 1);
}

TEST_F(HeadlessCallTest, DeclinesWhenThePersonSaysNo) {
    runHost(AcceptPolicy::Ask);
    ring(Verification::ByInvite);
    EXPECT_NE(errors().find("has your invite"), std::string::npos);
    m_headless->takeLine(QStringLiteral("n"));
    EXPECT_EQ(m_call.declines, 1);
}

TEST_F(HeadlessCallTest, IgnoresWhatIsTypedWhenNobodyCalls) {
    runHost(AcceptPolicy::Ask);
    m_headless->takeLine(QStringLiteral("y"));
    EXPECT_EQ(m_call.accepts, 0);
    ring(Verification::ByInvite);
    m_headless->takeLine(QStringLiteral("y"));
    m_headless->takeLine(QStringLiteral("n"));
    EXPECT_EQ(m_call.accepts, 1);
    EXPECT_EQ(m_call.declines, 0);
}

TEST_F(HeadlessCallTest, DeclinesWhenNobodyCanBeAsked) {
    runHost(AcceptPolicy::Ask);
    ring(Verification::ByInvite);
    m_headless->linesEnded();
    EXPECT_EQ(m_call.declines, 1);
    EXPECT_NE(errors().find("--accept verified"), std::string::npos);
    ring(Verification::ByInvite);
    EXPECT_EQ(m_call.declines, 2);
    EXPECT_EQ(m_questions, 1);
}

TEST_F(HeadlessCallTest, HangsUpWhenTheDurationIsOver) {
    runHost(AcceptPolicy::All, std::chrono::milliseconds(1));
    ring(Verification::ByInvite);
    ASSERT_TRUE(test::waitFor([this] { return m_status.has_value(); }));
    EXPECT_EQ(m_status, ExitStatus::Ok);
    EXPECT_TRUE(output().ends_with("ended duration-reached\n"));
}

TEST_F(HeadlessCallTest, DoesNotCountTheDurationBeforeTheCall) {
    runHost(AcceptPolicy::None, std::chrono::milliseconds(0));
    ring(Verification::ByInvite);
    for (int round = 0; round < 10; ++round)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
    EXPECT_FALSE(m_status);
}

TEST_F(HeadlessCallTest, TellsOfAStallAndOfItsEnd) {
    runJoinerInCall();
    m_call.stall();
    EXPECT_TRUE(output().ends_with("\nreconnecting\n")) << output();
    m_call.resume(std::chrono::milliseconds(3120));
    EXPECT_TRUE(output().ends_with("\nreconnecting\nresumed 3120\n")) << output();
    m_call.stall();
    m_call.end({.reason = EndReason::ConnectionLost, .httpStatus = 0, .detail = {}});
    EXPECT_TRUE(output().ends_with("\nresumed 3120\nreconnecting\nended connection-lost\n")) << output();
    EXPECT_EQ(output().find("connected "), output().rfind("connected ")) << output();
    EXPECT_EQ(static_cast<int>(m_status.value_or(ExitStatus::Ok)), 7);
}

TEST_F(HeadlessCallTest, DoesNotBeginTheDurationAnewAfterAStall) {
    runHost(AcceptPolicy::All, std::chrono::milliseconds(200));
    ring(Verification::ByInvite);
    const auto endsAmidStalls = [this] {
        if (m_status)
            return true;
        m_call.stall();
        m_call.resume(std::chrono::seconds(1));
        return false;
    };
    EXPECT_TRUE(test::waitFor(endsAmidStalls));
    EXPECT_TRUE(output().ends_with("ended duration-reached\n"));
}

struct TypedAddressRow {
    const char* line;
    const char* host; ///< where it leads; empty: nowhere
    const char* answer;
};

class TypedAddress : public HeadlessCallTest, public testing::WithParamInterface<TypedAddressRow> {};

TEST_P(TypedAddress, GoesToTheCallOfTheJoiner) {
    runJoinerInCall();
    m_headless->takeLine(QString::fromUtf8(GetParam().line));
    EXPECT_FALSE(m_call.hostAddress) << "only while it reconnects";
    m_call.stall();
    m_headless->takeLine(QString::fromUtf8(GetParam().line));
    EXPECT_EQ(m_call.hostAddress ? m_call.hostAddress->host : "", GetParam().host);
    EXPECT_NE(errors().find(GetParam().answer), std::string::npos) << errors();
    EXPECT_EQ(m_errors.data().count('\n'), 2) << errors();
}

INSTANTIATE_TEST_SUITE_P(
    Table, TypedAddress,
    testing::Values(TypedAddressRow{"https://new.example", "new.example", "Viz tries new.example, too."},
                    TypedAddressRow{"  wss://new.example:8443/room ", "new.example", "Viz tries new.example:8443"},
                    TypedAddressRow{"new.example", "new.example", "Viz tries new.example, too."},
                    TypedAddressRow{"", "", "The address is empty"}, TypedAddressRow{"y", "y", "Viz tries y, too."},
                    TypedAddressRow{"ftp://new.example", "", "cannot call this kind of address"},
                    TypedAddressRow{"https://new.example/?a=1", "", "web page"},
                    TypedAddressRow{"https://me@new.example", "", "user name"},
                    TypedAddressRow{"viz1:new.example#AAECAw", "", "cut short"}));

TEST_F(HeadlessCallTest, TakesAnInviteAsTheNewAddressAndShowsNoSecret) {
    runJoinerInCall();
    m_call.stall();
    const HostAddress address{.security = HostAddress::Security::Tls, .host = "new.example", .port = 0, .prefix = {}};
    const QString invite = QString::fromStdString(formatInvite(address, SecretBytes(kInviteSecretBytes)));
    m_headless->takeLine(invite);
    ASSERT_TRUE(m_call.hostAddress);
    EXPECT_EQ(m_call.hostAddress->host, "new.example");
    EXPECT_EQ(errors().find(invite.section(u'#', 1).toStdString()), std::string::npos);
}

TEST_F(HeadlessCallTest, TakesTheNewAddressOfTheHostsOwnTunnel) {
    runHost(AcceptPolicy::All);
    ring(Verification::ByInvite);
    m_call.stall();
    m_headless->takeLine(QStringLiteral("https://new.example"));
    ASSERT_TRUE(m_call.publicAddress);
    EXPECT_EQ(m_call.publicAddress->host, "new.example");
    EXPECT_FALSE(m_call.hostAddress);
}

TEST_F(HeadlessCallTest, ListensToTheTerminalOnlyFromTheFirstStallOn) {
    runJoinerInCall();
    EXPECT_EQ(m_questions, 0);
    m_call.stall();
    EXPECT_EQ(m_questions, 1);
    m_call.resume(std::chrono::seconds(2));
    m_headless->linesEnded();
    m_call.stall();
    EXPECT_EQ(m_questions, 1);
    EXPECT_EQ(m_errors.data().count('\n'), 1) << "nobody is asked who cannot type";
}

TEST_F(HeadlessCallTest, SaysEveryNoticeInASentenceOfItsOwn) {
    runJoinerInCall();
    Q_EMIT m_call.noticed(CallNotice::HedgingAdvised);
    EXPECT_NE(errors().find("--robust"), std::string::npos);
    Q_EMIT m_call.noticed(CallNotice::RateRefused);
    EXPECT_NE(errors().find("320 ms"), std::string::npos);
    EXPECT_EQ(m_errors.data().count('\n'), 2);
}

TEST_F(HeadlessCallTest, ADeviceThatComesOrGoesIsSaidAndTheCallGoesOn) {
    runHost(AcceptPolicy::All);
    ring(Verification::ByInvite);
    const std::string before = output();
    Q_EMIT m_call.deviceChanged({.kind = DeviceEvent::Kind::Missing, .input = true, .name = {}});
    EXPECT_NE(errors().find("There is no microphone"), std::string::npos);
    EXPECT_EQ(output(), before) << "scripts read no device events";
    EXPECT_EQ(m_call.hangUps, 0);
}

TEST_F(HeadlessCallTest, SaysOnceThatTheOtherSideCannotHear) {
    runHost(AcceptPolicy::All);
    ring(Verification::ByInvite);
    m_call.changePeerHearing(false);
    m_call.changePeerHearing(false);
    EXPECT_NE(errors().find("cannot hear now"), std::string::npos);
    EXPECT_EQ(m_errors.data().count('\n'), 1);
    m_call.changePeerHearing(true);
    EXPECT_NE(errors().find("can hear again"), std::string::npos);
}

TEST_F(HeadlessCallTest, HangsUpInOrderWhenInterrupted) {
    runHost(AcceptPolicy::All);
    ring(Verification::ByInvite);
    m_headless->interrupt();
    EXPECT_EQ(m_call.hangUps, 1);
    EXPECT_TRUE(output().ends_with("ended hung-up-here\n"));
    EXPECT_EQ(m_status, ExitStatus::Ok);
}

TEST_F(HeadlessCallTest, SaysOneSentenceForEveryFailure) {
    for (const EndReason reason : test::everyReason()) {
        m_errors.buffer().clear();
        m_errors.seek(0);
        run({});
        m_call.end({.reason = reason, .httpStatus = 0, .detail = {}});
        EXPECT_EQ(m_status, exitStatusOf(reason));
        EXPECT_EQ(m_errors.data().count('\n'), m_status == ExitStatus::Ok ? 0 : 1) << static_cast<int>(reason);
    }
}

TEST_F(HeadlessCallTest, PrintsNoSecretOnStandardError) {
    run({});
    m_call.end({.reason = EndReason::NetworkError, .httpStatus = 0, .detail = u"GET /v1/abcdefghijk at "_qs + kInvite});
    EXPECT_EQ(errors().find("AAAABBBB"), std::string::npos);
    EXPECT_EQ(errors().find("abcdefghijk"), std::string::npos);
}

} // namespace
} // namespace viz
