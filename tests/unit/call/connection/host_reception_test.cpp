#include "core/call/byte_array.h"
#include "core/protocol/wire_format.h"
#include "tests/support/two_parties.h"

#include <QTcpServer>
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

quint16 freePort() {
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

/// The answer to a request that is no WebSocket and asks with a nonce of 16 'n'.
QByteArray answerToProbe(quint16 port, const QString& path) {
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    socket.write("GET " + path.toUtf8() + " HTTP/1.1\r\nHost: x\r\nX-Viz-Nonce: bm5ubm5ubm5ubm5ubm5ubg\r\n\r\n");
    EXPECT_TRUE(waitFor([&] { return socket.state() == QAbstractSocket::UnconnectedState; }));
    return socket.readAll();
}

TEST_F(HostReceptionTest, ProvesWhereItIsToWhoAsksAtTheInvitesPath) {
    const CallSession& session = parties.host.session;
    const quint16 port = understandAddress(session.inviteText())->address.port;
    const QByteArray proof = session.probeProof(QByteArray(wire::kProbeNonceBytes, 'n'));
    ASSERT_EQ(proof.size(), static_cast<qsizetype>(wire::kProbeProofBytes));
    const QByteArray field =
        "X-Viz: " + proof.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) + "\r\n";
    const QByteArray answer = answerToProbe(port, session.probePath());
    EXPECT_TRUE(answer.startsWith("HTTP/1.1 426 ")) << answer.constData();
    EXPECT_TRUE(answer.contains(field)) << answer.constData();
    const QByteArray toStrangers = answerToProbe(port, QStringLiteral("/v1"));
    EXPECT_TRUE(toStrangers.startsWith("HTTP/1.1 426 ")) << toStrangers.constData();
    EXPECT_FALSE(toStrangers.contains("X-Viz"));
    expectStillWaiting();
    EXPECT_TRUE(answerToProbe(port, session.probePath()).contains(field)) << "during a call, too";
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

/// As many as the door lets through, on the path that needs no invite, and some that it does not.
class Crowd {
public:
    explicit Crowd(const QString& url) {
        for (int i = 0; i < 2 * WebSocketHost::kMaxStrangers; ++i)
            m_strangers.push_back(std::make_unique<Stranger>(url));
    }
    [[nodiscard]] bool isServed() const {
        return waitFor([this] {
            return std::ranges::all_of(m_strangers, [](const auto& each) { return each->open || each->end; });
        });
    }
    [[nodiscard]] int inside() const {
        return static_cast<int>(std::ranges::count_if(m_strangers, [](const auto& each) { return each->open; }));
    }

private:
    std::vector<std::unique_ptr<Stranger>> m_strangers;
};

TEST_F(HostReceptionTest, ACrowdWithoutTheInviteTakesNoPlacesOfTheInvited) {
    const Crowd crowd(url(nullptr));
    ASSERT_TRUE(crowd.isServed());
    EXPECT_EQ(crowd.inside(), HostReception::kUninvitedPlaces);
    expectStillWaiting();
}

TEST_F(HostReceptionTest, OneCallerWithoutTheInviteAtATime) {
    auto first = std::make_unique<Stranger>(url(nullptr));
    Stranger second(url(nullptr));
    ASSERT_TRUE(first->opens() && second.opens());
    first->link.send(toByteArray(JoinerHandshake(nullptr, "x").createKnock()));
    ASSERT_TRUE(waitFor([&] { return first->heard.size() == 1; }));
    second.link.send(toByteArray(JoinerHandshake(nullptr, "x").createKnock()));
    EXPECT_TRUE(second.isClosedWith(CloseCode::Throttled));
    first->link.abort();
    ASSERT_TRUE(waitFor([&] {
        Stranger third(url(nullptr));
        if (!third.opens())
            return false;
        third.link.send(toByteArray(JoinerHandshake(nullptr, "x").createKnock()));
        return waitFor([&] { return !third.heard.empty() || third.end; }) && !third.heard.empty();
    })) << "its place is free again";
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

/// Somebody who was let in, by a handshake and records of their own.
class ComingBack : public HostReceptionTest {
protected:
    void SetUp() override {
        HostReceptionTest::SetUp();
        first = std::make_unique<Stranger>(url(&keys));
        ASSERT_TRUE(opens(*first, JoinerHandshake(&keys, "x")));
        ASSERT_TRUE(parties.host.reaches(CallState::Ringing));
    }
    void accept() {
        parties.host.session.accept();
        ASSERT_TRUE(parties.host.reaches(CallState::InCall));
    }
    /// The whole handshake; its ticket and sealing key are kept.
    [[nodiscard]] bool opens(Stranger& stranger, JoinerHandshake handshake) {
        if (!stranger.opens())
            return false;
        stranger.link.send(toByteArray(handshake.createKnock()));
        if (!waitFor([&] { return !stranger.heard.empty(); }) ||
            handshake.consumeOffer(toView(stranger.heard[0])) != HandshakeVerdict::Ok)
            return false;
        stranger.link.send(toByteArray(handshake.createOpen()));
        session = handshake.takeKeys();
        return true;
    }
    [[nodiscard]] ResumeTicket ticket() const { return ResumeTicket::of(session); }
    /// Closed without a word.
    [[nodiscard]] bool isTurnedAway(const ResumeTicket& shown) {
        Stranger stranger(url(&keys));
        return stranger.opens() && (stranger.link.send(toByteArray(JoinerHandshake(shown, "x").createKnock())), true) &&
               stranger.isClosedWith(CloseCode::Authentication) && stranger.heard.empty();
    }
    /// One record, so that the host knows that we are there.
    void confirm(Stranger& stranger) const {
        Bytes plaintext;
        Bytes record;
        packFill(64, plaintext);
        RecordSealer(session.sealing.duplicate()).seal(plaintext, record);
        stranger.link.send(toByteArray(record));
    }

    std::unique_ptr<Stranger> first;
    SessionKeys session;
};

TEST_F(ComingBack, IsOnlyForWhoWasAccepted) {
    EXPECT_TRUE(isTurnedAway(ticket()));
    accept();
    const ResumeTicket valid = ticket();
    Stranger second(url(&keys));
    EXPECT_TRUE(opens(second, JoinerHandshake(valid, "x")));
}

TEST_F(ComingBack, ThroughACrowdWithoutTheInvite) {
    accept();
    const Crowd crowd(url(nullptr));
    ASSERT_TRUE(crowd.isServed());
    first->link.abort();
    Stranger second(url(&keys));
    EXPECT_TRUE(opens(second, JoinerHandshake(ticket(), "x")));
}

TEST_F(ComingBack, NeedsTheWholeTicket) {
    accept();
    ResumeTicket otherId = ticket();
    otherId.id[3] ^= std::byte{1};
    ResumeTicket otherPsk = ticket();
    otherPsk.psk = SecretBytes::random(otherPsk.psk.size());
    EXPECT_TRUE(isTurnedAway(otherId));
    EXPECT_TRUE(isTurnedAway(otherPsk));
    Stranger second(url(&keys));
    EXPECT_TRUE(opens(second, JoinerHandshake(ticket(), "x"))) << "and the failures cost the owner nothing";
}

TEST_F(ComingBack, AReplayedKnockIsNotAnswered) {
    accept();
    const JoinerHandshake handshake(ticket(), "x");
    const QByteArray knock = toByteArray(handshake.createKnock());
    Stranger second(url(&keys));
    ASSERT_TRUE(second.opens());
    second.link.send(knock);
    ASSERT_TRUE(waitFor([&] { return second.heard.size() == 1; }));
    Stranger replayed(url(&keys));
    ASSERT_TRUE(replayed.opens());
    replayed.link.send(knock);
    EXPECT_TRUE(replayed.isClosedWith(CloseCode::Authentication));
    EXPECT_TRUE(replayed.heard.empty());
}

TEST_F(ComingBack, ATicketIsUsedUpByTheFirstRecordOnTheConnectionThatItOpened) {
    accept();
    const ResumeTicket used = ticket();
    Stranger second(url(&keys));
    ASSERT_TRUE(opens(second, JoinerHandshake(used, "x")));
    Stranger again(url(&keys));
    ASSERT_TRUE(again.opens());
    again.link.send(toByteArray(JoinerHandshake(used, "x").createKnock()));
    ASSERT_TRUE(waitFor([&] { return !again.heard.empty(); })) << "not yet: the host's first record may be lost";
    confirm(second);
    ASSERT_TRUE(waitFor([&] { return parties.host.session.stats().reconnects == 1; }));
    EXPECT_TRUE(isTurnedAway(used));
    Stranger third(url(&keys));
    EXPECT_TRUE(opens(third, JoinerHandshake(ticket(), "x")));
}

TEST_F(ComingBack, TheHostSpeaksFirst) {
    accept();
    Stranger second(url(&keys));
    ASSERT_TRUE(opens(second, JoinerHandshake(ticket(), "x")));
    EXPECT_TRUE(waitFor([&] { return second.heard.size() >= 2; })) << "the proof that it has the keys";
}

TEST_F(ComingBack, AfterTheCallNobodyDoes) {
    accept();
    first->link.abort();
    parties.host.session.hangUp();
    Stranger second(url(&keys));
    EXPECT_TRUE(waitFor([&] { return second.end.has_value(); }));
    EXPECT_FALSE(second.open);
}

TEST_F(HostReceptionTest, AClosedDoorLetsNoStrangerInAndAnOpenOneDoes) {
    const quint16 port = parties.host.port;
    for (const bool linkOnly : {true, false}) {
        parties.host.port = 0;
        parties.host.session.setDoor({.port = 0, .linkOnly = linkOnly});
        ASSERT_TRUE(waitFor([&] { return parties.host.port != 0; }));
        EXPECT_EQ(parties.host.port, port) << "invites and tunnels lead there";
        Stranger stranger(url(nullptr));
        ASSERT_TRUE(waitFor([&] { return stranger.open || stranger.end; }));
        EXPECT_EQ(stranger.open, !linkOnly);
    }
    expectStillWaiting();
}

TEST_F(HostReceptionTest, TheInviteIsGoodAtAnotherPortAndTheOldOneIsShut) {
    const QString before = parties.bareAddress();
    const quint16 another = freePort();
    Stranger halfWay(url(&keys));
    ASSERT_TRUE(halfWay.opens());
    parties.host.session.setDoor({.port = another});
    ASSERT_TRUE(waitFor([&] { return parties.host.port == another; }));
    EXPECT_TRUE(waitFor([&] { return halfWay.end.has_value(); })) << "it stands at the old door";
    Stranger late(before + QString::fromStdString(requestPath(&keys)));
    ASSERT_TRUE(waitFor([&] { return late.end.has_value(); }));
    EXPECT_FALSE(late.open);
    Stranger invited(url(&keys));
    EXPECT_TRUE(invited.opens()) << "the secret is the same";
    expectStillWaiting();
}

TEST_F(HostReceptionTest, TheDoorWaitsUntilWhoRingsIsGone) {
    parties.joins(parties.host.session.inviteText());
    ASSERT_TRUE(parties.host.reaches(CallState::Ringing));
    const quint16 another = freePort();
    parties.host.session.setDoor({.port = another, .linkOnly = true});
    EXPECT_EQ(parties.host.session.state(), CallState::Ringing);
    parties.host.session.decline();
    ASSERT_TRUE(waitFor([&] { return parties.host.port == another; }));
    EXPECT_TRUE(parties.joiner.reaches(CallState::Ended));
    EXPECT_EQ(parties.joiner.ends.back().reason, EndReason::DeclinedThere) << "the goodbye must still get out";
}

TEST_F(HostReceptionTest, ADoorThatIsSetWhileHostingBeginsIsTheOneThatHostBrings) {
    Party party;
    QObject::connect(&party.session, &CallControl::stateChanged,
                     [&] { party.session.setDoor({.port = freePort(), .linkOnly = true}); });
    const quint16 brought = freePort();
    party.session.host({.voice = test::toneAndNull(QStringLiteral("Hanna")), .door = {.port = brought}});
    EXPECT_TRUE(waitFor([&] { return party.port == brought; }));
}

TEST_F(HostReceptionTest, ACallKeepsItsDoor) {
    parties.joins(parties.host.session.inviteText());
    ASSERT_TRUE(parties.answers());
    parties.host.port = 0;
    parties.host.session.setDoor({.port = 0, .linkOnly = true});
    EXPECT_TRUE(parties.joiner.hearsMore());
    EXPECT_EQ(parties.host.port, 0);
}

TEST_F(HostReceptionTest, WhereNobodyCanListenTheWaitingEndsAndSaysSo) {
    QTcpServer taken;
    ASSERT_TRUE(taken.listen(QHostAddress::LocalHost));
    parties.host.session.setDoor({.port = taken.serverPort()});
    ASSERT_TRUE(parties.host.reaches(CallState::Ended));
    EXPECT_EQ(parties.host.ends.back().reason, EndReason::CannotListen);
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
