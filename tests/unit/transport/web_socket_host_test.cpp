#include "core/transport/host_gate.h"
#include "core/transport/web_socket_host.h"
#include "core/transport/web_socket_link.h"
#include "tests/unit/transport/transport_fixtures.h"

#include <QTimer>

#include <gtest/gtest.h>

#include <random>

#if defined(Q_OS_LINUX)
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>
#endif

namespace {

using namespace std::chrono_literals;
using namespace viz::test;
using viz::CloseCode;
using viz::HostGate;
using viz::Link;
using viz::LinkEnd;
using viz::WebSocketHost;
using viz::WebSocketLink;
using Reason = viz::LinkEnd::Reason;

class Host : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(m_world.isListening) << m_world.host.errorText().toStdString(); }

    [[nodiscard]] quint16 port() const { return m_world.host.port(); }

    /// What a stranger gets for `request`, until the connection ends.
    QByteArray answerTo(const QByteArray& request) {
        RawPeer peer(port(), request);
        EXPECT_TRUE(peer.waitForEnd());
        return peer.received();
    }

    [[nodiscard]] bool legitimateCallerGetsIn() {
        const std::size_t before = m_world.guests.size();
        WebSocketLink link;
        const LinkRecorder record(link);
        link.open(urlOf(port()));
        return waitFor([&] { return record.opened == 1 && m_world.guests.size() == before + 1; });
    }

    HostWorld m_world;
};

