#include "core/protocol/aead.h"
#include "core/protocol/record_opener.h"
#include "core/protocol/record_sealer.h"
#include "core/protocol/wire_format.h"
#include "handshake_run.h"

#include <gtest/gtest.h>

#include <vector>

namespace viz::test {
namespace {

class Records : public testing::Test {
protected:
    /// Record `number` of this direction; the ones before it are made on the way.
    const Bytes& record(std::size_t number) {
        while (m_records.size() <= number) {
            m_records.emplace_back();
            m_sealer.seal(plaintextOf(m_records.size() - 1), m_records.back());
        }
        return m_records[number];
    }
    [[nodiscard]] static Bytes plaintextOf(std::size_t number) {
        return Bytes(1 + number % 50, static_cast<std::byte>(number));
    }
    [[nodiscard]] RecordOpener opener() const { return RecordOpener(countingSecret(7, 32)); }
    /// An opener that has taken the records before `number`.
    RecordOpener openerBefore(std::size_t number) {
        RecordOpener opened = opener();
        for (std::size_t i = 0; i < number; ++i)
            EXPECT_TRUE(opened.open(record(i), m_plaintext)) << i;
        return opened;
    }
    void expectFatal(RecordOpener& opened, ByteView bad, std::size_t next) {
        m_plaintext = fromHex("ffff");
        EXPECT_FALSE(opened.open(bad, m_plaintext));
        EXPECT_TRUE(m_plaintext.empty());
        EXPECT_FALSE(opened.open(record(next), m_plaintext)) << "a failure must be final";
        EXPECT_TRUE(m_plaintext.empty());
    }

    Bytes m_plaintext;

private:
    RecordSealer m_sealer{countingSecret(7, 32)};
    std::vector<Bytes> m_records;
};

TEST_F(Records, ArriveAcrossRekeyBorders) {
    RecordOpener opened = opener();
    for (std::size_t number = 0; number <= 8193; ++number) {
        ASSERT_TRUE(opened.open(record(number), m_plaintext)) << number;
        ASSERT_EQ(m_plaintext, plaintextOf(number)) << number;
    }
}

TEST_F(Records, ChangeTheKeyExactlyBeforeNumbers4096And8192) {
    SecretBytes key = countingSecret(7, 32);
    std::size_t rekeyed = 0;
    for (const std::size_t number : {std::size_t{0}, std::size_t{1}, std::size_t{4095}, std::size_t{4096},
                                     std::size_t{4097}, std::size_t{8191}, std::size_t{8192}, std::size_t{8193}}) {
        for (; rekeyed < number / 4096; ++rekeyed)
            aeadRekey(key.mutableView());
        Bytes expected(plaintextOf(number).size() + wire::kTagBytes);
        aeadSeal({.key = key.view(), .number = number, .associatedData = {}}, plaintextOf(number), expected);
        EXPECT_EQ(toHex(record(number)), toHex(expected)) << number;
    }
}

TEST_F(Records, ArriveInEverySizeAllowed) {
    RecordSealer sealer(countingSecret(1, 32));
    RecordOpener opened(countingSecret(1, 32));
    Bytes sealed;
    for (const std::size_t size : {std::size_t{1}, std::size_t{15}, std::size_t{16}, std::size_t{1306},
                                   wire::kMaxPlaintextBytes - 1, wire::kMaxPlaintextBytes}) {
        const Bytes plaintext(size, std::byte{0xa5});
        sealer.seal(plaintext, sealed);
        EXPECT_EQ(sealed.size(), size + 16);
        ASSERT_TRUE(opened.open(sealed, m_plaintext)) << size;
        EXPECT_EQ(m_plaintext, plaintext);
    }
    EXPECT_EQ(sealer.nextNumber(), 6U);
}

TEST_F(Records, RefusesReplayReorderDropAndDuplicateAtEveryBorder) {
    for (const std::size_t next : {std::size_t{1}, std::size_t{4095}, std::size_t{4096}, std::size_t{4097},
                                   std::size_t{8191}, std::size_t{8192}, std::size_t{8193}}) {
        SCOPED_TRACE(next);
        record(next + 1);
        RecordOpener duplicate = openerBefore(next);
        expectFatal(duplicate, record(next - 1), next);
        RecordOpener replay = openerBefore(next);
        expectFatal(replay, record(0), next);
        RecordOpener drop = openerBefore(next);
        expectFatal(drop, record(next + 1), next);
    }
}

TEST_F(Records, RefusesEveryBitFlip) {
    const Bytes good = record(5);
    for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
        RecordOpener opened = openerBefore(5);
        expectFatal(opened, flipBit(good, bit), 5);
    }
}

TEST_F(Records, RefusesEveryTruncationAndExtension) {
    const Bytes good = record(30);
    for (std::size_t size = 0; size < good.size(); ++size) {
        RecordOpener opened = openerBefore(30);
        expectFatal(opened, ByteView(good).first(size), 30);
    }
    Bytes longer = good;
    longer.push_back(std::byte{0});
    RecordOpener opened = openerBefore(30);
    expectFatal(opened, longer, 30);
}

TEST_F(Records, RefusesMoreThanTheLargestRecord) {
    RecordOpener opened = opener();
    expectFatal(opened, Bytes(wire::kMaxRecordBytes + 1), 0);
}

TEST(RecordDirections, RefuseReflectedAndForeignRecords) {
    const InviteKeys keys = testInviteKeys();
    const auto session = [&keys] {
        HostHandshake host(&keys, false);
        JoinerHandshake joiner(&keys, "Alice");
        return runHandshake(host, joiner);
    };
    Outcome ours = session();
    Outcome other = session();
    ASSERT_TRUE(ours.completed() && other.completed());
    RecordSealer hostSealer(ours.host->sealing.duplicate());
    RecordSealer otherSealer(std::move(other.host->sealing));
    Bytes record;
    Bytes plaintext;
    hostSealer.seal(fromHex("02"), record);

    RecordOpener reflected(std::move(ours.host->opening));
    EXPECT_FALSE(reflected.open(record, plaintext));
    Bytes foreign;
    otherSealer.seal(fromHex("02"), foreign);
    RecordOpener crossed(ours.joiner->opening.duplicate());
    EXPECT_FALSE(crossed.open(foreign, plaintext));
    RecordOpener right(std::move(ours.joiner->opening));
    EXPECT_TRUE(right.open(record, plaintext));
}

} // namespace
} // namespace viz::test
