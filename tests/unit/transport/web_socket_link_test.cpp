#include "core/transport/web_socket_link.h"
#include "tests/unit/transport/transport_fixtures.h"

#include <QCryptographicHash>
#include <QFile>
#include <QPointer>
#include <QProcess>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>

#include <gtest/gtest.h>

#include <random>

namespace {

using namespace std::chrono_literals;
using namespace viz::test;
using viz::CloseCode;
using viz::Link;
using viz::LinkEnd;
using viz::WebSocketLink;
using Reason = viz::LinkEnd::Reason;

/// A dialled link, its host, and the accepted link on the other side.
class OpenLink : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(m_world.isListening);
        m_joiner.open(urlOf(m_world.host.port()));
        ASSERT_TRUE(waitFor([&] { return m_joined.opened == 1 && m_world.guests.size() == 1; }));
    }

    Link& hostSide() { return *m_world.guests[0].link; }
    LinkRecorder& hosted() { return *m_world.guests[0].record; }

    HostWorld m_world;
    WebSocketLink m_joiner;
    LinkRecorder m_joined{m_joiner};
};

TEST_F(OpenLink, CarriesMessagesBothWaysInOrder) {
    for (int i = 0; i < 200; ++i) {
        m_joiner.send(QByteArray::number(i));
        hostSide().send(QByteArray::number(-i));
    }
    ASSERT_TRUE(waitFor([&] { return m_joined.messages.size() == 200 && hosted().messages.size() == 200; }));
    for (int i = 0; i < 200; ++i) {
        EXPECT_EQ(hosted().messages[static_cast<std::size_t>(i)], QByteArray::number(i));
        EXPECT_EQ(m_joined.messages[static_cast<std::size_t>(i)], QByteArray::number(-i));
    }
    EXPECT_EQ(m_world.guests[0].path, kPath);
    EXPECT_EQ(hosted().opened, 0) << "an accepted link is open already";
}

TEST_F(OpenLink, MessagesOfEverySizeUpToTheLimitArriveOnceAdmitted) {
    m_joiner.admit();
    hostSide().admit();
    for (const int size : {0, 1, 125, 126, 255, 256, 257, 4096, 8191, Link::kMaxMessageBytes}) {
        m_joiner.send(QByteArray(size, 'j'));
        hostSide().send(QByteArray(size, 'h'));
    }
    ASSERT_TRUE(waitFor([&] { return m_joined.messages.size() == 10 && hosted().messages.size() == 10; }));
    EXPECT_EQ(hosted().messages.back(), QByteArray(Link::kMaxMessageBytes, 'j'));
    EXPECT_EQ(m_joined.messages.back(), QByteArray(Link::kMaxMessageBytes, 'h'));
}

TEST_F(OpenLink, AStrangerMaySend256BytesAndNoMore) {
    m_joiner.send(QByteArray(Link::kMaxStrangerMessageBytes, 'x'));
    m_joiner.send(QByteArray(Link::kMaxStrangerMessageBytes + 1, 'x'));
    ASSERT_TRUE(hosted().waitForEnd());
    EXPECT_EQ(hosted().messages.size(), 1u);
    EXPECT_EQ(hosted().ends[0].reason, Reason::Violation);
    ASSERT_TRUE(m_joined.waitForEnd());
    EXPECT_EQ(m_joined.ends[0].reason, Reason::Violation) << "told by close code 1009";
    EXPECT_EQ(m_joined.ends[0].closeCode, 1009);
}

TEST_F(OpenLink, ThePeerIsHeldToTheMessageLimit) {
    m_joiner.admit();
    hostSide().admit();
    hostSide().send(QByteArray(Link::kMaxMessageBytes + 1, 'x'));
    ASSERT_TRUE(m_joined.waitForEnd());
    EXPECT_EQ(m_joined.ends[0].reason, Reason::Violation);
    EXPECT_TRUE(m_joined.messages.empty());
}

