#include "core/tunnel/builtin_providers.h"
#include "core/tunnel/tunnel_catalog.h"
#include "core/tunnel/tunnel_output.h"
#include "tests/unit/tunnel/recorded_output.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

const QUrl kOwnAddress(u"https://viz.example.org"_qs);

const TunnelProvider& row(const QString& id) {
    static const TunnelCatalog catalog;
    return *catalog.find(id);
}

void collect(const QList<TunnelSighting>& sightings, QStringList& addresses) {
    for (const TunnelSighting& sighting : sightings) {
        const QUrl* const url = std::get_if<QUrl>(&sighting);
        if (url && (addresses.isEmpty() || addresses.back() != url->toString()))
            addresses += url->toString();
    }
}

QStringList addressesIn(const QString& id, const QByteArrayList& chunks) {
    TunnelOutput output(row(id), kOwnAddress);
    QStringList addresses;
    for (const QByteArray& chunk : chunks)
        collect(output.feed(chunk), addresses);
    for ([[maybe_unused]] const TunnelFault fault : output.finish())
        ADD_FAILURE() << "an unfinished line with a fault";
    return addresses;
}

QList<TunnelFault> faultsIn(const QString& id, const QByteArray& bytes) {
    TunnelOutput output(row(id), kOwnAddress);
    QList<TunnelFault> faults;
    for (const TunnelSighting& sighting : output.feed(bytes)) {
        if (const auto* fault = std::get_if<TunnelFault>(&sighting))
            faults += *fault;
    }
    return faults + output.finish();
}

TEST(TunnelOutput, FindsTheAddressOfEveryProvider) {
    for (const auto& recorded : test::recordedOutputs()) {
        EXPECT_EQ(addressesIn(recorded.id, {recorded.bytes}), recorded.addresses)
            << recorded.id.toStdString() << ", " << recorded.what.toStdString();
    }
}

TEST(TunnelOutput, FindsNoFaultWhereAllIsWell) {
    for (const auto& recorded : test::recordedOutputs())
        EXPECT_TRUE(faultsIn(recorded.id, recorded.bytes).isEmpty()) << recorded.id.toStdString();
}

TEST(TunnelOutput, CoversEveryBuiltinProvider) {
    for (const TunnelProvider& provider : builtinProviders()) {
        const auto isOf = [&](const test::RecordedOutput& recorded) { return recorded.id == provider.id; };
        EXPECT_TRUE(std::ranges::any_of(test::recordedOutputs(), isOf)) << provider.id.toStdString();
    }
}

TEST(TunnelOutput, FindsTheSameCutAtEveryByte) {
    for (const auto& recorded : test::recordedOutputs()) {
        for (qsizetype cut = 0; cut <= recorded.bytes.size(); ++cut) {
            ASSERT_EQ(addressesIn(recorded.id, {recorded.bytes.first(cut), recorded.bytes.sliced(cut)}),
                      recorded.addresses)
                << recorded.id.toStdString() << " cut at " << cut;
        }
    }
}

TEST(TunnelOutput, FindsTheSameByteByByte) {
    for (const auto& recorded : test::recordedOutputs()) {
        QByteArrayList bytes;
        for (const char byte : recorded.bytes)
            bytes += QByteArray(1, byte);
        EXPECT_EQ(addressesIn(recorded.id, bytes), recorded.addresses) << recorded.id.toStdString();
    }
}

/// A program that died in the middle of a line: never a shortened address.
TEST(TunnelOutput, NeverTakesHalfAnAddress) {
    for (const auto& recorded : test::recordedOutputs()) {
        for (qsizetype end = 0; end < recorded.bytes.size(); ++end) {
            for (const QString& address : addressesIn(recorded.id, {recorded.bytes.first(end)}))
                ASSERT_TRUE(recorded.addresses.contains(address))
                    << recorded.id.toStdString() << " ended at " << end << ": " << address.toStdString();
        }
    }
}

struct Hostile {
    QString id;
    QByteArray line;
};

