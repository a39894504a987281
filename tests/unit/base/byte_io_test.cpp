#include "core/base/byte_io.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

Bytes bytesOf(std::initializer_list<int> values) {
    Bytes bytes;
    for (const int value : values)
        bytes.push_back(static_cast<std::byte>(value));
    return bytes;
}

const Bytes kCountingBytes = bytesOf({1, 2, 3, 4, 5, 6, 7, 8, 9});

TEST(ByteReader, ReadsBigEndian) {
    EXPECT_EQ(ByteReader(kCountingBytes).u8(), 0x01U);
    EXPECT_EQ(ByteReader(kCountingBytes).u16(), 0x0102U);
    EXPECT_EQ(ByteReader(kCountingBytes).u32(), 0x01020304U);
    EXPECT_EQ(ByteReader(kCountingBytes).u48(), 0x010203040506U);
    EXPECT_EQ(ByteReader(kCountingBytes).u64(), 0x0102030405060708U);
}

TEST(ByteReader, AdvancesThroughMixedFields) {
    ByteReader reader(kCountingBytes);
    EXPECT_EQ(reader.u16(), 0x0102U);
    EXPECT_EQ(reader.u32(), 0x03040506U);
    EXPECT_EQ(reader.bytes(2).size(), 2U);
    EXPECT_EQ(reader.rest().size(), 1U);
    EXPECT_FALSE(reader.atEnd());
    EXPECT_EQ(reader.u8(), 9U);
    EXPECT_TRUE(reader.atEnd());
}

TEST(ByteReader, ViewsPointIntoTheInput) {
    ByteReader reader(kCountingBytes);
    (void)reader.u8();
    EXPECT_EQ(reader.bytes(3).data(), kCountingBytes.data() + 1);
}

struct ShortRead {
    const char* what;
    std::size_t width;
    std::uint64_t (*read)(ByteReader&);
};

void PrintTo(const ShortRead& row, std::ostream* out) { *out << row.what; }

class ByteReaderCutShort : public testing::TestWithParam<ShortRead> {};

TEST_P(ByteReaderCutShort, GivesZeroAndRemembersForEveryMissingByte) {
    for (std::size_t present = 0; present < GetParam().width; ++present) {
        ByteReader reader(ByteView(kCountingBytes).first(present));
        EXPECT_EQ(GetParam().read(reader), 0U) << present << " bytes present";
        EXPECT_FALSE(reader.ok()) << present << " bytes present";
        EXPECT_FALSE(reader.atEnd());
        EXPECT_TRUE(reader.rest().empty());
    }
}

TEST_P(ByteReaderCutShort, SucceedsWithExactlyEnough) {
    ByteReader reader(ByteView(kCountingBytes).first(GetParam().width));
    EXPECT_NE(GetParam().read(reader), 0U);
    EXPECT_TRUE(reader.atEnd());
}

INSTANTIATE_TEST_SUITE_P(Widths, ByteReaderCutShort,
                         testing::Values(ShortRead{"u8", 1, [](ByteReader& r) -> std::uint64_t { return r.u8(); }},
                                         ShortRead{"u16", 2, [](ByteReader& r) -> std::uint64_t { return r.u16(); }},
                                         ShortRead{"u32", 4, [](ByteReader& r) -> std::uint64_t { return r.u32(); }},
                                         ShortRead{"u48", 6, [](ByteReader& r) -> std::uint64_t { return r.u48(); }},
                                         ShortRead{"u64", 8, [](ByteReader& r) -> std::uint64_t { return r.u64(); }}),
                         [](const auto& row) { return std::string(row.param.what); });

TEST(ByteReader, StaysFailedAfterAReadBeyondTheEnd) {
    ByteReader reader(kCountingBytes);
    EXPECT_TRUE(reader.bytes(10).empty());
    EXPECT_FALSE(reader.ok());
    EXPECT_EQ(reader.u8(), 0U);
    EXPECT_TRUE(reader.bytes(0).empty());
    EXPECT_FALSE(reader.ok());
}

TEST(ByteReader, RefusesAHugeCountWithoutOverflow) {
    ByteReader reader(kCountingBytes);
    (void)reader.u8();
    EXPECT_TRUE(reader.bytes(SIZE_MAX).empty());
    EXPECT_FALSE(reader.ok());
}

TEST(ByteReader, TreatsNothingAsCompletelyRead) {
    ByteReader reader(ByteView{});
    EXPECT_TRUE(reader.atEnd());
    EXPECT_TRUE(reader.bytes(0).empty());
    EXPECT_TRUE(reader.ok());
}

TEST(ByteWriter, WritesBigEndian) {
    Bytes out;
    ByteWriter writer(out);
    writer.u8(0x01);
    writer.u16(0x0203);
    writer.u32(0x04050607);
    EXPECT_EQ(out, bytesOf({1, 2, 3, 4, 5, 6, 7}));
}

TEST(ByteWriter, KeepsTheLow48Bits) {
    Bytes out;
    ByteWriter(out).u48(0xAABB010203040506U);
    EXPECT_EQ(out, bytesOf({1, 2, 3, 4, 5, 6}));
}

TEST(ByteWriter, AppendsToWhatIsThere) {
    Bytes out = bytesOf({9});
    ByteWriter writer(out);
    writer.text("VIZ1");
    writer.zeros(2);
    writer.bytes(bytesOf({7}));
    EXPECT_EQ(out, bytesOf({9, 'V', 'I', 'Z', '1', 0, 0, 7}));
}

TEST(ByteWriter, IsReadBackByTheReader) {
    Bytes out;
    ByteWriter writer(out);
    writer.u64(0xFEDCBA9876543210U);
    writer.u48(0xFFFFFFFFFFFFU);
    writer.u16(0xFFFF);
    ByteReader reader(out);
    EXPECT_EQ(reader.u64(), 0xFEDCBA9876543210U);
    EXPECT_EQ(reader.u48(), 0xFFFFFFFFFFFFU);
    EXPECT_EQ(reader.u16(), 0xFFFFU);
    EXPECT_TRUE(reader.atEnd());
}

} // namespace
} // namespace viz