TEST_F(OpenLink, EveryCloseCodeReachesTheOtherSide) {
    hostSide().close(CloseCode::Busy);
    ASSERT_TRUE(m_joined.waitForEnd());
    EXPECT_EQ(m_joined.ends[0].reason, Reason::ClosedByPeer);
    EXPECT_EQ(m_joined.ends[0].closeCode, 4409);
    ASSERT_TRUE(hosted().waitForEnd());
    EXPECT_EQ(hosted().ends[0].reason, Reason::ClosedByUs);
    EXPECT_TRUE(m_world.waitForNoSockets());
}

TEST_F(OpenLink, WhatWasSentBeforeCloseStillArrives) {
    m_joiner.admit();
    hostSide().admit();
    for (int i = 0; i < 100; ++i)
        m_joiner.send(QByteArray(1000, 'a'));
    m_joiner.close(CloseCode::Normal);
    ASSERT_TRUE(hosted().waitForEnd());
    EXPECT_EQ(hosted().messages.size(), 100u);
    EXPECT_EQ(hosted().ends[0].reason, Reason::ClosedByPeer);
    EXPECT_EQ(hosted().ends[0].closeCode, 1000);
}

TEST_F(OpenLink, TheLastWordsArriveThoughThePeerIsTalking) {
    m_joiner.admit();
    hostSide().admit();
    QTimer talk;
    QObject::connect(&talk, &QTimer::timeout, &m_joiner, [&] { hostSide().send(QByteArray(500, 't')); });
    talk.start(0);
    ASSERT_TRUE(waitFor([&] { return m_joined.messages.size() > 20; }));
    m_joiner.send("goodbye");
    m_joiner.close(CloseCode::Normal);
    ASSERT_TRUE(hosted().waitForEnd());
    ASSERT_FALSE(hosted().messages.empty());
    EXPECT_EQ(hosted().messages.back(), "goodbye");
}

TEST_F(OpenLink, ClosedComesOnceAndLast) {
    m_joiner.close(CloseCode::Normal);
    m_joiner.close(CloseCode::Busy);
    m_joiner.abort();
    m_joiner.abort();
    m_joiner.send("late");
    ASSERT_TRUE(hosted().waitForEnd());
    EXPECT_EQ(m_joined.ends.size(), 1u);
    EXPECT_EQ(hosted().ends.size(), 1u);
    EXPECT_TRUE(m_world.waitForNoSockets());
    EXPECT_FALSE(m_joined.afterTheEnd || hosted().afterTheEnd);
    EXPECT_EQ(m_joiner.bytesPending(), 0);
}

TEST_F(OpenLink, AbortIsImmediate) {
    m_joiner.abort();
    ASSERT_EQ(m_joined.ends.size(), 1u);
    EXPECT_EQ(m_joined.ends[0].reason, Reason::ClosedByUs);
    ASSERT_TRUE(hosted().waitForEnd());
    EXPECT_EQ(hosted().ends[0].reason, Reason::NetworkError) << "without a goodbye";
}

TEST_F(OpenLink, MayBeAbortedFromItsOwnSignal) {
    QObject::connect(&hostSide(), &Link::received, &hostSide(), [&] { hostSide().abort(); });
    for (int i = 0; i < 50; ++i)
        m_joiner.send("x");
    ASSERT_TRUE(m_joined.waitForEnd());
    EXPECT_EQ(hosted().messages.size(), 1u);
    EXPECT_EQ(hosted().ends.size(), 1u);
}

TEST_F(OpenLink, MayBeDeletedWhileOpen) {
    m_world.guests.clear();
    ASSERT_TRUE(m_joined.waitForEnd());
    EXPECT_EQ(m_joined.ends[0].reason, Reason::NetworkError);
    EXPECT_TRUE(m_world.waitForNoSockets());
}

