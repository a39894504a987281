#include "app/host_tunnel.h"
#include "tests/support/stand_in_tunnel.h"
#include "tests/support/wait_for.h"
#include "tests/unit/app/fake_call.h"
#include "tests/unit/tunnel/http_stand_in.h"

#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>

namespace viz {
namespace {

using namespace std::chrono_literals;
using test::headerOf;
using test::httpAnswer;
using test::HttpStandIn;
using test::waitFor;

/// A host's call with a tunnel whose program follows a play, and whose public side is a web server of the test.
class HostTunnelTest : public testing::Test {
protected:
    HostTunnelTest() { m_call.path = u"/v1/abcdefghijk"_qs; }

    [[nodiscard]] TunnelProvider provider() const {
        return {.id = u"mine"_qs,
                .name = u"My own"_qs,
                .program = u"mine-tunnel"_qs,
                .arguments = {u"{port}"_qs},
                .transport = TunnelProvider::Transport::PlainTcp,
                .addressLines = {u"at (\\S+)"_qs},
                .hosts = {u"127.0.0.1"_qs},
                .faultLines = {{.pattern = u"no account"_qs, .fault = TunnelFault::NeedsAccount}}};
    }
    void open(const QString& play) {
        m_program.setPlay(play);
        m_tunnel = std::make_unique<HostTunnel>(
            HostTunnel::Options{.selection = {.provider = provider(), .program = m_program.path(), .settings = {}},
                                .dataFolder = m_program.folder(),
                                .times = {.address = 1h, .firstWait = 1ms, .longestWait = 1ms},
                                .probeTimes = {.settle = 1h, .repeat = 5ms, .firstRetry = 5ms, .longestRetry = 5ms}});
        QObject::connect(m_tunnel.get(), &HostTunnel::addressFound, [this](const HostAddress& a) { m_found += a; });
        QObject::connect(m_tunnel.get(), &HostTunnel::said, [this](const QString& s) { m_said += s; });
        QObject::connect(m_tunnel.get(), &HostTunnel::failed, [this](const QString& s) { m_failed += s; });
        m_tunnel->serve(m_call);
        m_call.host({});
        m_call.beginListening(4711, u"viz1:local#x"_qs);
    }
    void openAtServer() { open(u"say at 127.0.0.1:%1"_qs.arg(m_server.port())); }
    [[nodiscard]] bool hasSaid(const QString& part) const {
        return std::ranges::any_of(m_said, [&](const QString& sentence) { return sentence.contains(part); });
    }
    [[nodiscard]] static bool isRunning(const QString& processId) { return ::kill(processId.toInt(), 0) == 0; }

    QByteArray answer(const QByteArray& request) const {
        const QByteArray nonce =
            QByteArray::fromBase64(headerOf(request, "X-Viz-Nonce"), QByteArray::Base64UrlEncoding);
        return m_isOurs ? httpAnswer("426 Upgrade Required", {}, "X-Viz: " + probeText("proof of " + nonce) + "\r\n")
                        : httpAnswer("502 Bad Gateway");
    }

