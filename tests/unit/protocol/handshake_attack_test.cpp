#include "core/protocol/handshake_messages.h"
#include "core/protocol/safety_words.h"
#include "handshake_run.h"

#include <gtest/gtest.h>

namespace viz::test {
namespace {

/// The most permissive pair: a host that takes both modes.
struct Pair {
    explicit Pair(const InviteKeys* joinerKeys, const InviteKeys& hostKeys)
        : host(&hostKeys, true), joiner(joinerKeys, "Alice") {}

    HostHandshake host;
    JoinerHandshake joiner;
};

class Attacks : public testing::TestWithParam<HandshakeMode> {
protected:
    [[nodiscard]] const InviteKeys* joinerKeys() const { return GetParam() == HandshakeMode::Link ? &m_keys : nullptr; }
    [[nodiscard]] Pair pair() const { return Pair(joinerKeys(), m_keys); }
    /// How many bit flips of one message somebody noticed.
    int rejectedFlips(std::size_t messageBytes, Wiretap::Tamper Wiretap::*message) const {
        int rejected = 0;
        for (std::size_t bit = 0; bit < messageBytes * 8; ++bit) {
            Wiretap wire;
            wire.*message = [bit](Bytes bytes) { return flipBit(std::move(bytes), bit); };
            Pair parties = pair();
            rejected += runHandshake(parties.host, parties.joiner, wire).completed() ? 0 : 1;
        }
        return rejected;
    }

private:
    InviteKeys m_keys = testInviteKeys();
};

INSTANTIATE_TEST_SUITE_P(Modes, Attacks, testing::Values(HandshakeMode::Sas, HandshakeMode::Link),
                         [](const auto& instance) { return instance.param == HandshakeMode::Sas ? "Sas" : "Link"; });

TEST_P(Attacks, EveryFlippedBitOfTheKnockIsNoticed) { EXPECT_EQ(rejectedFlips(kKnockBytes, &Wiretap::knock), 640); }
TEST_P(Attacks, EveryFlippedBitOfTheOfferIsNoticed) { EXPECT_EQ(rejectedFlips(kOfferBytes, &Wiretap::offer), 640); }
TEST_P(Attacks, EveryFlippedBitOfTheOpenIsNoticed) { EXPECT_EQ(rejectedFlips(kOpenBytes, &Wiretap::open), 1472); }

TEST_P(Attacks, NothingFlippedIsAccepted) {
    Pair parties = pair();
    EXPECT_TRUE(runHandshake(parties.host, parties.joiner).completed());
}

TEST_P(Attacks, EveryTruncationIsMalformed) {
    for (std::size_t size = 0; size < kOpenBytes; ++size) {
        Pair parties = pair();
        const Wiretap::Tamper cut = [size](Bytes bytes) {
            bytes.resize(std::min(size, bytes.size() - 1));
            return bytes;
        };
        Wiretap wire;
        (size < kKnockBytes ? wire.knock : wire.open) = cut;
        EXPECT_EQ(runHandshake(parties.host, parties.joiner, wire).verdict, HandshakeVerdict::Malformed);
    }
}

TEST_P(Attacks, AnotherKeyThanThePromisedOneIsNoticed) {
    Pair parties = pair();
    Wiretap wire;
    wire.open = [this](Bytes) { // what another joiner with the same invite would have opened
        Pair other = pair();
        Bytes open;
        Wiretap tap;
        tap.open = [&open](Bytes bytes) { return open = std::move(bytes); };
        EXPECT_TRUE(runHandshake(other.host, other.joiner, tap).completed());
        return open;
    };
    EXPECT_EQ(runHandshake(parties.host, parties.joiner, wire).verdict, HandshakeVerdict::BadCommitment);
}

TEST_P(Attacks, AnOldOfferIsOfNoUse) {
    Pair old = pair();
    Bytes oldOffer;
    Wiretap record;
    record.offer = [&oldOffer](Bytes bytes) { return oldOffer = std::move(bytes); };
    ASSERT_TRUE(runHandshake(old.host, old.joiner, record).completed());
    Pair parties = pair();
    Wiretap replay;
    replay.offer = [&oldOffer](const Bytes&) { return oldOffer; };
    EXPECT_EQ(runHandshake(parties.host, parties.joiner, replay).verdict, HandshakeVerdict::NotAuthentic);
}

/// The points whose multiples are all one of a handful: what crypto_scalarmult refuses (cr.yp.to/ecdh.html).
constexpr std::array kLowOrderPoints{"0000000000000000000000000000000000000000000000000000000000000000",
                                     "0100000000000000000000000000000000000000000000000000000000000000",
                                     "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                                     "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
                                     "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                                     "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                                     "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"};

PublicKey keyFromHex(std::string_view hex) {
    PublicKey key{};
    const Bytes bytes = fromHex(hex);
    std::copy(bytes.begin(), bytes.end(), key.begin());
    return key;
}

Bytes withKey(Bytes message, std::size_t offset, const PublicKey& key) {
    std::copy(key.begin(), key.end(), message.begin() + static_cast<std::ptrdiff_t>(offset));
    return message;
}

TEST(SasAttacks, LowOrderKeyOfTheHostIsRefused) {
    for (const char* point : kLowOrderPoints) {
        HostHandshake host(nullptr, true);
        JoinerHandshake joiner(nullptr, "Alice");
        Wiretap wire;
        wire.offer = [point](Bytes offer) { return withKey(std::move(offer), 16, keyFromHex(point)); };
        EXPECT_EQ(runHandshake(host, joiner, wire).verdict, HandshakeVerdict::BadKey) << point;
    }
}

TEST(SasAttacks, LowOrderKeyOfTheJoinerIsRefused) {
    for (const char* point : kLowOrderPoints) {
        HostHandshake host(nullptr, true);
        const PublicKey key = keyFromHex(point);
        ASSERT_EQ(host.consumeKnock(packKnock({.commitment = commitmentTo(key)}, nullptr)), HandshakeVerdict::Ok);
        (void)host.createOffer();
        const Bytes open = packOpen(withKey(Bytes(kOpenBytes - 8), 0, key));
        EXPECT_EQ(host.consumeOpen(open), HandshakeVerdict::BadKey) << point;
    }
}

TEST(SasAttacks, OwnKeyReflectedIsRefused) {
    const PublicKey joinerKey = publicKeyOf(joinerEphemeral());
    HostHandshake host(nullptr, true, hostEphemeral());
    JoinerHandshake joiner(nullptr, "Alice", joinerEphemeral());
    Wiretap wire;
    wire.offer = [&joinerKey](Bytes offer) { return withKey(std::move(offer), 16, joinerKey); };
    EXPECT_EQ(runHandshake(host, joiner, wire).verdict, HandshakeVerdict::BadKey);

    // The host cannot meet its own key unless somebody knew its secret before the KNOCK; refused all the same.
    const PublicKey hostKey = publicKeyOf(hostEphemeral());
    HostHandshake mirrored(nullptr, true, hostEphemeral());
    ASSERT_EQ(mirrored.consumeKnock(packKnock({.commitment = commitmentTo(hostKey)}, nullptr)), HandshakeVerdict::Ok);
    (void)mirrored.createOffer();
    EXPECT_EQ(mirrored.consumeOpen(packOpen(withKey(Bytes(kOpenBytes - 8), 0, hostKey))), HandshakeVerdict::BadKey);
}

TEST(SasAttacks, AManInTheMiddleNeverGetsTheSameWords) {
    for (int run = 0; run < 1000; ++run) {
        HostHandshake host(nullptr, true);
        JoinerHandshake evilJoiner(nullptr, "Alice");
        HostHandshake evilHost(nullptr, true);
        JoinerHandshake joiner(nullptr, "Alice");
        const Outcome hostLeg = runHandshake(host, evilJoiner);
        const Outcome joinerLeg = runHandshake(evilHost, joiner);
        ASSERT_TRUE(hostLeg.completed() && joinerLeg.completed());
        EXPECT_NE(safetyWordIndexes(hostLeg.host->sas), safetyWordIndexes(joinerLeg.joiner->sas)) << run;
    }
}

TEST(LinkAttacks, WithoutTheSecretNeitherSideCanBePlayed) {
    const InviteKeys keys = testInviteKeys();
    const InviteKeys guessed = InviteKeys::derive(countingSecret(1, kInviteSecretBytes));
    HostHandshake host(&keys, false);
    JoinerHandshake evilJoiner(&guessed, "Alice");
    EXPECT_EQ(host.consumeKnock(evilJoiner.createKnock()), HandshakeVerdict::BadMac);

    JoinerHandshake joiner(&keys, "Alice");
    HostHandshake evilHost(&guessed, true);
    EXPECT_EQ(evilHost.consumeKnock(joiner.createKnock()), HandshakeVerdict::BadMac);
}

TEST(LinkAttacks, AJoinerWithASecretNeverAcceptsASasOffer) {
    const InviteKeys keys = testInviteKeys();
    JoinerHandshake joiner(&keys, "Alice");
    const Bytes knock = joiner.createKnock();
    HostHandshake evilHost(nullptr, true);
    ASSERT_EQ(evilHost.consumeKnock(packKnock({.commitment = unpackKnock(knock)->commitment}, nullptr)),
              HandshakeVerdict::Ok);
    const Bytes sasOffer = evilHost.createOffer();
    EXPECT_EQ(joiner.consumeOffer(sasOffer), HandshakeVerdict::WrongMode);

    JoinerHandshake again(&keys, "Alice");
    Bytes relabelled = sasOffer;
    relabelled[6] = static_cast<std::byte>(HandshakeMode::Link);
    EXPECT_EQ(again.consumeOffer(relabelled), HandshakeVerdict::NotAuthentic);
}

TEST(LinkAttacks, AReplayedKnockOpensNothing) {
    const InviteKeys keys = testInviteKeys();
    HostHandshake host(&keys, false);
    JoinerHandshake joiner(&keys, "Alice");
    Bytes knock;
    Bytes open;
    Wiretap record;
    record.knock = [&knock](Bytes bytes) { return knock = std::move(bytes); };
    record.open = [&open](Bytes bytes) { return open = std::move(bytes); };
    ASSERT_TRUE(runHandshake(host, joiner, record).completed());

    HostHandshake next(&keys, false);
    ASSERT_EQ(next.consumeKnock(knock), HandshakeVerdict::Ok) << "the caller remembers commitments, not this class";
    (void)next.createOffer();
    EXPECT_EQ(next.consumeOpen(open), HandshakeVerdict::NotAuthentic);
}

} // namespace
} // namespace viz::test
