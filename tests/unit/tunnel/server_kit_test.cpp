#include "core/tunnel/address_probe.h"
#include "core/tunnel/program_finder.h"
#include "core/tunnel/tunnel_catalog.h"
#include "core/tunnel/tunnel_process.h"
#include "tests/support/wait_for.h"
#include "tests/unit/tunnel/http_stand_in.h"
#include "tests/unit/tunnel/server_programs.h"

#include <QSslSocket>

#include <gtest/gtest.h>

// packaging/server with the real programs: ssh -R, nginx, Caddy.

namespace viz {
namespace {

using namespace std::chrono_literals;
using test::headerOf;
using test::httpAnswer;
using test::HttpStandIn;
using test::ServerPrograms;
using test::waitFor;

QByteArray proofOf(const QByteArray& nonce) { return "proof of " + nonce; }

/// Like Viz's gate: a proof for those who ask, and 101 for a WebSocket.
QByteArray gateAnswer(const QByteArray& request) {
    if (headerOf(request, "Upgrade").toLower() == "websocket")
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nsaid at once";
    const QByteArray nonce = QByteArray::fromBase64(headerOf(request, "X-Viz-Nonce"), QByteArray::Base64UrlEncoding);
    return httpAnswer("426 Upgrade Required", {}, "X-Viz: " + probeText(proofOf(nonce)) + "\r\n");
}

TunnelProcess::Setup ownServer(const ServerPrograms& server, quint16 port) {
    return {.provider = *TunnelCatalog().find(u"own-server"_qs),
            .program = ProgramFinder().find(u"ssh"_qs),
            .port = port,
            .dataFolder = server.path(u"data"_qs),
            .settings = {{u"server"_qs, {ServerPrograms::user() + u"@127.0.0.1"_qs}},
                         {u"serverPort"_qs, {QString::number(server.forwardedPort())}},
                         {u"publicUrl"_qs, {u"http://127.0.0.1:%1"_qs.arg(server.forwardedPort())}},
                         {u"sshOptions"_qs, server.sshOptions()}},
            .times = {.firstWait = 10ms, .longestWait = 100ms}};
}

/// What a probe says of an address.
class Watcher {
public:
    explicit Watcher(const QUrl& url,
                     AddressProbe::Certificate certificate = AddressProbe::Certificate::NeedNotBeTrusted)
        : m_probe({.proofOf = proofOf, .certificate = certificate, .times = {.repeat = 20ms, .firstRetry = 20ms}},
                  m_clock) {
        QObject::connect(&m_probe, &AddressProbe::judged, &m_probe,
                         [this](const ProbeReport& report) { last = report; });
        m_probe.watch(url);
    }
    [[nodiscard]] bool sees(ProbeVerdict verdict) {
        return waitFor([&] { return last && last->verdict == verdict; });
    }

