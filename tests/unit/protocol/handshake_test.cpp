#include "core/protocol/blake2b.h"
#include "core/protocol/handshake.h"
#include "core/protocol/handshake_messages.h"
#include "core/protocol/key_schedule.h"
#include "handshake_run.h"

#include <gtest/gtest.h>

namespace viz::test {
namespace {

Outcome sasCall(std::string_view name) {
    HostHandshake host(nullptr, true, hostEphemeral());
    JoinerHandshake joiner(nullptr, name, joinerEphemeral());
    return runHandshake(host, joiner);
}

Outcome linkCall(const InviteKeys& keys, std::string_view name = "Alice") {
    HostHandshake host(&keys, false);
    JoinerHandshake joiner(&keys, name);
    return runHandshake(host, joiner);
}

TEST(Handshake, GivesBothSidesTheSameKeysAndNewOnesEachTime) {
    const InviteKeys keys = testInviteKeys();
    const Outcome first = linkCall(keys);
    const Outcome second = linkCall(keys);
    ASSERT_TRUE(first.completed() && second.completed());
    EXPECT_EQ(toHex(first.host->sealing.view()), toHex(first.joiner->opening.view()));
    EXPECT_EQ(toHex(first.host->opening.view()), toHex(first.joiner->sealing.view()));
    EXPECT_EQ(first.host->sas, first.joiner->sas);
    EXPECT_EQ(first.host->resumeId, first.joiner->resumeId);
    EXPECT_NE(toHex(first.host->sealing.view()), toHex(first.host->opening.view()));
    EXPECT_NE(toHex(first.host->sealing.view()), toHex(second.host->sealing.view()));
    EXPECT_NE(first.host->sas, second.host->sas);
    EXPECT_NE(first.host->resumeId, second.host->resumeId);
}

TEST(Handshake, MessagesHaveTheirExactSizes) {
    const InviteKeys keys = testInviteKeys();
    HostHandshake host(&keys, false);
    JoinerHandshake joiner(&keys, "Alice");
    const Bytes knock = joiner.createKnock();
    EXPECT_EQ(knock.size(), kKnockBytes);
    ASSERT_EQ(host.consumeKnock(knock), HandshakeVerdict::Ok);
    EXPECT_EQ(host.mode(), HandshakeMode::Link);
    EXPECT_EQ(toHex(host.commitment()), toHex(ByteView(knock).subspan(32, 32)));
    const Bytes offer = host.createOffer();
    EXPECT_EQ(offer.size(), kOfferBytes);
    ASSERT_EQ(joiner.consumeOffer(offer), HandshakeVerdict::Ok);
    EXPECT_EQ(joiner.createOpen().size(), kOpenBytes);
}

TEST(Handshake, CarriesNamesCleanedAndCut) {
    struct Row {
        std::string given;
        std::string seen;
    };
    const Row rows[] = {{"", ""},
                        {"Алиса", "Алиса"},
                        {"Eve\u202e\n", "Eve"},
                        {std::string(47, 'x'), std::string(47, 'x')},
                        {std::string(300, 'x'), std::string(47, 'x')},
                        {std::string(46, 'x') + "ё", std::string(46, 'x')}};
    for (const Row& row : rows)
        EXPECT_EQ(sasCall(row.given).name, row.seen);
}

TEST(Handshake, HostCleansANameThatTheJoinerDidNot) { EXPECT_EQ(unpackName(packName("A\u202eB")), "AB"); }

TEST(Handshake, RefusesAMalformedName) {
    Bytes tooLong = packName("");
    tooLong[0] = std::byte{48};
    EXPECT_EQ(unpackName(tooLong), std::nullopt);
    Bytes notZeroFilled = packName("A");
    notZeroFilled.back() = std::byte{1};
    EXPECT_EQ(unpackName(notZeroFilled), std::nullopt);
    EXPECT_EQ(unpackName({}), std::nullopt);
}

TEST(Sas, DoesNotDependOnTheName) {
    const Outcome alice = sasCall("Alice");
    const Outcome bob = sasCall("Bob");
    EXPECT_EQ(alice.host->sas, bob.host->sas);
    EXPECT_EQ(alice.joiner->sas, bob.joiner->sas);
    EXPECT_NE(alice.host->resumeId, bob.host->resumeId) << "the transcript did change";
}

TEST(Sas, DependsOnEveryBitOfKnockOfferAndJoinerKey) {
    NoiseNN initiator({}, nullptr, hostEphemeral());
    NoiseNN responder({}, nullptr, joinerEphemeral());
    ASSERT_TRUE(responder.readFirst(initiator.writeFirst({})).has_value());
    ASSERT_TRUE(initiator.readSecond(responder.writeSecond({}).value()).has_value());
    const Bytes knock(kKnockBytes, std::byte{1});
    const Bytes offer(kOfferBytes, std::byte{2});
    const Bytes key(32, std::byte{3});
    const auto sasOf = [&initiator](const Bytes& m1, const Bytes& m2, const Bytes& e) {
        return deriveSessionKeys(initiator, HandshakeRole::Host, {.knock = m1, .offer = m2, .joinerEphemeral = e}).sas;
    };
    const std::uint64_t sas = sasOf(knock, offer, key);
    for (std::size_t bit = 0; bit < kKnockBytes * 8; ++bit)
        EXPECT_NE(sasOf(flipBit(knock, bit), offer, key), sas);
    for (std::size_t bit = 0; bit < kOfferBytes * 8; ++bit)
        EXPECT_NE(sasOf(knock, flipBit(offer, bit), key), sas);
    for (std::size_t bit = 0; bit < 32 * 8; ++bit)
        EXPECT_NE(sasOf(knock, offer, flipBit(key, bit)), sas);
}

TEST(HostHandshake, TakesTheModesThatItAllows) {
    const InviteKeys keys = testInviteKeys();
    struct Row {
        bool hasInvite;
        bool allowSas;
        bool joinerHasInvite;
        HandshakeVerdict verdict;
    };
    using enum HandshakeVerdict;
    const Row rows[] = {{true, true, true, Ok},          {true, true, false, Ok},         {true, false, true, Ok},
                        {true, false, false, WrongMode}, {false, true, true, WrongMode},  {false, true, false, Ok},
                        {false, false, true, WrongMode}, {false, false, false, WrongMode}};
    for (const Row& row : rows) {
        HostHandshake host(row.hasInvite ? &keys : nullptr, row.allowSas);
        JoinerHandshake joiner(row.joinerHasInvite ? &keys : nullptr, "Alice");
        EXPECT_EQ(host.consumeKnock(joiner.createKnock()), row.verdict)
            << row.hasInvite << row.allowSas << row.joinerHasInvite;
    }
}

TEST(HostHandshake, SaysWhatIsWrongWithAKnock) {
    const InviteKeys keys = testInviteKeys();
    const Commitment commitment{};
    struct Row {
        const char* what;
        Bytes knock;
        HandshakeVerdict verdict;
    };
    const auto link = [&](std::size_t offset, std::uint8_t value) {
        Bytes knock = packKnock({.mode = HandshakeMode::Link, .commitment = commitment}, &keys.knockKey);
        knock[offset] = static_cast<std::byte>(value);
        return knock;
    };
    /// Changed by somebody who holds the secret: mac1 is right.
    const auto authentic = [&](std::size_t offset, std::uint8_t value) {
        Bytes knock = link(offset, value);
        std::array<std::byte, 16> mac{};
        blake2b(mac, keys.knockKey.view(), {ByteView(knock).first(64)});
        std::copy(mac.begin(), mac.end(), knock.begin() + 64);
        return knock;
    };
    const auto sas = [&](std::size_t offset, std::uint8_t value) {
        Bytes knock = packKnock({.mode = HandshakeMode::Sas, .commitment = commitment}, nullptr);
        knock[offset] = static_cast<std::byte>(value);
        return knock;
    };
    using enum HandshakeVerdict;
    const Row rows[] = {{"empty", {}, Malformed},
                        {"79 bytes", Bytes(79), Malformed},
                        {"81 bytes", Bytes(81), Malformed},
                        {"magic", link(0, 'v'), Malformed},
                        {"type", link(4, 2), Malformed},
                        {"mode CODE", sas(7, 2), WrongMode},
                        {"mode RESUME without a ticket", sas(7, 3), WrongMode},
                        {"unknown mode", sas(7, 200), WrongMode},
                        {"LINK without mac1", sas(7, 1), BadMac},
                        {"mac1 of other bytes", link(8, 1), BadMac},
                        {"version changed without the secret", link(6, 9), BadMac},
                        {"lowest version 2", authentic(5, 2), WrongVersion},
                        {"highest version 0", authentic(6, 0), WrongVersion},
                        {"versions 0 to 9", authentic(6, 9), Ok},
                        {"more capabilities", authentic(8, 0xff), Ok},
                        {"reserved byte", authentic(15, 1), Malformed},
                        {"ticket in LINK mode", authentic(16, 1), Malformed},
                        {"SAS with a mac1", sas(79, 1), Malformed},
                        {"SAS with a reserved byte", sas(12, 1), Malformed},
                        {"SAS with a ticket", sas(31, 1), Malformed},
                        {"SAS of a later version", sas(5, 2), WrongVersion},
                        {"SAS as it should be", sas(7, 0), Ok}};
    for (const Row& row : rows) {
        HostHandshake host(&keys, true);
        EXPECT_EQ(host.consumeKnock(row.knock), row.verdict) << row.what;
    }
}

TEST(HostHandshake, AVerdictThatIsNotOkEndsIt) {
    const InviteKeys keys = testInviteKeys();
    HostHandshake host(&keys, true);
    JoinerHandshake joiner(&keys, "Alice");
    EXPECT_EQ(host.consumeKnock({}), HandshakeVerdict::Malformed);
    EXPECT_EQ(host.consumeKnock(joiner.createKnock()), HandshakeVerdict::Malformed);
    EXPECT_EQ(host.consumeOpen(Bytes(kOpenBytes)), HandshakeVerdict::Malformed);
}

TEST(HostHandshake, TakesOneOpenOnly) {
    HostHandshake host(nullptr, true);
    JoinerHandshake joiner(nullptr, "Alice");
    ASSERT_EQ(host.consumeKnock(joiner.createKnock()), HandshakeVerdict::Ok);
    EXPECT_EQ(host.consumeKnock(joiner.createKnock()), HandshakeVerdict::Malformed) << "a second KNOCK";

    HostHandshake other(nullptr, true);
    const Outcome outcome = runHandshake(other, joiner);
    ASSERT_TRUE(outcome.completed());
    EXPECT_EQ(other.consumeOpen(Bytes(kOpenBytes)), HandshakeVerdict::Malformed);
}

TEST(HostHandshake, RefusesAnOpenBeforeItsOffer) {
    HostHandshake host(nullptr, true);
    JoinerHandshake joiner(nullptr, "Alice");
    ASSERT_EQ(host.consumeKnock(joiner.createKnock()), HandshakeVerdict::Ok);
    EXPECT_EQ(host.consumeOpen(packOpen(Bytes(kOpenBytes - 8))), HandshakeVerdict::Malformed);
}

TEST(HostHandshake, ChoosesOnlyCapabilitiesOfBoth) {
    HostHandshake host(nullptr, true);
    const Bytes knock = packKnock({.mode = HandshakeMode::Sas, .capabilities = 0xfffffffe}, nullptr);
    ASSERT_EQ(host.consumeKnock(knock), HandshakeVerdict::Ok);
    EXPECT_EQ(unpackOfferHeader(host.createOffer())->capabilities, kCapabilities & 0xfffffffe);
}

TEST(HostHandshake, RefusalsReachTheJoiner) {
    for (const OfferStatus status :
         {OfferStatus::Busy, OfferStatus::Version, OfferStatus::ModeRefused, OfferStatus::Throttled}) {
        HostHandshake host(nullptr, true);
        JoinerHandshake joiner(nullptr, "Alice");
        ASSERT_EQ(host.consumeKnock(joiner.createKnock()), HandshakeVerdict::Ok);
        const Bytes refusal = host.createRefusal(status);
        EXPECT_EQ(refusal.size(), kRefusalBytes);
        EXPECT_EQ(joiner.consumeOffer(refusal), HandshakeVerdict::Refused);
        EXPECT_EQ(joiner.refusal(), status);
        EXPECT_EQ(host.consumeOpen(Bytes(kOpenBytes)), HandshakeVerdict::Malformed);
    }
}

TEST(JoinerHandshake, SaysWhatIsWrongWithAnOffer) {
    struct Row {
        const char* what;
        std::size_t offset;
        std::uint8_t value;
        std::size_t size;
        HandshakeVerdict verdict;
    };
    using enum HandshakeVerdict;
    const Row rows[] = {{"as it should be", 7, 0, 80, Ok},
                        {"empty", 7, 0, 0, Malformed},
                        {"79 bytes", 7, 0, 79, Malformed},
                        {"81 bytes", 7, 0, 81, Malformed},
                        {"a refusal's size, but not refused", 7, 0, 16, Malformed},
                        {"refused, but 80 bytes", 7, 1, 80, Malformed},
                        {"unknown status", 7, 5, 16, Malformed},
                        {"magic", 3, '2', 80, Malformed},
                        {"type", 4, 3, 80, Malformed},
                        {"reserved byte", 12, 1, 80, Malformed},
                        {"reserved byte of a refusal", 15, 1, 16, Malformed},
                        {"version 2", 5, 2, 80, WrongVersion},
                        {"version 0", 5, 0, 80, WrongVersion},
                        {"mode LINK", 6, 1, 80, WrongMode},
                        {"unknown mode", 6, 9, 80, Malformed},
                        {"a capability that nobody offered", 8, 0x80, 80, Malformed},
                        {"payload that is not zero", 79, 1, 80, Malformed}};
    for (const Row& row : rows) {
        HostHandshake host(nullptr, true);
        JoinerHandshake joiner(nullptr, "Alice");
        ASSERT_EQ(host.consumeKnock(joiner.createKnock()), Ok);
        Bytes offer = host.createOffer();
        offer[row.offset] = static_cast<std::byte>(row.value);
        offer.resize(row.size);
        EXPECT_EQ(joiner.consumeOffer(offer), row.verdict) << row.what;
        EXPECT_EQ(joiner.consumeOffer(host.createRefusal(OfferStatus::Busy)), Malformed) << "a second OFFER";
    }
}

TEST(Resume, WorksWithATicketOfBothSidesAndGivesNewKeys) {
    const Outcome first = sasCall("Alice");
    HostHandshake host(nullptr, false);
    host.allowResume(ResumeTicket::of(*first.host));
    JoinerHandshake joiner(ResumeTicket::of(*first.joiner), "Alice");
    EXPECT_EQ(joiner.mode(), HandshakeMode::Resume);
    const Outcome second = runHandshake(host, joiner);
    ASSERT_TRUE(second.completed());
    EXPECT_EQ(host.mode(), HandshakeMode::Resume);
    EXPECT_EQ(toHex(second.host->sealing.view()), toHex(second.joiner->opening.view()));
    EXPECT_NE(toHex(second.host->sealing.view()), toHex(first.host->sealing.view()));
    EXPECT_NE(second.host->resumeId, first.host->resumeId);
}

TEST(Resume, HostKeepsTwoTicketsForAMessageThatGotLost) {
    const Outcome older = sasCall("Alice");
    HostHandshake secondHost(nullptr, true);
    JoinerHandshake secondJoiner(nullptr, "Alice");
    const Outcome newer = runHandshake(secondHost, secondJoiner);
    for (const Outcome* used : {&older, &newer}) {
        HostHandshake host(nullptr, false);
        host.allowResume(ResumeTicket::of(*older.host));
        host.allowResume(ResumeTicket::of(*newer.host));
        JoinerHandshake joiner(ResumeTicket::of(*used->joiner), "Alice");
        EXPECT_TRUE(runHandshake(host, joiner).completed());
    }
}

TEST(Resume, RefusesOtherTickets) {
    const Outcome call = sasCall("Alice");
    ResumeTicket otherId = ResumeTicket::of(*call.joiner);
    otherId.id[0] ^= std::byte{1};
    ResumeTicket otherPsk = ResumeTicket::of(*call.joiner);
    otherPsk.psk.mutableView()[0] ^= std::byte{1};
    for (const ResumeTicket* ticket : {&otherId, &otherPsk}) {
        HostHandshake host(nullptr, true);
        host.allowResume(ResumeTicket::of(*call.host));
        JoinerHandshake joiner(*ticket, "Alice");
        EXPECT_EQ(host.consumeKnock(joiner.createKnock()), HandshakeVerdict::BadMac);
    }
    HostHandshake withoutTickets(nullptr, true);
    JoinerHandshake joiner(ResumeTicket::of(*call.joiner), "Alice");
    EXPECT_EQ(withoutTickets.consumeKnock(joiner.createKnock()), HandshakeVerdict::WrongMode);
}

} // namespace
} // namespace viz::test