TEST(WebSocketLink, TheGoodbyeIsSentThoughTheLinkGoesAtOnce) {
    HostWorld world;
    auto link = std::make_unique<WebSocketLink>();
    const LinkRecorder record(*link);
    link->open(urlOf(world.host.port()));
    ASSERT_TRUE(world.waitForGuests(1) && waitFor([&] { return record.opened == 1; }));
    link->send("last words");
    link->close(CloseCode::Busy);
    link.reset();
    const LinkRecorder& host = *world.guests[0].record;
    ASSERT_TRUE(host.waitForEnd());
    EXPECT_EQ(host.ends[0].reason, Reason::ClosedByPeer);
    EXPECT_EQ(host.ends[0].closeCode, 4409);
    EXPECT_EQ(host.messages, std::vector<QByteArray>{"last words"});
}

TEST(WebSocketLink, DoesNothingBeforeItIsOpened) {
    WebSocketLink link;
    const LinkRecorder record(link);
    link.send("x");
    link.close(CloseCode::Normal);
    link.abort();
    link.admit();
    EXPECT_EQ(link.bytesPending(), 0);
    EXPECT_TRUE(record.ends.empty());
}

TEST(WebSocketLink, AsksLikeAProgramAndNotLikeABrowser) {
    QByteArray request;
    RawServer server([&](QTcpSocket& socket, const QByteArray& text) {
        request = text;
        socket.abort();
    });
    WebSocketLink link;
    const LinkRecorder record(link);
    QUrl url = urlOf(server.port());
    url.setFragment(QStringLiteral("secret"));
    url.setUserInfo(QStringLiteral("user:secret"));
    link.open(url);
    ASSERT_TRUE(record.waitForEnd());
    EXPECT_TRUE(request.startsWith("GET /v1/PhIx1lBaOsM HTTP/1.1\r\n")) << request.constData();
    for (const char* field : {"User-Agent: Viz/1", "ngrok-skip-browser-warning: 1", "bypass-tunnel-reminder: 1",
                              "skip_zrok_interstitial: 1", "X-Tunnel-Skip-AntiPhishing-Page: true",
                              "X-Pinggy-No-Screen: 1", "Sec-WebSocket-Version: 13"})
        EXPECT_TRUE(request.contains(QByteArray("\r\n") + field + "\r\n")) << field;
    const QByteArray lower = request.toLower();
    for (const char* field :
         {"origin:", "sec-websocket-protocol:", "sec-websocket-extensions:", "authorization:", "cookie:", "secret"})
        EXPECT_FALSE(lower.contains(field)) << field;
}

struct AnswerRow {
    const char* name;
    const char* answer;
    Reason reason;
    int status;
};

class WrongAnswers : public testing::TestWithParam<AnswerRow> {
protected:
    LinkEnd endAfter(const RawServer::Handler& handler) {
        RawServer server(handler);
        WebSocketLink link;
        const LinkRecorder record(link);
        link.open(urlOf(server.port()));
        EXPECT_TRUE(record.waitForEnd());
        EXPECT_EQ(record.ends.size(), 1u);
        EXPECT_EQ(record.opened, 0);
        return record.ends.empty() ? LinkEnd{} : record.ends[0];
    }
};

TEST_P(WrongAnswers, AreNamed) {
    const LinkEnd end = endAfter([&](QTcpSocket& socket, const QByteArray&) { socket.write(GetParam().answer); });
    EXPECT_EQ(end.reason, GetParam().reason);
    EXPECT_EQ(end.httpStatus, GetParam().status);
    EXPECT_FALSE(end.detail.contains(QLatin1StringView("secret"))) << end.detail.toStdString();
}