    std::optional<ProbeReport> last;

private:
    SteadyClock m_clock;
    AddressProbe m_probe;
};

/// A whole exchange over TLS, from the head of a request until the other side closes or has said `until`.
QByteArray exchange(quint16 port, const QByteArray& request, const QByteArray& until) {
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    QByteArray answer;
    QObject::connect(&socket, &QSslSocket::encrypted, &socket, [&] { socket.write(request); });
    QObject::connect(&socket, &QSslSocket::readyRead, &socket, [&] { answer += socket.readAll(); });
    socket.connectToHostEncrypted(u"127.0.0.1"_qs, port, u"localhost"_qs);
    EXPECT_TRUE(waitFor([&] { return answer.contains(until); })) << answer.constData();
    return answer;
}

QByteArray upgradeRequest(const QByteArray& path) {
    return "GET " + path +
           " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
}

TEST(SshTunnel, IsBroughtBackWhenTheServerWasAway) {
    if (const QString missing = ServerPrograms::missing({u"ssh"_qs, u"sshd"_qs, u"ssh-keygen"_qs, u"pkill"_qs});
        !missing.isEmpty())
        GTEST_SKIP() << missing.toStdString() << " is not installed";
    const HttpStandIn gate(gateAnswer);
    ServerPrograms server;
    ASSERT_TRUE(server.startSshd());
    const SteadyClock clock;
    TunnelProcess tunnel(ownServer(server, gate.port()), clock);
    tunnel.start();
    ASSERT_TRUE(waitFor([&] { return tunnel.state() == TunnelLife::State::Up; }))
        << tunnel.recentLines().join(u'\n').toStdString();
    Watcher watcher(QUrl(tunnel.address().toString() + u"/v1/abcdefghijk"_qs));
    EXPECT_TRUE(watcher.sees(ProbeVerdict::Live));

    server.stopSshd();
    EXPECT_TRUE(watcher.sees(ProbeVerdict::Unreachable));
    ASSERT_TRUE(server.startSshd());
    EXPECT_TRUE(waitFor([&] { return tunnel.state() == TunnelLife::State::Up; }));
    EXPECT_TRUE(watcher.sees(ProbeVerdict::Live));

    bool stopped = false;
    QObject::connect(&tunnel, &TunnelProcess::stopped, &tunnel, [&] { stopped = true; });
    tunnel.stop();
    EXPECT_TRUE(waitFor([&] { return stopped; }));
    EXPECT_TRUE(watcher.sees(ProbeVerdict::Unreachable));
}

TEST(SshTunnel, SaysWhenTheKeyIsNotAccepted) {
    if (const QString missing = ServerPrograms::missing({u"ssh"_qs, u"sshd"_qs, u"ssh-keygen"_qs}); !missing.isEmpty())
        GTEST_SKIP() << missing.toStdString() << " is not installed";
    ServerPrograms server;
    ASSERT_TRUE(server.startSshd());
    ASSERT_TRUE(QFile::remove(server.path(u"authorized_keys"_qs)));
    const SteadyClock clock;
    TunnelProcess tunnel(ownServer(server, 1), clock);
    std::optional<TunnelFault> fault;
    QObject::connect(&tunnel, &TunnelProcess::failed, &tunnel, [&](TunnelFault seen) { fault = seen; });
    tunnel.start();
    ASSERT_TRUE(waitFor([&] { return fault.has_value(); }));
    EXPECT_EQ(*fault, TunnelFault::Refused) << tunnel.recentLines().join(u'\n').toStdString();
}

TEST(SshTunnel, SaysWhenItMeetsAnotherServer) {
    if (const QString missing = ServerPrograms::missing({u"ssh"_qs, u"sshd"_qs, u"ssh-keygen"_qs}); !missing.isEmpty())
        GTEST_SKIP() << missing.toStdString() << " is not installed";
    ServerPrograms server;
    ASSERT_TRUE(server.startSshd());
    const SteadyClock clock;
    TunnelProcess first(ownServer(server, 1), clock);
    first.start();
    ASSERT_TRUE(waitFor([&] { return first.state() == TunnelLife::State::Up; }));
    server.stopSshd();
    ASSERT_TRUE(QFile::remove(server.path(u"host_key"_qs)) && QFile::remove(server.path(u"host_key.pub"_qs)));
    ASSERT_TRUE(server.startSshd());
    TunnelProcess second(ownServer(server, 1), clock);
    std::optional<TunnelFault> fault;
    QObject::connect(&second, &TunnelProcess::failed, &second, [&](TunnelFault seen) { fault = seen; });
    second.start();
    ASSERT_TRUE(waitFor([&] { return fault.has_value(); }));
    EXPECT_EQ(*fault, TunnelFault::HostKeyChanged) << second.recentLines().join(u'\n').toStdString();
}

struct FrontEnd {
    QString program;
    bool (ServerPrograms::*start)();
};

class WebServerKit : public testing::TestWithParam<FrontEnd> {
protected:
    void SetUp() override {
        if (const QString missing =
                ServerPrograms::missing({GetParam().program, u"ssh"_qs, u"sshd"_qs, u"ssh-keygen"_qs, u"openssl"_qs});
            !missing.isEmpty())
            GTEST_SKIP() << missing.toStdString() << " is not installed";
        ASSERT_TRUE((m_server.*GetParam().start)());
    }