    test::StandInTunnel m_program{u"mine-tunnel"_qs};
    HttpStandIn m_server{[this](const QByteArray& request) { return answer(request); }};
    bool m_isOurs = true;
    test::FakeCall m_call;
    std::unique_ptr<HostTunnel> m_tunnel;
    QList<HostAddress> m_found;
    QStringList m_said;
    QStringList m_failed;
};

TEST_F(HostTunnelTest, StartsWithTheListeningAndFindsTheAddress) {
    openAtServer();
    ASSERT_TRUE(waitFor([&] { return !m_found.isEmpty(); }));
    EXPECT_EQ(m_program.seen(u"argument"_qs), QStringList{u"4711"_qs});
    EXPECT_EQ(
        m_found.front(),
        (HostAddress{
            .security = HostAddress::Security::Plain, .host = "127.0.0.1", .port = m_server.port(), .prefix = {}}));
    EXPECT_TRUE(m_said.front().contains(u"reachable through My own")) << "what was agreed to by naming it";
}

TEST_F(HostTunnelTest, SaysOnceThatTheInviteReachesTheHost) {
    openAtServer();
    ASSERT_TRUE(waitFor([&] { return m_server.requests().size() >= 4; }));
    EXPECT_TRUE(m_server.requests().front().startsWith("GET /v1/abcdefghijk HTTP/1.1\r\n"));
    EXPECT_EQ(m_said.filter(u"the invite reaches you"_qs).size(), 1);
}

TEST_F(HostTunnelTest, SaysNothingAboutAnAddressThatMayStillSettle) {
    m_isOurs = false;
    openAtServer();
    ASSERT_TRUE(waitFor([&] { return m_server.requests().size() >= 3; }));
    EXPECT_FALSE(hasSaid(u"502"_qs));
    m_isOurs = true;
    EXPECT_TRUE(waitFor([&] { return hasSaid(u"the invite reaches you"_qs); }));
}

TEST_F(HostTunnelTest, TellsEachNewAddressAndThatTheProgramEnded) {
    m_program.setPlay(1, u"say at 127.0.0.1:%1\nawait go\ncrash"_qs.arg(m_server.port()));
    HttpStandIn second([this](const QByteArray& request) { return answer(request); });
    open(u"say at 127.0.0.1:%1"_qs.arg(second.port()));
    ASSERT_TRUE(waitFor([&] { return hasSaid(u"the invite reaches you"_qs); }));
    m_program.allow(u"go"_qs);
    ASSERT_TRUE(waitFor([&] { return m_found.size() == 2; }));
    EXPECT_EQ(m_found.back().port, second.port());
    EXPECT_TRUE(hasSaid(u"My own ended"_qs));
    EXPECT_TRUE(waitFor([&] { return m_said.filter(u"the invite reaches you"_qs).size() == 2; }));
}

TEST_F(HostTunnelTest, GivesUpWithASentenceAndTheProgramsOwnWords) {
    open(u"say looking around\nsay there is no account here"_qs);
    ASSERT_TRUE(waitFor([&] { return !m_failed.isEmpty(); }));
    EXPECT_TRUE(m_failed.front().contains(u"needs an account")) << m_failed.front().toStdString();
    EXPECT_TRUE(hasSaid(u"mine-tunnel: there is no account here"_qs));
    EXPECT_TRUE(m_found.isEmpty());
}

TEST_F(HostTunnelTest, DoesNotStartAnewWhileACallUsesIt) {
    m_isOurs = false;
    m_program.setPlay(u"say at 127.0.0.1:%1"_qs.arg(m_server.port()));
    openAtServer();
    m_call.changeState(CallState::InCall);
    ASSERT_TRUE(waitFor([&] { return m_server.requests().size() >= 5; }));
    EXPECT_EQ(m_program.starts(), 1);
}

TEST_F(HostTunnelTest, StopEndsTheProgramEvenIfTheCallIsGone) {
    auto call = std::make_unique<test::FakeCall>();
    call->path = u"/v1/abcdefghijk"_qs;
    m_program.setPlay(u"say at 127.0.0.1:%1"_qs.arg(m_server.port()));
    m_tunnel = std::make_unique<HostTunnel>(
        HostTunnel::Options{.selection = {.provider = provider(), .program = m_program.path(), .settings = {}},
                            .dataFolder = m_program.folder()});
    m_tunnel->serve(*call);
    call->beginListening(4711, u"x"_qs);
    ASSERT_TRUE(waitFor([&] { return m_program.starts() == 1; }));
    call.reset();
    m_tunnel->stop();
    EXPECT_FALSE(isRunning(m_program.seen(u"start"_qs).front()));
    m_tunnel->stop();
}

TEST_F(HostTunnelTest, StopKillsAProgramThatDoesNotEndWhenAsked) {
    open(u"stubborn\nsay at 127.0.0.1:%1"_qs.arg(m_server.port()));
    ASSERT_TRUE(waitFor([&] { return !m_found.isEmpty(); }));
    m_tunnel->stop();
    EXPECT_FALSE(isRunning(m_program.seen(u"start"_qs).front()));
}

TEST_F(HostTunnelTest, StopBeforeTheListeningDoesNothing) {
    HostTunnel tunnel({});
    tunnel.serve(m_call);
    tunnel.stop();
}

} // namespace
} // namespace viz
