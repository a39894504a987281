#include "core/call/byte_array.h"
#include "core/protocol/wire_format.h"
#include "tests/support/two_parties.h"

#include <QTcpSocket>

#include <gtest/gtest.h>

namespace viz {
namespace {

using test::Party;
using test::TwoParties;
using test::waitFor;

/// Somebody who speaks WebSocket and says what a test wants.
struct Stranger {
    explicit Stranger(const QString& url) {
        QObject::connect(&link, &Link::opened, [this] { open = true; });
        QObject::connect(&link, &Link::received, [this](const QByteArray& message) { heard.push_back(message); });
        QObject::connect(&link, &Link::closed, [this](const LinkEnd& e) { end = e; });
        link.open(QUrl(url));
    }
    [[nodiscard]] bool opens() {
        return waitFor([&] { return open; });
    }
    [[nodiscard]] bool isClosedWith(CloseCode code) {
        return waitFor([&] { return end.has_value(); }) && end->closeCode == static_cast<int>(code);
    }

    WebSocketLink link;
    bool open = false;
    std::vector<QByteArray> heard;
    std::optional<LinkEnd> end;
};

class HostReceptionTest : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(initializeCrypto());
        ASSERT_TRUE(parties.hosts());
        auto invite = understandAddress(parties.host.session.inviteText());
        keys = InviteKeys::derive(invite->secret);
    }
    [[nodiscard]] QString url(const InviteKeys* k) const {
        return parties.bareAddress() + QString::fromStdString(requestPath(k));
    }
    void expectStillWaiting() {
        EXPECT_EQ(parties.host.states, (std::vector{CallState::Hosting})) << "it rang";
        parties.joins(parties.host.session.inviteText());
        EXPECT_TRUE(parties.host.reaches(CallState::Ringing)) << "a guest with the invite must still get in";
    }

    TwoParties parties;
    InviteKeys keys;
};

TEST_F(HostReceptionTest, EveryFlippedBitOfAKnockIsRefusedWithoutRinging) {
    // One connection a byte: all 640 bits are covered by the handshake's own tests.
    for (std::size_t at = 0; at < wire::kKnockBytes; ++at) {
        Stranger stranger(url(&keys));
        ASSERT_TRUE(stranger.opens());
        JoinerHandshake handshake(&keys, "x");
        QByteArray knock = toByteArray(handshake.createKnock());
        knock[static_cast<qsizetype>(at)] = static_cast<char>(knock[static_cast<qsizetype>(at)] ^ 1 << at % 8);
        stranger.link.send(knock);
        ASSERT_TRUE(waitFor([&] { return stranger.end.has_value(); })) << at;
        EXPECT_TRUE(stranger.heard.empty()) << at;
    }
    expectStillWaiting();
}

TEST_F(HostReceptionTest, AFlippedOpenIsRefusedWithoutRinging) {
    for (std::size_t at = 0; at < wire::kOpenBytes; at += 7) {
        Stranger stranger(url(&keys));
        ASSERT_TRUE(stranger.opens());
        JoinerHandshake handshake(&keys, "x");
        stranger.link.send(toByteArray(handshake.createKnock()));
        ASSERT_TRUE(waitFor([&] { return stranger.heard.size() == 1; }));
        ASSERT_EQ(handshake.consumeOffer(toView(stranger.heard[0])), HandshakeVerdict::Ok);
        QByteArray open = toByteArray(handshake.createOpen());
        open[static_cast<qsizetype>(at)] = static_cast<char>(open[static_cast<qsizetype>(at)] ^ 1 << at % 8);
        stranger.link.send(open);
        ASSERT_TRUE(stranger.isClosedWith(CloseCode::Authentication)) << at;
    }
    expectStillWaiting();
}

TEST_F(HostReceptionTest, AnotherSecretIsRefused) {
    const InviteKeys wrong = InviteKeys::derive(SecretBytes::random(kInviteSecretBytes));
    Stranger lost(url(&wrong));
    ASSERT_TRUE(waitFor([&] { return lost.end.has_value(); }));
    EXPECT_EQ(lost.end->httpStatus, 404);
    Stranger stranger(url(&keys)); // the tunnel knows the path, but not the secret
    ASSERT_TRUE(stranger.opens());
    stranger.link.send(toByteArray(JoinerHandshake(&wrong, "x").createKnock()));
    EXPECT_TRUE(stranger.isClosedWith(CloseCode::Authentication));
    expectStillWaiting();
}