    [[nodiscard]] QUrl url(const QString& path = u"/v1/abcdefghijk"_qs) const {
        return QUrl(u"https://localhost:%1%2"_qs.arg(m_server.httpsPort()).arg(path));
    }

    ServerPrograms m_server;
};

TEST_P(WebServerKit, LeadsFromOutsideThroughTheTunnelToViz) {
    Watcher watcher(url());
    EXPECT_TRUE(watcher.sees(ProbeVerdict::BadGateway)) << "no tunnel yet";
    const HttpStandIn gate(gateAnswer);
    ASSERT_TRUE(m_server.startSshd());
    const SteadyClock clock;
    TunnelProcess tunnel(ownServer(m_server, gate.port()), clock);
    tunnel.start();
    ASSERT_TRUE(watcher.sees(ProbeVerdict::Live));
    EXPECT_FALSE(watcher.last->certificateError.isEmpty()) << "nobody signed it";

    const QByteArray answer = exchange(m_server.httpsPort(), upgradeRequest("/v1/abcdefghijk"), "said at once");
    EXPECT_TRUE(answer.startsWith("HTTP/1.1 101 ")) << answer.constData();
    EXPECT_EQ(headerOf(gate.requests().back(), "Host"), "localhost");
}

TEST_P(WebServerKit, LetsNothingElseThrough) {
    const HttpStandIn gate(gateAnswer);
    ASSERT_TRUE(m_server.startSshd());
    const SteadyClock clock;
    TunnelProcess tunnel(ownServer(m_server, gate.port()), clock);
    tunnel.start();
    ASSERT_TRUE(waitFor([&] { return tunnel.state() == TunnelLife::State::Up; }));
    EXPECT_TRUE(Watcher(url(u"/"_qs)).sees(ProbeVerdict::NotFound));
    EXPECT_TRUE(Watcher(url(u"/etc/passwd"_qs)).sees(ProbeVerdict::NotFound));
    EXPECT_TRUE(gate.requests().isEmpty());
}

TEST_P(WebServerKit, IsNotTrustedWithACertificateThatNobodySigned) {
    EXPECT_TRUE(Watcher(url(), AddressProbe::Certificate::MustBeTrusted).sees(ProbeVerdict::Tls));
}

INSTANTIATE_TEST_SUITE_P(Real, WebServerKit,
                         testing::Values(FrontEnd{u"nginx"_qs, &ServerPrograms::startNginx},
                                         FrontEnd{u"caddy"_qs, &ServerPrograms::startCaddy}),
                         [](const auto& frontEnd) { return frontEnd.param.program.toStdString(); });

TEST(ServerKit, HasAUnitThatSystemdTakes) {
    if (const QString missing = ServerPrograms::missing({u"systemd-analyze"_qs, u"env"_qs}); !missing.isEmpty())
        GTEST_SKIP() << missing.toStdString() << " is not installed";
    const QTemporaryDir runtime;
    QString said;
    const bool isGood =
        ServerPrograms::run(u"env"_qs,
                            {u"XDG_RUNTIME_DIR="_qs + runtime.path(), u"systemd-analyze"_qs, u"verify"_qs, u"--user"_qs,
                             u"--man=no"_qs, QStringLiteral(VIZ_SOURCE_DIR "/packaging/server/viz-tunnel.service")},
                            &said);
    EXPECT_TRUE(isGood) << said.toStdString();
    EXPECT_EQ(said, QString());
}

} // namespace
} // namespace viz
