#include "app/demo_call.h"
#include "core/protocol/secret.h"
#include "tests/support/wait_for.h"
#include "tests/unit/app/fake_call.h"

#include <QCoreApplication>

#include <gtest/gtest.h>

namespace viz {
namespace {

constexpr quint16 kHostPort = 4000;
constexpr quint16 kTunnelPort = 5000;

class DemoCallTest : public testing::Test {
protected:
    static void SetUpTestSuite() { ASSERT_TRUE(initializeCrypto()); }

    void start(quint16 tunnelPort = kTunnelPort, std::chrono::milliseconds duration = std::chrono::milliseconds(1)) {
        m_demo = std::make_unique<DemoCall>(m_host, m_joiner,
                                            DemoCall::Options{.hostVoice = {},
                                                              .joinerVoice = {},
                                                              .duration = duration,
                                                              .openTunnel = [this, tunnelPort](quint16 port) {
                                                                  m_tunnelTarget = port;
                                                                  return tunnelPort;
                                                              }});
        QObject::connect(m_demo.get(), &DemoCall::finished, [this] { ++m_finishes; });
        m_demo->start();
    }
    void startListening() {
        m_host.beginListening(kHostPort, QString());
        ASSERT_TRUE(test::waitFor([this] { return m_joiner.state() == CallState::Connecting; }));
    }
    void connectBoth() {
        startListening();
        m_host.ring(QStringLiteral("Joiner"), Verification::ByInvite);
        m_joiner.ring(QStringLiteral("Host"), Verification::ByInvite);
        ASSERT_TRUE(test::waitFor([this] { return m_host.state() == CallState::InCall; }));
        m_joiner.changeState(CallState::InCall);
    }
    [[nodiscard]] bool waitForFinish() {
        return test::waitFor([this] { return m_finishes > 0; });
    }

    test::FakeCall m_host;
    test::FakeCall m_joiner;
    std::unique_ptr<DemoCall> m_demo;
    quint16 m_tunnelTarget = 0;
    int m_finishes = 0;
};

TEST_F(DemoCallTest, JoinsThroughTheTunnelWithTheInvite) {
    start();
    EXPECT_EQ(m_host.hostOptions->door.port, 0);
    startListening();
    EXPECT_EQ(m_tunnelTarget, kHostPort);
    EXPECT_EQ(m_joiner.joinOptions->invite.address.port, kTunnelPort);
    EXPECT_EQ(m_joiner.joinOptions->invite.secret.size(), kInviteSecretBytes);
}

TEST_F(DemoCallTest, LetsTheJoinerHangUpAndWaitsForBothSides) {
    start();
    connectBoth();
    ASSERT_TRUE(test::waitFor([this] { return m_joiner.state() == CallState::Ended; }));
    EXPECT_EQ(m_finishes, 0);
    m_host.nextStats.sent.bytes = 1;
    m_joiner.nextStats.sent.bytes = 2;
    m_host.end({.reason = EndReason::HungUpThere, .httpStatus = 0, .detail = {}});
    ASSERT_TRUE(waitForFinish());
    QCoreApplication::processEvents();
    EXPECT_EQ(m_finishes, 1);
    EXPECT_TRUE(m_demo->outcome().tookPlace);
    EXPECT_EQ(m_demo->outcome().end.reason, EndReason::HungUpHere);
    EXPECT_EQ(m_demo->outcome().hostStats.sent.bytes, 1u);
    EXPECT_EQ(m_demo->outcome().joinerStats.sent.bytes, 2u);
    EXPECT_EQ(m_demo->outcome().hostWords.size(), 5);
    EXPECT_EQ(m_demo->outcome().hostWords, m_demo->outcome().joinerWords);
}

// Were the time begun anew with every resume, it would never be over.
TEST_F(DemoCallTest, CountsTheTimeOfReconnectingToo) {
    start(kTunnelPort, std::chrono::milliseconds(200));
    connectBoth();
    EXPECT_TRUE(test::waitFor([this] {
        if (m_joiner.state() == CallState::Ended)
            return true;
        m_joiner.stall();
        m_joiner.resume(std::chrono::seconds(1));
        return false;
    }));
}

TEST_F(DemoCallTest, EndsTheSecondSideThatDoesNotHearTheGoodbye) {
    start();
    connectBoth();
    ASSERT_TRUE(waitForFinish());
    EXPECT_EQ(m_host.state(), CallState::Ended);
}

TEST_F(DemoCallTest, ReportsWhyACallDidNotComeAbout) {
    start();
    startListening();
    m_joiner.end({.reason = EndReason::ConnectionRefused, .httpStatus = 0, .detail = {}});
    ASSERT_TRUE(waitForFinish());
    EXPECT_FALSE(m_demo->outcome().tookPlace);
    EXPECT_EQ(m_demo->outcome().end.reason, EndReason::ConnectionRefused);
}

TEST_F(DemoCallTest, FinishesWhenTheHostCannotListen) {
    start();
    m_host.end({.reason = EndReason::CannotListen, .httpStatus = 0, .detail = {}});
    ASSERT_TRUE(waitForFinish());
    EXPECT_EQ(m_demo->outcome().end.reason, EndReason::CannotListen);
}

TEST_F(DemoCallTest, FinishesWhenThereIsNoTunnel) {
    start(0);
    m_host.beginListening(kHostPort, QString());
    ASSERT_TRUE(waitForFinish());
    EXPECT_EQ(m_demo->outcome().end.reason, EndReason::CannotListen);
    EXPECT_EQ(m_host.state(), CallState::Ended);
}

TEST_F(DemoCallTest, StopsWhenInterrupted) {
    start(kTunnelPort, std::chrono::hours(1));
    connectBoth();
    m_demo->interrupt();
    EXPECT_EQ(m_joiner.state(), CallState::Ended);
    ASSERT_TRUE(waitForFinish());
}

} // namespace
} // namespace viz