TEST_F(HostReceptionTest, AReplayedKnockIsNotAnswered) {
    JoinerHandshake handshake(&keys, "x");
    const QByteArray knock = toByteArray(handshake.createKnock());
    Stranger first(url(&keys));
    ASSERT_TRUE(first.opens());
    first.link.send(knock);
    ASSERT_TRUE(waitFor([&] { return first.heard.size() == 1; }));
    Stranger second(url(&keys));
    ASSERT_TRUE(second.opens());
    second.link.send(knock);
    EXPECT_TRUE(second.isClosedWith(CloseCode::Authentication));
    EXPECT_TRUE(second.heard.empty());
}

TEST_F(HostReceptionTest, WrongSizesAndGarbageAreRefused) {
    for (const qsizetype size : {0, 1, 79, 81, 184, 256}) {
        Stranger stranger(url(nullptr));
        ASSERT_TRUE(stranger.opens());
        stranger.link.send(QByteArray(size, 'x'));
        EXPECT_TRUE(stranger.isClosedWith(CloseCode::Malformed)) << size;
    }
    Stranger large(url(nullptr));
    ASSERT_TRUE(large.opens());
    large.link.send(QByteArray(4096, 'x')); // over the limit for strangers
    ASSERT_TRUE(waitFor([&] { return large.end.has_value(); }));
    expectStillWaiting();
}

TEST_F(HostReceptionTest, ASilentStrangerIsShownOutAndCostsNobodyTheirPlace) {
    Stranger silent(url(&keys));
    ASSERT_TRUE(silent.opens());
    EXPECT_TRUE(silent.isClosedWith(CloseCode::HandshakeTimeout)); // five seconds, not for ever
    expectStillWaiting();
}

TEST_F(HostReceptionTest, SoundBeforeTheAnswerEndsTheConnection) {
    Stranger stranger(url(&keys));
    ASSERT_TRUE(stranger.opens());
    JoinerHandshake handshake(&keys, "x");
    stranger.link.send(toByteArray(handshake.createKnock()));
    ASSERT_TRUE(waitFor([&] { return stranger.heard.size() == 1; }));
    ASSERT_EQ(handshake.consumeOffer(toView(stranger.heard[0])), HandshakeVerdict::Ok);
    stranger.link.send(toByteArray(handshake.createOpen()));
    ASSERT_TRUE(parties.host.reaches(CallState::Ringing));
    SessionKeys session = handshake.takeKeys();
    RecordSealer sealer(std::move(session.sealing));
    FrameBatch batch;
    Bytes plaintext;
    Bytes record;
    ASSERT_TRUE(batch.add(Bytes(80)));
    BatchCompressor().pack(batch, SizePolicy::Constant, plaintext);
    sealer.seal(plaintext, record);
    stranger.link.send(toByteArray(record));
    EXPECT_TRUE(stranger.isClosedWith(CloseCode::Malformed));
    EXPECT_TRUE(parties.host.reaches(CallState::Hosting));
    EXPECT_EQ(parties.host.factory.opened, 0);
}

TEST_F(HostReceptionTest, TextFramesAreRefused) {
    QTcpSocket raw;
    raw.connectToHost(QHostAddress::LocalHost, parties.host.port);
    ASSERT_TRUE(waitFor([&] { return raw.state() == QAbstractSocket::ConnectedState; }));
    raw.write("GET " + QByteArray::fromStdString(requestPath(&keys)) +
              " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
    QByteArray answer;
    ASSERT_TRUE(waitFor([&] { return (answer += raw.readAll()).contains("\r\n\r\n"); }));
    ASSERT_TRUE(answer.startsWith("HTTP/1.1 101")) << answer.constData();
    raw.write(QByteArray::fromHex("818500000000") + "hello"); // FIN, text, masked with zeros
    EXPECT_TRUE(waitFor([&] { return raw.state() == QAbstractSocket::UnconnectedState; }));
    expectStillWaiting();
}

} // namespace
} // namespace viz