TEST_F(Host, AStrangerGetsAnEmptyAnswerAndNoWebSocket) {
    const struct {
        QByteArray request;
        const char* statusLine;
    } rows[] = {
        {"GET / HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 404 Not Found"},
        {upgradeRequest("/ws"), "HTTP/1.1 404 Not Found"},
        {upgradeRequest(kPath, "Origin: http://localhost\r\n"), "HTTP/1.1 403 Forbidden"},
        {upgradeRequest(kPath, "Origin: null\r\n"), "HTTP/1.1 403 Forbidden"},
        {QByteArray("GET ") + kPath + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "HTTP/1.1 426 Upgrade Required"},
        {QByteArray("POST ") + kPath + " HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nabcd",
         "HTTP/1.1 400 Bad Request"},
        {"\x16\x03\x01\x02", "HTTP/1.1 400 Bad Request"},
        {"GET /" + QByteArray(20'000, 'a'), "HTTP/1.1 400 Bad Request"},
    };
    for (const auto& row : rows) {
        const QByteArray answer = answerTo(row.request);
        EXPECT_TRUE(answer.startsWith(QByteArray(row.statusLine) + "\r\n")) << row.statusLine << answer.constData();
        EXPECT_TRUE(answer.endsWith("\r\n\r\n")) << "no body";
        EXPECT_TRUE(answer.contains("\r\nContent-Length: 0\r\n"));
        EXPECT_TRUE(answer.contains("\r\nConnection: close\r\n"));
        EXPECT_FALSE(answer.toLower().contains("server:"));
    }
    EXPECT_TRUE(m_world.guests.empty());
    EXPECT_TRUE(m_world.waitForNoSockets());
}

QByteArray probeRequest(const QByteArray& path, const QByteArray& fields) {
    return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + fields + "\r\n";
}

TEST_F(Host, WhoAsksOnThePathGetsAProof) {
    m_world.host.setPaths({kPath, "/v1"});
    m_world.host.setProof(kPath, [](const QByteArray& nonce) { return "proof of " + nonce; });
    const QByteArray question = "X-Viz-Nonce: MDEyMzQ1Njc4OWFiY2RlZg\r\n"; // 0123456789abcdef
    const QByteArray answer = answerTo(probeRequest(kPath, question));
    EXPECT_TRUE(answer.startsWith("HTTP/1.1 426 ")) << answer.constData();
    EXPECT_TRUE(answer.contains("\r\nX-Viz: cHJvb2Ygb2YgMDEyMzQ1Njc4OWFiY2RlZg\r\n")) << answer.constData();
    EXPECT_TRUE(answer.endsWith("\r\nContent-Length: 0\r\n\r\n"));
    EXPECT_TRUE(m_world.guests.empty());
}

TEST_F(Host, NobodyElseGetsAProof) {
    const QByteArray question = "X-Viz-Nonce: MDEyMzQ1Njc4OWFiY2RlZg\r\n";
    EXPECT_FALSE(answerTo(probeRequest(kPath, question)).contains("X-Viz")) << "there is none";
    m_world.host.setPaths({kPath, "/v1"});
    int proofs = 0;
    m_world.host.setProof(kPath, [&](const QByteArray&) {
        ++proofs;
        return QByteArray("proof");
    });
    for (const QByteArray& request :
         {probeRequest("/v1", question), probeRequest("/v1/PhIx1lBaOsN", question), probeRequest(kPath, {}),
          probeRequest(kPath, "X-Viz-Nonce: MDEy\r\n"), probeRequest(kPath, question + "Origin: https://x\r\n"),
          probeRequest(kPath, question + "Content-Length: 1\r\n")})
        EXPECT_FALSE(answerTo(request).contains("X-Viz")) << request.constData();
    RawPeer peer(port(), upgradeRequest(kPath, question));
    EXPECT_TRUE(peer.waitForUpgrade());
    EXPECT_FALSE(peer.received().contains("X-Viz"));
    EXPECT_EQ(proofs, 0);
}

TEST_F(Host, OnlyKnownNamesPassOnceThereAreSome) {
    m_world.host.setKnownHosts({"viz.example"});
    QByteArray rebound = upgradeRequest();
    rebound.replace("Host: 127.0.0.1", "Host: evil.example");
    EXPECT_TRUE(answerTo(rebound).startsWith("HTTP/1.1 403 "));
    EXPECT_TRUE(legitimateCallerGetsIn()) << "by the address it listens on";
    QByteArray known = upgradeRequest();
    known.replace("Host: 127.0.0.1", "Host: viz.example");
    RawPeer peer(port(), known);
    EXPECT_TRUE(peer.waitForUpgrade());
}

TEST_F(Host, PathsCanBeChangedWhileItListens) {
    m_world.host.setPaths({"/v1"});
    EXPECT_TRUE(answerTo(upgradeRequest()).startsWith("HTTP/1.1 404 "));
    RawPeer peer(port(), upgradeRequest("/v1"));
    EXPECT_TRUE(peer.waitForUpgrade());
    ASSERT_TRUE(m_world.waitForGuests(1));
    EXPECT_EQ(m_world.guests[0].path, "/v1");
}

TEST_F(Host, TheAnswerToTheUpgradeCarriesNoBanner) {
    RawPeer peer(port(), upgradeRequest());
    ASSERT_TRUE(peer.waitForUpgrade());
    EXPECT_FALSE(peer.received().toLower().contains("\r\nserver:")) << peer.received().constData();
    EXPECT_FALSE(peer.received().toLower().contains("sec-websocket-extensions"));
}

TEST_F(Host, ARequestMayComeByteByByte) {
    RawPeer peer(port());
    ASSERT_TRUE(peer.waitForConnection());
    QByteArray left = upgradeRequest();
    QTimer drip;
    QObject::connect(&drip, &QTimer::timeout, &drip, [&] {
        if (left.isEmpty())
            return drip.stop();
        peer.write(left.first(1));
        peer.socket().flush();
        left = left.sliced(1);
    });
    drip.start(0);
    EXPECT_TRUE(peer.waitForUpgrade());
    EXPECT_TRUE(m_world.waitForGuests(1));
}

#if defined(Q_OS_LINUX)
TEST_F(Host, SmallWritesGoOutAtOnceOnBothEnds) {
    WebSocketLink link;
    link.open(urlOf(port()));
    ASSERT_TRUE(m_world.waitForGuests(1));
    int sockets = 0;
    for (int descriptor = 3; descriptor < 256; ++descriptor) {
        sockaddr_in peer{};
        socklen_t size = sizeof peer;
        if (getpeername(descriptor, reinterpret_cast<sockaddr*>(&peer), &size) != 0 || peer.sin_family != AF_INET)
            continue;
        int noDelay = 0;
        size = sizeof noDelay;
        ASSERT_EQ(getsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &noDelay, &size), 0);
        EXPECT_NE(noDelay, 0);
        ++sockets;
    }
    EXPECT_EQ(sockets, 2);
}
#endif

TEST_F(Host, ASlowStrangerIsSentAwayInTime) {
    RawPeer silent(port());
    RawPeer slow(port(), "GET /v1 HTTP/1.1\r\n");
    ASSERT_TRUE(silent.waitForConnection() && slow.waitForConnection());
    QTimer drip;
    QObject::connect(&drip, &QTimer::timeout, &drip, [&] { slow.write("X"); });
    drip.start(200);
    const auto isEmpty = [&] { return m_world.host.socketCount() == 0; };
    ASSERT_TRUE(waitFor([&] { return m_world.host.socketCount() == 2; }));
    EXPECT_TRUE(waitFor(isEmpty, HostGate::kPatience * 6)) << "only the deadline can end them";
    EXPECT_TRUE(silent.waitForEnd() && slow.waitForEnd());
    EXPECT_TRUE(silent.received().isEmpty());
}

TEST_F(Host, TheSixtyFifthSocketIsClosedAtOnce) {
    std::vector<std::unique_ptr<RawPeer>> crowd;
    for (int i = 0; i < WebSocketHost::kMaxSockets; ++i) {
        crowd.push_back(std::make_unique<RawPeer>(port()));
        ASSERT_TRUE(crowd.back()->waitForConnection());
    }
    ASSERT_TRUE(waitFor([&] { return m_world.host.socketCount() == WebSocketHost::kMaxSockets; }));
    RawPeer oneMore(port(), upgradeRequest());
    EXPECT_TRUE(oneMore.waitForEnd());
    EXPECT_TRUE(oneMore.received().isEmpty());
    EXPECT_EQ(m_world.host.socketCount(), WebSocketHost::kMaxSockets);
    crowd.clear();
    ASSERT_TRUE(m_world.waitForNoSockets());
    EXPECT_TRUE(legitimateCallerGetsIn());
}

TEST_F(Host, StrangersAreLimitedUntilTheyAreAdmitted) {
    std::vector<std::unique_ptr<RawPeer>> strangers;
    for (int i = 0; i < WebSocketHost::kMaxStrangers; ++i)
        strangers.push_back(std::make_unique<RawPeer>(port(), upgradeRequest()));
    ASSERT_TRUE(m_world.waitForGuests(WebSocketHost::kMaxStrangers));
    EXPECT_TRUE(answerTo(upgradeRequest()).startsWith("HTTP/1.1 503 "));
    EXPECT_TRUE(answerTo(upgradeRequest("/x")).startsWith("HTTP/1.1 404 "));

    m_world.guests[0].link->admit();
    EXPECT_TRUE(legitimateCallerGetsIn()) << "a place became free by admission";
    m_world.guests[1].link->abort();
    EXPECT_TRUE(waitFor([&] { return legitimateCallerGetsIn(); })) << "and by an end";
}

TEST_F(Host, APathMayHaveFewerPlacesThanTheOthersLeave) {
    m_world.host.setPaths({kPath, "/v1"});
    m_world.host.limitStrangers("/v1", 2);
    std::vector<std::unique_ptr<RawPeer>> strangers;
    for (int i = 0; i < 2; ++i)
        strangers.push_back(std::make_unique<RawPeer>(port(), upgradeRequest("/v1")));
    ASSERT_TRUE(m_world.waitForGuests(2));
    EXPECT_TRUE(answerTo(upgradeRequest("/v1")).startsWith("HTTP/1.1 503 "));
    EXPECT_TRUE(legitimateCallerGetsIn());
    m_world.guests[0].link->abort();
    EXPECT_TRUE(waitFor([&] {
        const RawPeer next(port(), upgradeRequest("/v1"));
        return waitFor([&] { return !next.received().isEmpty(); }) && next.received().startsWith("HTTP/1.1 101 ");
    }));
}

TEST_F(Host, AStrangerThatWasToldToGoKeepsNobodyOut) {
    std::vector<std::unique_ptr<RawPeer>> strangers;
    for (int i = 0; i < WebSocketHost::kMaxStrangers; ++i)
        strangers.push_back(std::make_unique<RawPeer>(port(), upgradeRequest()));
    ASSERT_TRUE(m_world.waitForGuests(WebSocketHost::kMaxStrangers));
    m_world.guests[0].link->close(CloseCode::Declined); // it does not answer the goodbye
    EXPECT_TRUE(legitimateCallerGetsIn());
}

TEST_F(Host, ManyUpgradesAtOnceCannotSlipPastTheLimit) {
    std::vector<std::unique_ptr<RawPeer>> strangers;
    for (int i = 0; i < 40; ++i)
        strangers.push_back(std::make_unique<RawPeer>(port(), upgradeRequest()));
    int upgraded = 0;
    int refused = 0;
    ASSERT_TRUE(waitFor([&] {
        upgraded = refused = 0;
        for (const auto& peer : strangers) {
            upgraded += peer->received().startsWith("HTTP/1.1 101 ");
            refused += peer->received().startsWith("HTTP/1.1 503 ");
        }
        return upgraded + refused == 40;
    }));
    EXPECT_EQ(upgraded, WebSocketHost::kMaxStrangers);
    EXPECT_EQ(m_world.guests.size(), static_cast<std::size_t>(WebSocketHost::kMaxStrangers));
}

TEST_F(Host, NoNewLinksAfterItStoppedListening) {
    WebSocketLink link;
    const LinkRecorder record(link);
    link.open(urlOf(port()));
    ASSERT_TRUE(m_world.waitForGuests(1));
    const quint16 formerPort = port();
    RawPeer waiting(formerPort);
    ASSERT_TRUE(waitFor([&] { return m_world.host.socketCount() == 2; }));
    m_world.host.stopListening();
    EXPECT_TRUE(waiting.waitForEnd());

    WebSocketLink late;
    const LinkRecorder lateRecord(late);
    late.open(urlOf(formerPort));
    ASSERT_TRUE(lateRecord.waitForEnd());
    EXPECT_EQ(lateRecord.ends[0].reason, Reason::ConnectionRefused) << lateRecord.ends[0].detail.toStdString();
    link.send("still here");
    EXPECT_TRUE(waitFor([&] { return m_world.guests[0].record->messages.size() == 1; }));
    EXPECT_TRUE(record.ends.empty());
}

TEST(WebSocketHost, ATakenPortIsAnError) {
    WebSocketHost one;
    WebSocketHost other;
    ASSERT_TRUE(one.listen(QHostAddress::LocalHost, 0));
    EXPECT_FALSE(other.listen(QHostAddress::LocalHost, one.port()));
    EXPECT_FALSE(other.errorText().isEmpty());
}

TEST(WebSocketHost, LinksOutliveTheHost) {
    auto world = std::make_unique<HostWorld>();
    WebSocketLink link;
    const LinkRecorder record(link);
    link.open(urlOf(world->host.port()));
    ASSERT_TRUE(world->waitForGuests(1));
    HostWorld::Guest guest = std::move(world->guests[0]);
    world.reset();
    link.send("x");
    ASSERT_TRUE(waitFor([&] { return guest.record->messages.size() == 1; }));
    guest.link->close(CloseCode::Normal);
    ASSERT_TRUE(record.waitForEnd());
    EXPECT_EQ(record.ends[0].reason, Reason::ClosedByPeer);
}

TEST(WebSocketHost, MayBeDestroyedWithConnectionsInEveryState) {
    for (int round = 0; round < 20; ++round) {
        std::vector<std::unique_ptr<RawPeer>> peers;
        HostWorld world;
        for (int i = 0; i < 6; ++i) {
            peers.push_back(std::make_unique<RawPeer>(world.host.port()));
            peers.push_back(std::make_unique<RawPeer>(world.host.port(), upgradeRequest("/x")));
            peers.push_back(std::make_unique<RawPeer>(world.host.port(), upgradeRequest()));
        }
        int turns = round;
        EXPECT_TRUE(waitFor([&] { return turns-- <= 0; }));
    }
}

/// A stranger that was upgraded, at the byte level.
class Upgraded : public Host {
protected:
    void SetUp() override {
        Host::SetUp();
        m_peer = std::make_unique<RawPeer>(port(), upgradeRequest());
        ASSERT_TRUE(m_peer->waitForUpgrade());
        ASSERT_TRUE(m_world.waitForGuests(1));
    }

    LinkEnd endAfter(const QByteArray& bytes) {
        m_peer->write(bytes);
        EXPECT_TRUE(record().waitForEnd());
        EXPECT_EQ(record().ends.size(), 1u);
        EXPECT_TRUE(m_world.waitForNoSockets());
        return record().ends.empty() ? LinkEnd{} : record().ends[0];
    }

    LinkRecorder& record() { return *m_world.guests[0].record; }

    std::unique_ptr<RawPeer> m_peer;
};

TEST_F(Upgraded, AWholeMessageInFourFragmentsIsFine) {
    for (int message = 0; message < 3; ++message)
        m_peer->write(frameOf(kBinary, "a", false) + frameOf(kContinuation, "b", false) +
                      frameOf(kContinuation, {}, false) + frameOf(kContinuation, "c"));
    ASSERT_TRUE(waitFor([&] { return record().messages.size() == 3; }));
    EXPECT_EQ(record().messages[2], "abc");
    EXPECT_TRUE(record().ends.empty());
}

TEST_F(Upgraded, AFifthFragmentIsAViolation) {
    QByteArray bytes = frameOf(kBinary, "a", false);
    for (int i = 0; i < WebSocketLink::kMaxFragments; ++i)
        bytes += frameOf(kContinuation, {}, false);
    EXPECT_EQ(endAfter(bytes).reason, Reason::Violation);
    EXPECT_TRUE(m_peer->waitForEnd());
    EXPECT_TRUE(m_peer->received().endsWith(QByteArray("\x88\x02\x11\x30", 4))) << "close code 4400";
}

TEST_F(Upgraded, TextIsAViolation) {
    EXPECT_EQ(endAfter(frameOf(kText, "hello")).reason, Reason::Violation);
    EXPECT_TRUE(m_peer->waitForEnd());
    EXPECT_TRUE(m_peer->received().endsWith(QByteArray("\x88\x02\x11\x30", 4))) << "close code 4400";
    EXPECT_TRUE(record().messages.empty());
}

TEST_F(Upgraded, HalfATextIsAViolationToo) {
    EXPECT_EQ(endAfter(frameOf(kText, "h", false)).reason, Reason::Violation);
}

TEST_F(Upgraded, NothingIsReceivedAfterAViolation) {
    EXPECT_EQ(endAfter(frameOf(kText, "t") + frameOf(kBinary, "b") + frameOf(kBinary, "b")).reason, Reason::Violation);
    EXPECT_TRUE(record().messages.empty());
}

TEST_F(Upgraded, TooLargeInFragmentsIsAViolation) {
    const QByteArray half(200, 'x');
    EXPECT_EQ(endAfter(frameOf(kBinary, half, false) + frameOf(kContinuation, half)).reason, Reason::Violation);
}

TEST_F(Upgraded, AGigabyteIsRefusedWithItsFirstByte) {
    EXPECT_EQ(endAfter(QByteArray("\x82\xff\0\0\0\0\x40\0\0\0\0\0\0\0x", 15)).reason, Reason::Violation);
}

TEST_F(Upgraded, ACloseFrameIsAnsweredAndPassedOn) {
    const LinkEnd end = endAfter(frameOf(kCloseFrame, QByteArray("\x11\x3a", 2)));
    EXPECT_EQ(end.reason, Reason::ClosedByPeer);
    EXPECT_EQ(end.closeCode, 4410);
    EXPECT_TRUE(m_peer->waitForEnd());
    EXPECT_TRUE(m_peer->received().endsWith(QByteArray("\x88\x02\x11\x3a", 4)));
}

TEST_F(Upgraded, AnEndWithoutAGoodbyeIsANetworkError) {
    m_peer->socket().disconnectFromHost();
    EXPECT_EQ(endAfter({}).reason, Reason::NetworkError);
}

TEST_F(Upgraded, PingsAreAnsweredAndHarmless) {
    m_peer->write(frameOf(kPing, "abc"));
    ASSERT_TRUE(waitFor([&] {
        return m_peer->received().endsWith(QByteArray("\x8a\x03"
                                                      "abc",
                                                      5));
    }));
    EXPECT_TRUE(record().messages.empty() && record().ends.empty());
}

TEST_F(Upgraded, WhoPingsAndDoesNotReadIsCutOff) {
    m_peer->stopReading();
    const QByteArray pings = frameOf(kPing, QByteArray(125, 'p')).repeated(500);
    QObject::connect(&m_peer->socket(), &QTcpSocket::bytesWritten, &m_peer->socket(), [&] {
        if (m_peer->socket().bytesToWrite() < pings.size())
            m_peer->write(pings);
    });
    EXPECT_EQ(endAfter(pings).reason, Reason::Violation);
}

TEST_F(Upgraded, RandomBytesNeverHangOrLeak) {
    std::mt19937 random(2);
    for (int round = 0; round < 150; ++round) {
        RawPeer peer(port(), upgradeRequest());
        ASSERT_TRUE(peer.waitForUpgrade());
        QByteArray rubbish(static_cast<qsizetype>(1 + random() % 800), '\0');
        for (char& byte : rubbish)
            byte = static_cast<char>(random());
        peer.write(rubbish);
        peer.socket().disconnectFromHost();
        ASSERT_TRUE(waitFor([&] { return !m_world.guests.back().record->ends.empty(); }));
    }
    m_peer->socket().abort();
    EXPECT_TRUE(m_world.waitForNoSockets());
    for (const auto& guest : m_world.guests) {
        EXPECT_EQ(guest.record->ends.size(), 1u);
        EXPECT_FALSE(guest.record->afterTheEnd);
    }
}

#if defined(Q_OS_LINUX)
/// Makes the close of a socket a reset; does nothing if it is over already.
void resetOnClose(const QTcpSocket& socket) {
    const linger atOnce{.l_onoff = 1, .l_linger = 0};
    setsockopt(static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
}

TEST_F(Upgraded, AResetIsANetworkError) {
    resetOnClose(m_peer->socket());
    m_peer->socket().abort();
    EXPECT_EQ(endAfter({}).reason, Reason::NetworkError);
}

double cpuSeconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

long peakRssKb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

TEST_F(Host, AGarbageFloodLeavesNothingBehind) {
    std::mt19937 random(3);
    const auto garbage = [&](int kind) -> QByteArray {
        QByteArray bytes(static_cast<qsizetype>(random() % 300), '\0');
        for (char& byte : bytes)
            byte = static_cast<char>(random());
        switch (kind % 5) {
        case 0:
            return bytes;
        case 1:
            return "GET /" + bytes.toHex() + " HTTP/1.1\r\nHost: a\r\n\r\n";
        case 2:
            return upgradeRequest().first(static_cast<qsizetype>(random() % 100));
        case 3:
            return upgradeRequest(kPath, "Origin: http://a\r\n");
        default:
            return {};
        }
    };
    const double cpuBefore = cpuSeconds();
    const long rssBefore = peakRssKb();
    for (int i = 0; i < 2000; ++i) {
        RawPeer peer(port(), garbage(i));
        ASSERT_TRUE(peer.waitForConnection());
        peer.socket().flush();
        if (random() % 2)
            resetOnClose(peer.socket());
        peer.socket().abort();
    }
    ASSERT_TRUE(m_world.waitForNoSockets());
    EXPECT_TRUE(m_world.guests.empty());
    EXPECT_TRUE(legitimateCallerGetsIn());
#if !defined(__SANITIZE_ADDRESS__) // which keeps freed memory for a while
    EXPECT_LT(peakRssKb() - rssBefore, 20 * 1024);
#endif
    RecordProperty("cpuSecondsOfBothSides", std::to_string(cpuSeconds() - cpuBefore));
    RecordProperty("peakRssGrowthKb", std::to_string(peakRssKb() - rssBefore));
}
#endif

} // namespace
