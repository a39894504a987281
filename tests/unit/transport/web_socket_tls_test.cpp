#include "core/transport/host_gate.h"
#include "core/transport/web_socket_host.h"
#include "core/transport/web_socket_link.h"
#include "tests/unit/transport/tls_fixtures.h"

#include <QTimer>

#include <gtest/gtest.h>

#include <random>

namespace {

using namespace std::chrono_literals;
using namespace viz::test;
using viz::CloseCode;
using viz::HostGate;
using viz::Link;
using viz::LinkEnd;
using viz::PublicKeyHash;
using viz::TlsIdentity;
using viz::WebSocketHost;
using viz::WebSocketLink;
using Reason = viz::LinkEnd::Reason;

const TlsIdentity& hostIdentity() {
    static const TlsIdentity identity = viz::makeTlsIdentity(QDateTime::currentDateTimeUtc()).value();
    return identity;
}

PublicKeyHash flipped(PublicKeyHash hash, std::size_t bit) {
    hash[bit / 8] ^= std::byte{1} << static_cast<int>(bit % 8);
    return hash;
}

/// A TLS client without manners.
class RawTlsPeer {
public:
    explicit RawTlsPeer(quint16 port, QByteArray firstWords = {}) : m_firstWords(std::move(firstWords)) {
        QObject::connect(&m_socket, &QSslSocket::encrypted, &m_socket, [this] {
            isEncrypted = true;
            m_socket.write(m_firstWords);
        });
        QObject::connect(&m_socket, &QSslSocket::readyRead, &m_socket, [this] { received += m_socket.readAll(); });
        m_socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        m_socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    }

    [[nodiscard]] QSslSocket& socket() { return m_socket; }
    [[nodiscard]] bool waitForEnd() const {
        return waitFor([&] { return m_socket.state() == QAbstractSocket::UnconnectedState; });
    }

    bool isEncrypted = false;
    QByteArray received;

private:
    QSslSocket m_socket;
    QByteArray m_firstWords;
};

class NeedsTls : public testing::Test {
protected:
    void SetUp() override {
        if (!viz::canServeTls())
            GTEST_SKIP() << "this build has no OpenSSL, or Qt no TLS";
    }
};

// --- The joiner and somebody who serves TLS --------------------------------------------------------------------

class PinnedLink : public NeedsTls {};

TEST_F(PinnedLink, SendsItsRequestToTheHostWithTheRightKey) {
    RecordingTlsServer server(hostIdentity());
    WebSocketLink link;
    link.open(tlsUrlTo(server.serverPort()), hashOf(hostIdentity()));
    ASSERT_TRUE(waitFor([&] { return server.received.endsWith("\r\n\r\n"); }));
    EXPECT_TRUE(server.received.startsWith(QByteArray("GET ") + kPath + " HTTP/1.1\r\n"));
    EXPECT_GE(server.protocol, QSsl::TlsV1_2);
}

TEST_F(PinnedLink, SendsNothingToAnybodyElse) {
    RecordingTlsServer impostor(viz::makeTlsIdentity(QDateTime::currentDateTimeUtc()).value());
    WebSocketLink link;
    const LinkRecorder record(link);
    link.open(tlsUrlTo(impostor.serverPort()), hashOf(hostIdentity()));
    ASSERT_TRUE(record.waitForEnd());
    EXPECT_EQ(record.ends[0].reason, Reason::TlsFailed);
    EXPECT_TRUE(record.ends[0].detail.contains(QLatin1StringView("certificate")))
        << record.ends[0].detail.toStdString();
    EXPECT_EQ(record.opened, 0);
    ASSERT_TRUE(waitFor([&] { return impostor.ends == 1; }));
    EXPECT_TRUE(impostor.received.isEmpty()) << impostor.received.constData();
    EXPECT_EQ(record.ends.size(), 1u);
}

TEST_F(PinnedLink, EveryBitOfTheHashCounts) {
    RecordingTlsServer server(hostIdentity());
    int over = 0;
    for (std::size_t bit = 0; bit < 128; bit += 5) {
        WebSocketLink link;
        const LinkRecorder record(link);
        link.open(tlsUrlTo(server.serverPort()), flipped(hashOf(hostIdentity()), bit));
        ASSERT_TRUE(record.waitForEnd());
        EXPECT_EQ(record.ends[0].reason, Reason::TlsFailed) << bit;
        ++over;
    }
    ASSERT_TRUE(waitFor([&] { return server.ends == over; }));
    EXPECT_TRUE(server.received.isEmpty());
}

TEST_F(PinnedLink, RefusesAnAddressWithoutTls) {
    RawServer server([](QTcpSocket&, const QByteArray&) { ADD_FAILURE() << "a request without TLS"; });
    WebSocketLink link;
    const LinkRecorder record(link);
    link.open(urlOf(server.port()), hashOf(hostIdentity()));
    EXPECT_TRUE(record.ends.empty()) << "not from within open()";
    ASSERT_TRUE(record.waitForEnd());
    EXPECT_EQ(record.ends[0].reason, Reason::TlsFailed);
}

TEST_F(PinnedLink, MayBeDeletedInItsOwnEnd) {
    RecordingTlsServer impostor(viz::makeTlsIdentity(QDateTime::currentDateTimeUtc()).value());
    auto link = std::make_unique<WebSocketLink>();
    QObject::connect(link.get(), &Link::closed, [&] { link.release()->deleteLater(); });
    link->open(tlsUrlTo(impostor.serverPort()), hashOf(hostIdentity()));
    ASSERT_TRUE(waitFor([&] { return !link && impostor.ends == 1; }));
    EXPECT_TRUE(impostor.received.isEmpty());
}

// --- The host --------------------------------------------------------------------------------------------------

class TlsHost : public NeedsTls {
protected:
    void SetUp() override {
        NeedsTls::SetUp();
        if (IsSkipped())
            return;
        m_world = std::make_unique<HostWorld>(hostIdentity());
        ASSERT_TRUE(m_world->isListening);
    }