TEST_P(WrongAnswers, AreNamedWhenTheyComeByteByByteAndTheLineGoesDead) {
    const LinkEnd end = endAfter([&](QTcpSocket& socket, const QByteArray&) {
        auto* const drip = new QTimer(&socket);
        QObject::connect(drip, &QTimer::timeout, &socket, [&socket, left = QByteArray(GetParam().answer)]() mutable {
            if (left.isEmpty())
                return socket.disconnectFromHost();
            socket.write(left.first(1));
            left = left.sliced(1);
        });
        drip->start(0);
    });
    EXPECT_EQ(end.reason, GetParam().reason);
    EXPECT_EQ(end.httpStatus, GetParam().status);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, WrongAnswers,
    testing::Values(
        AnswerRow{"Page", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>",
                  Reason::WebPage, 200},
        AnswerRow{"Found", "HTTP/1.1 302 Found\r\nLocation: https://x.example/secret\r\n\r\n", Reason::Redirected, 302},
        AnswerRow{"Permanent", "HTTP/1.1 308 Permanent Redirect\r\nLocation: /secret\r\n\r\n", Reason::Redirected, 308},
        AnswerRow{"Unauthorized", "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\n\r\n",
                  Reason::WebPage, 401},
        AnswerRow{"NotFound", "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", Reason::WebPage, 404},
        AnswerRow{"TooMany", "HTTP/1.1 429 Too Many Requests\r\n\r\n", Reason::WebPage, 429},
        AnswerRow{"BadGateway", "HTTP/1.1 502 Bad Gateway\r\n\r\n", Reason::WebPage, 502},
        AnswerRow{"Captive", "HTTP/1.1 511 Network Authentication Required\r\n\r\n", Reason::WebPage, 511},
        AnswerRow{"NoPhrase", "HTTP/1.1 530 \r\n\r\n", Reason::WebPage, 530},
        AnswerRow{"WrongAccept",
                  "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n",
                  Reason::WebPage, 101},
        AnswerRow{"Rubbish", "rubbish\r\n\r\n", Reason::NetworkError, 0}),
    [](const auto& row) { return std::string(row.param.name); });

TEST_F(WrongAnswers, ARedirectNamesWhereToButNotThePath) {
    const LinkEnd end = endAfter([](QTcpSocket& socket, const QByteArray&) {
        socket.write("HTTP/1.1 301 Moved\r\nLocation: https://login.example:444/v1/x?y\r\n\r\n");
    });
    EXPECT_EQ(end.reason, Reason::Redirected);
    EXPECT_EQ(end.detail.toStdString(), "https://login.example:444");
}

TEST_F(WrongAnswers, SilenceAndAnEndIsANetworkError) {
    const LinkEnd end = endAfter([](QTcpSocket& socket, const QByteArray&) { socket.disconnectFromHost(); });
    EXPECT_EQ(end.reason, Reason::NetworkError);
}

TEST_F(WrongAnswers, AnotherProtocolIsANetworkError) {
    const LinkEnd end = endAfter([](QTcpSocket& socket, const QByteArray&) {
        socket.write("SSH-2.0-OpenSSH_9.2\r\n");
        socket.disconnectFromHost();
    });
    EXPECT_EQ(end.reason, Reason::NetworkError);
}

