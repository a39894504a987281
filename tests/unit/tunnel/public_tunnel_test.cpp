#include "core/tunnel/public_tunnel.h"
#include "core/tunnel/tunnel_catalog.h"
#include "tests/support/stand_in_tunnel.h"
#include "tests/support/wait_for.h"
#include "tests/unit/tunnel/http_stand_in.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

using namespace std::chrono_literals;
using test::headerOf;
using test::httpAnswer;
using test::HttpStandIn;
using test::StandInTunnel;
using test::waitFor;

QByteArray proofOf(const QByteArray& nonce) { return "proof of " + nonce; }

QByteArray gateAnswer(const QByteArray& request) {
    const QByteArray nonce = QByteArray::fromBase64(headerOf(request, "X-Viz-Nonce"), QByteArray::Base64UrlEncoding);
    return httpAnswer("426 Upgrade Required", {}, "X-Viz: " + probeText(proofOf(nonce)) + "\r\n");
}

/// A tunnel whose public side is a web server of the test.
class PublicTunnelTest : public testing::Test {
protected:
    PublicTunnelTest() : m_program(u"frpc"_qs, u"say start proxy success"_qs) {}

    void open(const HttpStandIn::Answer& answer) {
        m_server = std::make_unique<HttpStandIn>(answer);
        const QString url = u"http://127.0.0.1:%1/prefix"_qs.arg(m_server->port());
        TunnelProcess::Setup process{.provider = *TunnelCatalog().find(u"frp"_qs),
                                     .program = m_program.path(),
                                     .port = 8443,
                                     .dataFolder = m_program.folder(),
                                     .settings = {{u"publicUrl"_qs, {url}}, {u"configFile"_qs, {u"/f"_qs}}},
                                     .times = {.address = 1h, .terminate = 1h, .firstWait = 1ms, .longestWait = 1ms}};
        ProbeTimes times{.settle = 0ms, .repeat = 5ms, .firstRetry = 5ms, .longestRetry = 5ms};
        m_tunnel = std::make_unique<PublicTunnel>(PublicTunnel::Setup{.process = process,
                                                                      .probe = {.proofOf = proofOf, .times = times},
                                                                      .path = u"/v1/abcdefghijk"_qs},
                                                  m_clock);
        QObject::connect(m_tunnel.get(), &PublicTunnel::judged, m_tunnel.get(),
                         [this](const ProbeReport& report) { m_reports += report; });
        m_tunnel->start();
    }

    [[nodiscard]] bool hasSeen(ProbeVerdict verdict, int times = 1) {
        return waitFor([&] { return std::ranges::count(m_reports, verdict, &ProbeReport::verdict) >= times; });
    }

    SteadyClock m_clock;
    StandInTunnel m_program;
    std::unique_ptr<HttpStandIn> m_server;
    std::unique_ptr<PublicTunnel> m_tunnel;
    QList<ProbeReport> m_reports;
};

TEST_F(PublicTunnelTest, TestsTheAddressThatTheTunnelNames) {
    open(gateAnswer);
    ASSERT_TRUE(hasSeen(ProbeVerdict::Live));
    EXPECT_TRUE(m_server->requests().front().startsWith("GET /prefix/v1/abcdefghijk HTTP/1.1\r\n"));
    EXPECT_EQ(m_program.starts(), 1);
}

TEST_F(PublicTunnelTest, StartsATunnelAnewThatLeadsNowhere) {
    open([this](const QByteArray& request) {
        return m_program.starts() < 2 ? httpAnswer("502 Bad Gateway") : gateAnswer(request);
    });
    EXPECT_TRUE(hasSeen(ProbeVerdict::Live));
    EXPECT_EQ(m_program.starts(), 2);
}

TEST_F(PublicTunnelTest, DoesNotStartAnewForEver) {
    open([](const QByteArray&) { return httpAnswer("404 Not Found"); });
    ASSERT_TRUE(waitFor([&] { return m_program.starts() == 1 + PublicTunnel::kMaxFutileRestarts; }));
    ASSERT_TRUE(hasSeen(ProbeVerdict::NotFound, static_cast<int>(m_reports.size()) + 3));
    EXPECT_EQ(m_program.starts(), 1 + PublicTunnel::kMaxFutileRestarts);
}

TEST_F(PublicTunnelTest, LeavesATunnelAloneThatACallUses) {
    open([](const QByteArray&) { return httpAnswer("502 Bad Gateway"); });
    m_tunnel->setInUse(true);
    ASSERT_TRUE(hasSeen(ProbeVerdict::BadGateway, 5));
    EXPECT_EQ(m_program.starts(), 1);
}

TEST_F(PublicTunnelTest, LeavesATunnelAloneWhereAStartCuresNothing) {
    open([](const QByteArray&) { return httpAnswer("429 Too Many Requests"); });
    ASSERT_TRUE(hasSeen(ProbeVerdict::TooMany, 3));
    EXPECT_EQ(m_program.starts(), 1);
}

TEST_F(PublicTunnelTest, StopsBoth) {
    open(gateAnswer);
    ASSERT_TRUE(hasSeen(ProbeVerdict::Live));
    bool stopped = false;
    QObject::connect(m_tunnel.get(), &PublicTunnel::stopped, m_tunnel.get(), [&] { stopped = true; });
    m_tunnel->stop();
    ASSERT_TRUE(waitFor([&] { return stopped; }));
    const auto asked = m_server->requests().size();
    EXPECT_FALSE(waitFor([&] { return m_server->requests().size() > asked + 1; }, 50ms));
}

} // namespace
} // namespace viz