TEST(TunnelOutput, IsNotMisled) {
    const QList<Hostile> rows{
        // Other hosts in the right form.
        {u"cloudflared"_qs, "2026-01-05T10:00:03Z INF |  https://evil.example.com   |"},
        {u"cloudflared"_qs, "2026-01-05T10:00:03Z INF |  https://api.trycloudflare.com   |"},
        {u"cloudflared"_qs, "2026-01-05T10:00:03Z INF |  https://a.trycloudflare.com.evil.test   |"},
        {u"cloudflared"_qs, "2026-01-05T10:00:03Z INF |  https://a@a.trycloudflare.com   |"},
        // An allowed host in a line that quotes what a stranger sent.
        {u"cloudflared"_qs, "2026-01-05T10:00:09Z ERR GET /https://evil.trycloudflare.com failed"},
        {u"cloudflared"_qs, "2026-01-05T10:00:09Z ERR x INF |  https://evil.trycloudflare.com  | y"},
        {u"cloudflared"_qs, "failed: Post \"https://api.trycloudflare.com/tunnel\""},
        {u"ngrok"_qs, "{\"err\":\"x \\\"msg\\\":\\\"started tunnel\\\" \\\"url\\\":\\\"https://evil.ngrok.app\\\"\"}"},
        {u"ngrok"_qs, "{\"msg\":\"started tunnel\",\"url\":\"https://evil.example.com\"}"},
        {u"ngrok"_qs, "{\"msg\":\"started tunnel\",\"url\":\"tcp://0.tcp.ngrok.io:12345\"}"},
        {u"ngrok"_qs, "{\"msg\":\"started tunnel\",\"url\":\"http://a.ngrok-free.app\"}"},
        {u"ngrok"_qs, "{\"msg\":\"join connections\",\"url\":\"https://evil.ngrok-free.app\"}"},
        {u"localhost.run"_qs, "see https://admin.localhost.run for more"},
        {u"localhost.run"_qs, "x tunneled with tls termination, https://admin.localhost.run"},
        {u"localhost.run"_qs, "x tunneled with tls termination, https://lhr.life.evil.test"},
        {u"localhost.run"_qs, "{\"event\": \"tcpip-forward\", \"address\": \"evil.example\"}"},
        {u"localhost.run"_qs, "{\"event\": \"message\", \"address\": \"a.lhr.life\"}"},
        {u"tailscale"_qs, "visit: https://login.tailscale.com/f/funnel?node=abc"},
        {u"tailscale"_qs, "https://evil.ts.net.example/"},
        {u"pinggy"_qs, "https://dashboard.pinggy.io"},
        {u"pinggy"_qs, "go to https://abc.a.free.pinggy.link now"},
        {u"zrok"_qs, "127.0.0.1:1 -> GET /access your zrok share at the following endpoints: https://a.share.zrok.io"},
        {u"zrok"_qs, "{\"msg\":\"1.2.3.4 -> GET /https://evil.share.zrok.io\"}"},
        {u"devtunnel"_qs, "Inspect network activity: https://abcd-8443-inspect.euw.devtunnels.ms"},
        {u"devtunnel"_qs, "Connect via browser: https://devtunnels.ms.evil.test"},
        {u"localtunnel"_qs, "your url is: https://loca.lt"},
        {u"localtunnel"_qs, "your url is: https://xn--80ak6aa92e.loca.lt"},
        {u"bore"_qs, "listening at evil.pub:40537"},
        {u"bore"_qs, "listening at bore.pub:99999"},
        {u"own-server"_qs, "Banner: debug1: remote forward success for: listen 127.0.0.1:1"},
    };
    for (const auto& [id, line] : rows)
        EXPECT_TRUE(addressesIn(id, {line + '\n'}).isEmpty()) << id.toStdString() << ": " << line.constData();
}