TEST_F(WrongAnswers, AnEndlessHeaderDoesNotFillTheMemory) {
    qint64 taken = 0;
    RawServer server([&](QTcpSocket& socket, const QByteArray&) {
        socket.write("HTTP/1.1 200 OK\r\n");
        QObject::connect(&socket, &QTcpSocket::bytesWritten, &socket, [&](qint64 bytes) {
            taken += bytes;
            if (socket.bytesToWrite() < 65'536)
                socket.write("X: " + QByteArray(65'536, 'x') + "\r\n");
        });
    });
    WebSocketLink link;
    const LinkRecorder record(link);
    link.open(urlOf(server.port()));
    // The kernel's buffers take some megabytes; then it stands still, or Qt gives up.
    qint64 before = -1;
    ASSERT_TRUE(waitFor([&] {
        const bool still = !record.ends.empty() || (taken > 0 && taken == before);
        before = taken;
        return still;
    }));
    EXPECT_LT(taken, 64 * 1024 * 1024);
}

QByteArray acceptAnswer(const QByteArray& request) {
    const qsizetype at = request.indexOf("Sec-WebSocket-Key: ") + 19;
    const QByteArray key = request.mid(at, request.indexOf("\r\n", at) - at);
    const QByteArray accept =
        QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1).toBase64();
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " +
           accept + "\r\n\r\n";
}

TEST(WebSocketLink, AFirstMessageInTheSameSegmentAsTheAnswerIsNotLost) {
    RawServer server([](QTcpSocket& socket, const QByteArray& request) {
        socket.write(acceptAnswer(request) + QByteArray("\x82\x05hello", 7));
    });
    WebSocketLink link;
    const LinkRecorder record(link);
    link.open(urlOf(server.port()));
    ASSERT_TRUE(waitFor([&] { return !record.messages.empty() || !record.ends.empty(); }));
    ASSERT_EQ(record.messages.size(), 1u);
    EXPECT_EQ(record.messages[0], "hello");
    EXPECT_EQ(record.opened, 1);
}

TEST(WebSocketLink, NobodyListeningIsRefused) {
    quint16 port = 0;
    {
        QTcpServer server;
        ASSERT_TRUE(server.listen(QHostAddress::LocalHost, 0));
        port = server.serverPort();
    }
    WebSocketLink link;
    const LinkRecorder record(link);
    link.open(urlOf(port));
    ASSERT_TRUE(record.waitForEnd());
    EXPECT_EQ(record.ends[0].reason, Reason::ConnectionRefused);
}

TEST(WebSocketLink, ANameThatCannotExistIsNotFound) {
    WebSocketLink link;
    const LinkRecorder record(link);
    link.open(QUrl(QStringLiteral("ws://no-such-name.invalid/v1")));
    ASSERT_TRUE(waitFor([&] { return !record.ends.empty(); }, 30s));
    EXPECT_TRUE(record.ends[0].reason == Reason::HostNotFound || record.ends[0].reason == Reason::ConnectTimeout)
        << static_cast<int>(record.ends[0].reason);
}

TEST(WebSocketLink, AnUnknownSchemeEndsInsteadOfHanging) {
    WebSocketLink link;
    const LinkRecorder record(link);
    link.open(QUrl(QStringLiteral("ftp://127.0.0.1/")));
    ASSERT_TRUE(record.waitForEnd());
    EXPECT_EQ(record.ends.size(), 1u);
}

TEST(WebSocketLink, AHostThatNeverAnswersTimesOut) {
    RawServer server([](QTcpSocket&, const QByteArray&) {});
    WebSocketLink link;
    const LinkRecorder record(link);
    link.open(urlOf(server.port()));
    ASSERT_TRUE(waitFor([&] { return !record.ends.empty(); }, WebSocketLink::kConnectTimeout * 3));
    EXPECT_EQ(record.ends[0].reason, Reason::ConnectTimeout);
}

TEST(WebSocketLink, KnowsOfTcpBeforeTheWebSocketIsOpen) {
    QTcpServer silent;
    ASSERT_TRUE(silent.listen(QHostAddress::LocalHost));
    WebSocketLink link;
    LinkRecorder record(link);
    EXPECT_FALSE(link.hasTcpConnection());
    link.open(urlOf(silent.serverPort()));
    ASSERT_TRUE(waitFor([&] { return link.hasTcpConnection(); }));
    EXPECT_EQ(record.opened, 0);
    link.abort();
    EXPECT_FALSE(link.hasTcpConnection());
}

TEST(WebSocketLink, GivingUpWhileDiallingEndsAtOnce) {
    RawServer server([](QTcpSocket&, const QByteArray&) {});
    for (const bool politely : {true, false}) {
        WebSocketLink link;
        const LinkRecorder record(link);
        link.open(urlOf(server.port()));
        politely ? link.close(CloseCode::Normal) : link.abort();
        ASSERT_EQ(record.ends.size(), 1u);
        EXPECT_EQ(record.ends[0].reason, Reason::ClosedByUs);
    }
}

TEST(WebSocketLink, AServerThatIgnoresTheGoodbyeIsCutOff) {
    QPointer<QTcpSocket> deaf;
    RawServer server([&](QTcpSocket& socket, const QByteArray& request) {
        socket.write(acceptAnswer(request));
        socket.setReadBufferSize(1);
        deaf = &socket;
    });
    WebSocketLink link;
    const LinkRecorder record(link);
    link.open(urlOf(server.port()));
    ASSERT_TRUE(waitFor([&] { return record.opened == 1; }));
    link.admit();
    while (link.bytesPending() < 1'000'000 || !waitFor([&] { return link.bytesPending() > 900'000; }, 50ms)) {
        for (int i = 0; i < 2000; ++i)
            link.send(QByteArray(8000, 'x'));
    }
    EXPECT_TRUE(record.ends.empty()) << "a peer that stops reading only makes the backlog grow";
    link.close(CloseCode::Normal);
    EXPECT_TRUE(record.ends.empty());
    ASSERT_TRUE(record.waitForEnd());
    EXPECT_EQ(record.ends[0].reason, Reason::ClosedByUs);
}

TEST(WebSocketLink, PendingBytesGoBackToNothingWhenThePeerReadsAgain) {
    QPointer<QTcpSocket> slow;
    RawServer server([&](QTcpSocket& socket, const QByteArray& request) {
        socket.write(acceptAnswer(request));
        socket.setReadBufferSize(1);
        slow = &socket;
    });
    WebSocketLink link;
    const LinkRecorder record(link);
    link.open(urlOf(server.port()));
    ASSERT_TRUE(waitFor([&] { return record.opened == 1; }));
    qint64 sent = 0;
    // 16 MB: more than loopback's socket buffers take.
    for (; sent < 16'000'000; sent += 8000)
        link.send(QByteArray(8000, 'x'));
    ASSERT_TRUE(waitFor([&] { return link.bytesPending() < sent; }));
    EXPECT_GT(link.bytesPending(), 0);
    qint64 read = 0;
    slow->setReadBufferSize(0);
    QObject::connect(slow, &QTcpSocket::readyRead, slow, [&] { read += slow->readAll().size(); });
    read += slow->readAll().size();
    ASSERT_TRUE(waitFor([&] { return read >= sent; }));
    EXPECT_EQ(link.bytesPending(), 0);
    EXPECT_TRUE(record.ends.empty());
}

/// What a server may send after the upgrade; unmasked, as servers do.
class HostileServer : public testing::Test {
protected:
    LinkEnd endAfter(const QByteArray& bytes) {
        RawServer server(
            [&](QTcpSocket& socket, const QByteArray& request) { socket.write(acceptAnswer(request) + bytes); });
        WebSocketLink link;
        const LinkRecorder record(link);
        link.open(urlOf(server.port()));
        EXPECT_TRUE(record.waitForEnd());
        EXPECT_EQ(record.ends.size(), 1u);
        EXPECT_TRUE(record.messages.empty());
        return record.ends.empty() ? LinkEnd{} : record.ends[0];
    }
};

TEST_F(HostileServer, TextIsAViolation) { EXPECT_EQ(endAfter(QByteArray("\x81\x02hi", 4)).reason, Reason::Violation); }

TEST_F(HostileServer, ManyEmptyFragmentsAreAViolation) {
    EXPECT_EQ(endAfter(QByteArray("\x02\x00", 2) + QByteArray(2000, '\0')).reason, Reason::Violation);
}

TEST_F(HostileServer, AGigabyteIsRefusedWithItsFirstByte) {
    EXPECT_EQ(endAfter(QByteArray("\x82\x7f\0\0\0\0\x40\0\0\0x", 11)).reason, Reason::Violation);
}

TEST_F(HostileServer, ReservedBitsAreAViolation) {
    EXPECT_EQ(endAfter(QByteArray("\xf2\x01x", 3)).reason, Reason::Violation);
}

TEST_F(HostileServer, ACloseCodeIsPassedOn) {
    const LinkEnd end = endAfter(QByteArray("\x88\x02\x11\x3a", 4));
    EXPECT_EQ(end.reason, Reason::ClosedByPeer);
    EXPECT_EQ(end.closeCode, 4410);
}

TEST(WebSocketLink, RandomBytesAfterTheUpgradeNeverHang) {
    std::mt19937 random(1);
    for (int round = 0; round < 60; ++round) {
        QByteArray rubbish(static_cast<qsizetype>(1 + random() % 600), '\0');
        for (char& byte : rubbish)
            byte = static_cast<char>(random());
        RawServer server([&](QTcpSocket& socket, const QByteArray& request) {
            socket.write(acceptAnswer(request) + rubbish);
            socket.disconnectFromHost();
        });
        WebSocketLink link;
        const LinkRecorder record(link);
        link.open(urlOf(server.port()));
        ASSERT_TRUE(record.waitForEnd());
        EXPECT_EQ(record.ends.size(), 1u);
        EXPECT_FALSE(record.afterTheEnd);
    }
}

/// A TLS server with a certificate that nobody vouches for.
class TlsServer final : public QTcpServer {
public:
    TlsServer(const QSslCertificate& certificate, const QSslKey& key) : m_certificate(certificate), m_key(key) {
        listen(QHostAddress::LocalHost, 0);
    }

    QByteArray received;
    std::function<QByteArray(const QByteArray& request)> answer;

protected:
    void incomingConnection(qintptr descriptor) override {
        auto* const socket = new QSslSocket(this);
        socket->setSocketDescriptor(descriptor);
        socket->setLocalCertificate(m_certificate);
        socket->setPrivateKey(m_key);
        connect(socket, &QSslSocket::readyRead, this, [this, socket] {
            received += socket->readAll();
            if (answer && received.endsWith("\r\n\r\n"))
                socket->write(answer(received));
        });
        socket->startServerEncryption();
    }

private:
    QSslCertificate m_certificate;
    QSslKey m_key;
};

bool makeCertificate(const QString& keyPath, const QString& certificatePath) {
    QProcess openssl;
    openssl.start(QStringLiteral("openssl"),
                  QStringLiteral("req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost "
                                 "-addext subjectAltName=DNS:localhost -keyout %1 -out %2")
                      .arg(keyPath, certificatePath)
                      .split(u' '));
    return openssl.waitForFinished(60'000) && openssl.exitCode() == 0;
}

class TlsLink : public testing::Test {
protected:
    void SetUp() override {
        if (!QSslSocket::supportsSsl() || QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty())
            GTEST_SKIP() << "needs TLS in Qt and the openssl program";
        const QString key = m_folder.filePath(QStringLiteral("key.pem"));
        const QString certificate = m_folder.filePath(QStringLiteral("certificate.pem"));
        ASSERT_TRUE(makeCertificate(key, certificate));
        QFile keyFile(key);
        ASSERT_TRUE(keyFile.open(QIODevice::ReadOnly));
        m_key = QSslKey(keyFile.readAll(), QSsl::Rsa);
        m_certificate = QSslCertificate::fromPath(certificate).value(0);
        ASSERT_FALSE(m_key.isNull() || m_certificate.isNull());
    }

    QTemporaryDir m_folder;
    QSslKey m_key;
    QSslCertificate m_certificate;
};

QUrl tlsUrlOf(quint16 port) { return QUrl(QStringLiteral("wss://localhost:%1/v1/secret").arg(port)); }

TEST_F(TlsLink, ASelfMadeCertificateServesACallerWhoProvesTheHostOtherwise) {
    TlsServer server(m_certificate, m_key);
    server.answer = [](const QByteArray& request) { return acceptAnswer(request); };
    WebSocketLink link;
    const LinkRecorder record(link);
    bool opened = false;
    QObject::connect(&link, &Link::opened, [&] { opened = true; });
    link.open(tlsUrlOf(server.serverPort()), WebSocketLink::Certificate::NeedNotBeTrusted);
    ASSERT_TRUE(waitFor([&] { return opened || !record.ends.empty(); }));
    EXPECT_TRUE(opened);
}

TEST_F(TlsLink, ASelfMadeCertificateIsNotAcceptedOtherwise) {
    TlsServer server(m_certificate, m_key);
    WebSocketLink link;
    const LinkRecorder record(link);
    link.open(tlsUrlOf(server.serverPort()));
    ASSERT_TRUE(record.waitForEnd());
    EXPECT_EQ(record.ends[0].reason, Reason::TlsFailed);
    EXPECT_FALSE(record.ends[0].detail.isEmpty());
    EXPECT_TRUE(server.received.isEmpty()) << "the request with the path must not reach an impostor";
}

/// Trusts the test's certificate while it lives.
class TrustedCertificate {
public:
    explicit TrustedCertificate(const QSslCertificate& certificate)
        : m_before(QSslConfiguration::defaultConfiguration()) {
        QSslConfiguration trusting = m_before;
        trusting.addCaCertificate(certificate);
        QSslConfiguration::setDefaultConfiguration(trusting);
    }
    ~TrustedCertificate() { QSslConfiguration::setDefaultConfiguration(m_before); }

private:
    QSslConfiguration m_before;
};

TEST_F(TlsLink, AVouchedCertificateOpensAndCarriesMessages) {
    const TrustedCertificate trusted(m_certificate);
    TlsServer server(m_certificate, m_key);
    server.answer = [](const QByteArray& request) { return acceptAnswer(request) + QByteArray("\x82\x05hello", 7); };
    WebSocketLink link;
    const LinkRecorder record(link);
    link.open(tlsUrlOf(server.serverPort()));
    ASSERT_TRUE(waitFor([&] { return !record.messages.empty() || !record.ends.empty(); }));
    ASSERT_TRUE(record.ends.empty()) << record.ends[0].detail.toStdString();
    EXPECT_EQ(record.messages[0], "hello");
    const qsizetype before = server.received.size();
    link.send("back");
    EXPECT_GT(link.bytesPending(), 0);
    ASSERT_TRUE(waitFor([&] { return server.received.size() == before + 10; })) << "6 bytes of header, masked";
    EXPECT_EQ(link.bytesPending(), 0);
}

TEST_F(TlsLink, AWebPageBehindTlsIsNamed) {
    const TrustedCertificate trusted(m_certificate);
    TlsServer server(m_certificate, m_key);
    server.answer = [](const QByteArray&) { return QByteArray("HTTP/1.1 429 Too Many Requests\r\n\r\n"); };
    WebSocketLink link;
    const LinkRecorder record(link);
    link.open(tlsUrlOf(server.serverPort()));
    ASSERT_TRUE(record.waitForEnd());
    EXPECT_EQ(record.ends[0].reason, Reason::WebPage);
    EXPECT_EQ(record.ends[0].httpStatus, 429);
}

TEST_F(TlsLink, APlainServerIsATlsFailure) {
    QTcpServer server;
    QObject::connect(&server, &QTcpServer::newConnection, &server,
                     [&] { server.nextPendingConnection()->write("HTTP/1.1 400 Bad Request\r\n\r\n"); });
    ASSERT_TRUE(server.listen(QHostAddress::LocalHost, 0));
    WebSocketLink link;
    const LinkRecorder record(link);
    link.open(tlsUrlOf(server.serverPort()));
    ASSERT_TRUE(record.waitForEnd());
    EXPECT_EQ(record.ends[0].reason, Reason::TlsFailed);
}

} // namespace