    [[nodiscard]] quint16 port() const { return m_world->host.port(); }

    QByteArray answerTo(const QByteArray& request) {
        RawTlsPeer peer(port(), request);
        EXPECT_TRUE(peer.waitForEnd());
        return peer.received;
    }

    [[nodiscard]] bool legitimateCallerGetsIn() {
        const std::size_t before = m_world->guests.size();
        WebSocketLink link;
        const LinkRecorder record(link);
        link.open(tlsUrlTo(port()), hashOf(hostIdentity()));
        return waitFor([&] { return record.opened == 1 && m_world->guests.size() == before + 1; });
    }

    std::unique_ptr<HostWorld> m_world;
};

TEST_F(TlsHost, CarriesMessagesOfEverySizeBothWays) {
    WebSocketLink joiner;
    const LinkRecorder joined(joiner);
    joiner.open(tlsUrlTo(port()), hashOf(hostIdentity()));
    ASSERT_TRUE(waitFor([&] { return joined.opened == 1 && m_world->guests.size() == 1; }));
    Link& hostSide = *m_world->guests[0].link;
    const LinkRecorder& hosted = *m_world->guests[0].record;
    EXPECT_EQ(m_world->guests[0].path, kPath);
    joiner.admit();
    hostSide.admit();
    constexpr int kRounds = 40;
    for (int round = 0; round < kRounds; ++round)
        for (const int size : {0, 1, 126, 4096, Link::kMaxMessageBytes}) {
            joiner.send(QByteArray(size, static_cast<char>(round)));
            hostSide.send(QByteArray(size, static_cast<char>(-round)));
        }
    ASSERT_TRUE(
        waitFor([&] { return joined.messages.size() == 5 * kRounds && hosted.messages.size() == 5 * kRounds; }));
    EXPECT_EQ(hosted.messages.back(), QByteArray(Link::kMaxMessageBytes, kRounds - 1));
    EXPECT_EQ(joined.messages.back(), QByteArray(Link::kMaxMessageBytes, 1 - kRounds));
    ASSERT_TRUE(waitFor([&] { return joiner.bytesPending() == 0 && hostSide.bytesPending() == 0; }));
    joiner.close(CloseCode::Normal);
    ASSERT_TRUE(hosted.waitForEnd());
    EXPECT_EQ(hosted.ends[0].reason, Reason::ClosedByPeer);
    EXPECT_TRUE(m_world->waitForNoSockets());
}

TEST_F(TlsHost, MessagesOfStrangersAreLimitedHereToo) {
    WebSocketLink joiner;
    const LinkRecorder joined(joiner);
    joiner.open(tlsUrlTo(port()), hashOf(hostIdentity()));
    ASSERT_TRUE(m_world->waitForGuests(1) && waitFor([&] { return joined.opened == 1; }));
    joiner.send(QByteArray(Link::kMaxStrangerMessageBytes + 1, 'x'));
    ASSERT_TRUE(m_world->guests[0].record->waitForEnd());
    EXPECT_EQ(m_world->guests[0].record->ends[0].reason, Reason::Violation);
}

TEST_F(TlsHost, IsNotTrustedWithoutItsHash) {
    WebSocketLink link;
    const LinkRecorder record(link);
    link.open(tlsUrlTo(port()));
    ASSERT_TRUE(record.waitForEnd());
    EXPECT_EQ(record.ends[0].reason, Reason::TlsFailed);
    EXPECT_TRUE(m_world->guests.empty());
    EXPECT_TRUE(m_world->waitForNoSockets());
}

TEST_F(TlsHost, JudgesRequestsAsWithoutTls) {
    const struct {
        QByteArray request;
        const char* statusLine;
    } rows[] = {
        {"GET / HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 404 Not Found"},
        {upgradeRequest(kPath, "Origin: https://localhost\r\n"), "HTTP/1.1 403 Forbidden"},
        {QByteArray("GET ") + kPath + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "HTTP/1.1 426 Upgrade Required"},
        {"GET /" + QByteArray(20'000, 'a'), "HTTP/1.1 400 Bad Request"},
        {"\x16\x03\x01\x02", "HTTP/1.1 400 Bad Request"},
    };
    for (const auto& row : rows) {
        const QByteArray answer = answerTo(row.request);
        EXPECT_TRUE(answer.startsWith(QByteArray(row.statusLine) + "\r\n")) << row.statusLine << answer.constData();
        EXPECT_TRUE(answer.endsWith("\r\n\r\n")) << "no body";
    }
    EXPECT_TRUE(m_world->guests.empty());
    EXPECT_TRUE(m_world->waitForNoSockets());
}

TEST_F(TlsHost, APlainCallerLearnsThatItIsTls) {
    WebSocketLink link;
    const LinkRecorder record(link);
    link.open(urlOf(port()));
    ASSERT_TRUE(record.waitForEnd());
    EXPECT_EQ(record.ends[0].reason, Reason::TlsFailed);
    EXPECT_TRUE(record.ends[0].detail.contains(QLatin1StringView("only TLS"))) << record.ends[0].detail.toStdString();
    EXPECT_TRUE(m_world->guests.empty());
    EXPECT_TRUE(m_world->waitForNoSockets());
}

TEST_F(TlsHost, PlainRequestsNeverPassAndLearnNothingOfPaths) {
    for (const char* path : {kPath, "/v1", "/"}) {
        RawPeer peer(port(), upgradeRequest(path));
        ASSERT_TRUE(peer.waitForEnd());
        EXPECT_EQ(peer.received(), "HTTP/1.1 426 Upgrade Required\r\nUpgrade: TLS/1.2, HTTP/1.1\r\n"
                                   "Connection: close\r\nContent-Length: 0\r\n\r\n");
    }
    EXPECT_TRUE(m_world->guests.empty());
}

TEST(PlainHost, ATlsCallerLearnsThatItIsPlain) {
    if (!QSslSocket::supportsSsl())
        GTEST_SKIP() << "Qt has no TLS";
    HostWorld world;
    for (const bool hasHash : {true, false}) {
        WebSocketLink link;
        const LinkRecorder record(link);
        if (hasHash)
            link.open(tlsUrlTo(world.host.port()), PublicKeyHash{});
        else
            link.open(tlsUrlTo(world.host.port()));
        ASSERT_TRUE(record.waitForEnd());
        EXPECT_EQ(record.ends[0].reason, Reason::TlsFailed);
        EXPECT_TRUE(record.ends[0].detail.contains(QLatin1StringView("does not speak TLS")))
            << record.ends[0].detail.toStdString();
    }
    EXPECT_TRUE(world.waitForNoSockets());
}

/// A ClientHello as far as its record header and a little more.
const QByteArray kHalfHello = QByteArray::fromHex("16030102000100 01fc0303");

TEST_F(TlsHost, SlowTlsHandshakesAreSentAwayInTime) {
    RawPeer silent(port());
    RawPeer half(port(), kHalfHello);
    RawPeer slow(port(), kHalfHello);
    RawTlsPeer wordless(port()); // finishes TLS, asks for nothing
    QTimer drip;
    QObject::connect(&drip, &QTimer::timeout, &drip, [&] { slow.write(QByteArray(1, '\0')); });
    drip.start(200);
    ASSERT_TRUE(waitFor([&] { return m_world->host.socketCount() == 4 && wordless.isEncrypted; }));
    EXPECT_TRUE(waitFor([&] { return m_world->host.socketCount() == 0; }, HostGate::kPatience * 6))
        << "only the deadline can end them";
    EXPECT_TRUE(silent.waitForEnd() && half.waitForEnd() && slow.waitForEnd() && wordless.waitForEnd());
    EXPECT_TRUE(silent.received().isEmpty() && half.received().isEmpty() && slow.received().isEmpty());
    EXPECT_TRUE(wordless.received.isEmpty());
}

TEST_F(TlsHost, HalfHandshakesFillNoMoreThanTheSockets) {
    std::vector<std::unique_ptr<RawPeer>> crowd;
    for (int i = 0; i < WebSocketHost::kMaxSockets; ++i) {
        crowd.push_back(std::make_unique<RawPeer>(port(), kHalfHello));
        ASSERT_TRUE(crowd.back()->waitForConnection());
    }
    ASSERT_TRUE(waitFor([&] { return m_world->host.socketCount() == WebSocketHost::kMaxSockets; }));
    RawTlsPeer oneMore(port());
    EXPECT_TRUE(oneMore.waitForEnd());
    EXPECT_FALSE(oneMore.isEncrypted);
    crowd.clear();
    ASSERT_TRUE(m_world->waitForNoSockets());
    EXPECT_TRUE(legitimateCallerGetsIn());
}

TEST_F(TlsHost, StrangersAreLimitedUntilTheyAreAdmitted) {
    std::vector<std::unique_ptr<RawTlsPeer>> strangers;
    for (int i = 0; i < WebSocketHost::kMaxStrangers; ++i)
        strangers.push_back(std::make_unique<RawTlsPeer>(port(), upgradeRequest()));
    ASSERT_TRUE(m_world->waitForGuests(WebSocketHost::kMaxStrangers));
    EXPECT_TRUE(answerTo(upgradeRequest()).startsWith("HTTP/1.1 503 "));
    m_world->guests[0].link->admit();
    EXPECT_TRUE(legitimateCallerGetsIn());
}

TEST_F(TlsHost, RubbishInTheHandshakeLeavesNothingBehind) {
    std::mt19937 random(5);
    for (int round = 0; round < 60; ++round) {
        QByteArray rubbish(static_cast<qsizetype>(1 + random() % 700), '\0');
        for (char& byte : rubbish)
            byte = static_cast<char>(random());
        const QByteArray start = round % 2 == 0 ? QByteArray::fromHex("160301") : kHalfHello;
        RawPeer peer(port(), start + rubbish);
        ASSERT_TRUE(peer.waitForConnection());
        if (round % 3 == 0)
            peer.socket().disconnectFromHost();
    }
    ASSERT_TRUE(m_world->waitForNoSockets());
    EXPECT_TRUE(m_world->guests.empty());
    EXPECT_TRUE(legitimateCallerGetsIn());
}

TEST_F(TlsHost, ARequestBehindTheHandshakeMayComeByteByByte) {
    RawTlsPeer peer(port());
    ASSERT_TRUE(waitFor([&] { return peer.isEncrypted; }));
    for (const char byte : upgradeRequest()) {
        peer.socket().write(&byte, 1);
        peer.socket().flush();
    }
    ASSERT_TRUE(waitFor([&] { return peer.received.contains("\r\n\r\n"); }));
    EXPECT_TRUE(peer.received.startsWith("HTTP/1.1 101 ")) << peer.received.constData();
    EXPECT_TRUE(m_world->waitForGuests(1));
}

TEST_F(TlsHost, MayBeDestroyedWithConnectionsInEveryState) {
    for (int round = 0; round < 12; ++round) {
        std::vector<std::unique_ptr<RawPeer>> peers;
        std::vector<std::unique_ptr<RawTlsPeer>> tlsPeers;
        HostWorld world(hostIdentity());
        for (int i = 0; i < 3; ++i) {
            peers.push_back(std::make_unique<RawPeer>(world.host.port()));
            peers.push_back(std::make_unique<RawPeer>(world.host.port(), kHalfHello));
            tlsPeers.push_back(std::make_unique<RawTlsPeer>(world.host.port(), upgradeRequest("/x")));
            tlsPeers.push_back(std::make_unique<RawTlsPeer>(world.host.port(), upgradeRequest()));
        }
        int turns = 2 * round;
        EXPECT_TRUE(waitFor([&] { return turns-- <= 0; }));
    }
}

} // namespace
