#include "app/headless_call.h"
#include "app/messages.h"
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
        QObject::connect(m_headless.get(), &HeadlessCall::answerWanted, [this] { ++m_questions; });
    }
    void runHost(AcceptPolicy accept, std::optional<std::chrono::milliseconds> duration = std::nullopt) {
        run({.accept = accept, .duration = duration});
        m_call.host({});
        m_call.beginListening(8443, kInvite);
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

TEST_F(HeadlessCallTest, AsksThePersonAndSaysHowFarTheCallerIsKnown) {
    runHost(AcceptPolicy::Ask);
    ring(Verification::Unverified);
    EXPECT_EQ(m_questions, 1);
    EXPECT_NE(errors().find("Ann is calling (has only your address"), std::string::npos);
    EXPECT_EQ(m_call.accepts + m_call.declines, 0);
    m_headless->answer(QStringLiteral("perhaps"));
    EXPECT_EQ(m_call.accepts + m_call.declines, 0);
    EXPECT_TRUE(errors().ends_with("Type y to answer or n to decline.\n"));
    m_headless->answer(QStringLiteral("Y"));
    EXPECT_EQ(m_call.accepts, 1);
}

TEST_F(HeadlessCallTest, DeclinesWhenThePersonSaysNo) {
    runHost(AcceptPolicy::Ask);
    ring(Verification::ByInvite);
    EXPECT_NE(errors().find("has your invite"), std::string::npos);
    m_headless->answer(QStringLiteral("n"));
    EXPECT_EQ(m_call.declines, 1);
}

TEST_F(HeadlessCallTest, IgnoresWhatIsTypedWhenNobodyCalls) {
    runHost(AcceptPolicy::Ask);
    m_headless->answer(QStringLiteral("y"));
    EXPECT_EQ(m_call.accepts, 0);
    ring(Verification::ByInvite);
    m_headless->answer(QStringLiteral("y"));
    m_headless->answer(QStringLiteral("n"));
    EXPECT_EQ(m_call.accepts, 1);
    EXPECT_EQ(m_call.declines, 0);
}

TEST_F(HeadlessCallTest, DeclinesWhenNobodyCanBeAsked) {
    runHost(AcceptPolicy::Ask);
    ring(Verification::ByInvite);
    m_headless->answersEnded();
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