TEST(TunnelOutput, SurvivesAHugeLineAndGoesOn) {
    const QByteArray flood(300'000, 'x');
    EXPECT_EQ(addressesIn(u"localtunnel"_qs, {flood, flood, "\nyour url is: https://a.loca.lt\n"}),
              QStringList{u"https://a.loca.lt"_qs});
}

TEST(TunnelOutput, DoesNotLookAtLinesThatNoProgramPrints) {
    const QByteArray blanks(TunnelOutput::kMaxMatchedChars, ' ');
    EXPECT_TRUE(addressesIn(u"tailscale"_qs, {blanks + "https://a.b.ts.net/\n"}).isEmpty());
}

struct Failing {
    QString id;
    QByteArray line;
    TunnelFault fault;
};

TEST(TunnelOutput, RecognisesWhatIsWrong) {
    const QList<Failing> rows{
        {u"cloudflared"_qs,
         "failed to request quick Tunnel: Post \"https://api.trycloudflare.com/tunnel\": dial tcp: x",
         TunnelFault::NoNetwork},
        {u"cloudflared"_qs, "ERR Error unmarshaling QuickTunnel response: status_code=\"429 Too Many Requests\"",
         TunnelFault::LimitReached},
        {u"ngrok"_qs, "ERROR:  authentication failed: Usage of ngrok requires a verified account.\n",
         TunnelFault::Ended},
        {u"ngrok"_qs, "ERROR:  ERR_NGROK_4018", TunnelFault::NeedsAccount},
        {u"ngrok"_qs, "{\"err\":\"Your account is limited to 3 sessions.\\r\\n\\r\\nERR_NGROK_108\\r\\n\"}",
         TunnelFault::LimitReached},
        {u"localhost.run"_qs, "nokey@localhost.run: Permission denied (publickey).", TunnelFault::Refused},
        {u"localhost.run"_qs, "Host key verification failed.", TunnelFault::HostKeyChanged},
        {u"localhost.run"_qs, "@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @",
         TunnelFault::HostKeyChanged},
        {u"localhost.run"_qs, "ssh: Could not resolve hostname localhost.run: Name or service not known",
         TunnelFault::NoNetwork},
        {u"own-server"_qs, "Error: remote port forwarding failed for listen port 8443", TunnelFault::PortTaken},
        {u"own-server"_qs, "ssh: connect to host vps port 22: Connection refused", TunnelFault::NoNetwork},
        {u"tailscale"_qs, "Funnel is not enabled on your tailnet.", TunnelFault::NeedsSetup},
        {u"tailscale"_qs, "Logged out.", TunnelFault::NeedsAccount},
        {u"zrok"_qs, "[ERROR]: unable to load environment; did you 'zrok enable'?", TunnelFault::NeedsAccount},
        {u"devtunnel"_qs, "Login required. Use 'devtunnel user login'.", TunnelFault::NeedsAccount},
        {u"localtunnel"_qs, "connection refused: localtunnel.me:12345 (check your firewall settings)",
         TunnelFault::NoNetwork},
        {u"bore"_qs, "Error: could not connect to bore.pub:7835", TunnelFault::NoNetwork},
        {u"frp"_qs, "[W] login to server failed: dial tcp: connection refused", TunnelFault::NoNetwork},
        {u"frp"_qs, "start error: port already used", TunnelFault::PortTaken},
    };
    for (const auto& [id, line, fault] : rows) {
        const QList<TunnelFault> expected = fault == TunnelFault::Ended ? QList<TunnelFault>() : QList{fault};
        EXPECT_EQ(faultsIn(id, line), expected) << id.toStdString() << ": " << line.constData();
    }
}

TEST(TunnelOutput, DoesNotTakeSshsOwnChatterForARefusal) {
    EXPECT_TRUE(faultsIn(u"own-server"_qs, "debug1: key_load_public: Permission denied\n").isEmpty());
}

TEST(TunnelOutput, KeepsTheLastLinesForDetails) {
    TunnelOutput output(row(u"localtunnel"_qs));
    for (int line = 0; line < 50; ++line)
        EXPECT_TRUE(output.feed(QByteArray::number(line) + '\n').isEmpty());
    EXPECT_EQ(output.recentLines().size(), TunnelOutput::kRecentLines);
    EXPECT_EQ(output.recentLines().back(), u"49"_qs);
}

} // namespace
} // namespace viz
