#include "core/device/wav_reader.h"
#include "tests/unit/device/wav_bytes.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace viz {
namespace {

using test::deviceWith;
using test::extensibleTail;
using test::littleEndian;
using test::WavBytes;

std::vector<std::int16_t> readAll(WavReader& reader) {
    std::vector<std::int16_t> all(1 << 16);
    all.resize(reader.read(all));
    return all;
}

std::vector<std::int16_t> readAll(const WavBytes& wav) {
    auto reader = WavReader::open(deviceWith(wav.bytes()));
    EXPECT_TRUE(reader);
    return reader ? readAll(*reader) : std::vector<std::int16_t>{};
}

WavError errorOf(const QByteArray& bytes) {
    const auto reader = WavReader::open(deviceWith(bytes));
    EXPECT_FALSE(reader);
    return reader ? WavError{} : reader.error();
}

QByteArray floats(std::initializer_list<float> values) {
    QByteArray bytes;
    for (const float value : values)
        bytes += littleEndian(value);
    return bytes;
}

const QByteArray kThree = QByteArray::fromHex("0100"
                                              "ff7f"
                                              "0080"); // 1, 32767, -32768

struct WidthRow {
    const char* what;
    WavBytes wav;
    std::vector<std::int16_t> samples;
};

TEST(WavReader, ReadsEveryWidth) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const float infinity = std::numeric_limits<float>::infinity();
    const WidthRow rows[] = {
        {"8 bit, unsigned",
         {.bits = 8, .frameBytes = 1, .data = QByteArray::fromHex("8000ff40")},
         {0, -32768, 32512, -16384}},
        {"16 bit", {.data = kThree}, {1, 32767, -32768}},
        {"24 bit",
         {.bits = 24,
          .frameBytes = 3,
          .data = QByteArray::fromHex("000100"
                                      "ffff7f"
                                      "000080")},
         {1, 32767, -32768}},
        {"32 bit",
         {.bits = 32,
          .frameBytes = 4,
          .data = QByteArray::fromHex("00000100"
                                      "ffffff7f"
                                      "00000080")},
         {1, 32767, -32768}},
        {"12 of 16 bits",
         {.bits = 12,
          .data = QByteArray::fromHex("f07f"
                                      "1000")},
         {32752, 16}},
        {"float",
         {.tag = 3, .bits = 32, .frameBytes = 4, .data = floats({0, 0.5F, -1, 1, 7, -7})},
         {0, 16384, -32768, 32767, 32767, -32768}},
        {"float nonsense",
         {.tag = 3, .bits = 32, .frameBytes = 4, .data = floats({nan, infinity, -infinity, 1e38F})},
         {0, 0, 0, 32767}},
        {"stereo",
         {.channels = 2,
          .frameBytes = 4,
          .data = QByteArray::fromHex("00100030"
                                      "ff7fff7f"
                                      "00800080")},
         {0x2000, 32767, -32768}},
        {"six channels",
         {.channels = 6, .frameBytes = 12, .data = QByteArray::fromHex("060006000600060006000600")},
         {6}},
        {"extensible 16", {.tag = 0xFFFE, .fmtTail = extensibleTail(1, 16), .data = kThree}, {1, 32767, -32768}},
        {"extensible 24 in 32",
         {.tag = 0xFFFE,
          .bits = 32,
          .frameBytes = 4,
          .fmtTail = extensibleTail(1, 24),
          .data = QByteArray::fromHex("00000100")},
         {1}},
        {"extensible float",
         {.tag = 0xFFFE, .bits = 32, .frameBytes = 4, .fmtTail = extensibleTail(3, 32), .data = floats({-0.5F})},
         {-16384}},
        {"chunks before",
         {.chunksBeforeData = WavBytes::chunk("LIST", "odd") + WavBytes::chunk("junk", {}), .data = kThree},
         {1, 32767, -32768}},
        {"chunks after", {.data = kThree, .chunksAfterData = WavBytes::chunk("LIST", "tail")}, {1, 32767, -32768}},
        {"half a frame at the end", {.data = kThree + QByteArray("x")}, {1, 32767, -32768}},
        {"claims more than there is", {.claimedDataBytes = 1000, .data = kThree}, {1, 32767, -32768}},
        {"size of an unfinished stream", {.claimedDataBytes = 0xFFFFFFFF, .data = kThree}, {1, 32767, -32768}},
        {"empty", {}, {}},
    };
    for (const WidthRow& row : rows)
        EXPECT_EQ(readAll(row.wav), row.samples) << row.what;
}

TEST(WavReader, TellsTheFormat) {
    const auto reader = WavReader::open(
        deviceWith(WavBytes{.channels = 2, .rate = 44100, .frameBytes = 4, .data = QByteArray(400, '\0')}.bytes()));
    ASSERT_TRUE(reader);
    EXPECT_EQ(reader->format().channels, 2);
    EXPECT_EQ(reader->format().sampleRate, 44100);
    EXPECT_EQ(reader->format().frames, 100);
}

TEST(WavReader, RefusesWhatItCannotPlay) {
    const WavBytes rows[] = {
        {.tag = 0},
        {.tag = 2},                                      // ADPCM
        {.tag = 6, .bits = 8, .frameBytes = 1},          // A-law
        {.tag = 0x55, .bits = 0, .frameBytes = 1},       // MP3
        {.tag = 3, .bits = 64, .frameBytes = 8},         // double
        {.tag = 3, .bits = 16, .frameBytes = 2},         // half
        {.tag = 0xFFFE},                                 // extensible without its extension
        {.tag = 0xFFFE, .fmtTail = QByteArray(24, 'x')}, // ... with another GUID
        {.channels = 0},
        {.channels = 33, .frameBytes = 66},
        {.channels = 0xFFFF, .frameBytes = 0xFFFF},
        {.channels = 3, .frameBytes = 4},
        {.rate = 0},
        {.rate = 7999},
        {.rate = 192001},
        {.rate = 0xFFFFFFFF},
        {.bits = 0},
        {.bits = 17},
        {.bits = 24, .frameBytes = 2},
        {.bits = 64, .frameBytes = 8},
        {.frameBytes = 0},
    };
    for (const WavBytes& row : rows)
        EXPECT_EQ(errorOf(row.bytes()), WavError::Unsupported)
            << row.tag << " " << row.channels << " " << row.rate << " " << row.bits << " " << row.frameBytes;
}

TEST(WavReader, RefusesWhatIsNoWav) {
    const QByteArray good = WavBytes{.data = kThree}.bytes();
    EXPECT_EQ(errorOf({}), WavError::NotWav);
    EXPECT_EQ(errorOf("RIFF"), WavError::NotWav);
    EXPECT_EQ(errorOf(QByteArray(4096, '\0')), WavError::NotWav);
    EXPECT_EQ(errorOf(QByteArray(good).replace("RIFF", "RIFX")), WavError::NotWav);
    EXPECT_EQ(errorOf(QByteArray(good).replace("RIFF", "RF64")), WavError::NotWav);
    EXPECT_EQ(errorOf(QByteArray(good).replace("fmt ", "fmT ")), WavError::NotWav);
    EXPECT_EQ(errorOf(QByteArray(good).replace("data", "dada")), WavError::NotWav);
    EXPECT_EQ(errorOf(good.left(12) + WavBytes::chunk("fmt ", "short") + WavBytes::chunk("data", kThree)),
              WavError::NotWav);
}

TEST(WavReader, RefusesEveryCutHeader) {
    const QByteArray good = WavBytes{.data = kThree}.bytes();
    for (int size = 0; size < kWavHeaderBytes; ++size)
        EXPECT_EQ(errorOf(good.left(size)), WavError::NotWav) << size;
    EXPECT_TRUE(WavReader::open(deviceWith(good.left(kWavHeaderBytes))));
}

TEST(WavReader, DoesNotWalkForEver) {
    QByteArray chunks;
    for (int i = 0; i < 10000; ++i)
        chunks += WavBytes::chunk("junk", {});
    EXPECT_EQ(errorOf(WavBytes{.chunksBeforeData = chunks, .data = kThree}.bytes()), WavError::NotWav);
}

TEST(WavReader, SurvivesRandomDamage) {
    const QByteArray seeds[] = {WavBytes{.data = QByteArray(600, 'a')}.bytes(),
                                WavBytes{.tag = 0xFFFE,
                                         .channels = 2,
                                         .bits = 32,
                                         .frameBytes = 8,
                                         .fmtTail = extensibleTail(3, 32),
                                         .chunksBeforeData = WavBytes::chunk("LIST", "xyz"),
                                         .data = QByteArray(600, '\x3f')}
                                    .bytes()};
    std::mt19937 random(20);
    int accepted = 0;
    for (int round = 0; round < 20000; ++round) {
        QByteArray bytes = seeds[round % 2];
        for (std::uint32_t flips = random() % 6 + 1; flips > 0; --flips)
            bytes[static_cast<qsizetype>(random() % 80)] = static_cast<char>(random());
        if (random() % 4 == 0)
            bytes.truncate(static_cast<qsizetype>(random() % static_cast<std::uint32_t>(bytes.size())));
        auto reader = WavReader::open(deviceWith(bytes));
        if (!reader)
            continue;
        ++accepted;
        EXPECT_GE(reader->format().frames, 0);
        EXPECT_LE(reader->format().frames * reader->format().bytesPerFrame(), bytes.size());
        EXPECT_EQ(static_cast<std::int64_t>(readAll(*reader).size()), reader->format().frames);
    }
    EXPECT_GT(accepted, 1000);
    EXPECT_LT(accepted, 19000);
}

TEST(WavReader, ReadsInPiecesAndAgain) {
    auto reader = WavReader::open(deviceWith(WavBytes{.data = kThree}.bytes()));
    ASSERT_TRUE(reader);
    std::vector<std::int16_t> two(2);
    EXPECT_EQ(reader->read(two), 2U);
    EXPECT_EQ(reader->read(two), 1U);
    EXPECT_EQ(two[0], -32768);
    EXPECT_EQ(reader->read(two), 0U);
    reader->rewind();
    EXPECT_EQ(readAll(*reader), (std::vector<std::int16_t>{1, 32767, -32768}));
}

TEST(WavReader, OpensOnlyFiles) {
    const QTemporaryDir folder;
    EXPECT_EQ(WavReader::open(folder.filePath(u"none.wav"_qs)).error(), WavError::Unreadable);
    EXPECT_EQ(WavReader::open(folder.path()).error(), WavError::Unreadable);
    EXPECT_EQ(WavReader::open(QString()).error(), WavError::Unreadable);
    QFile file(folder.filePath(u"ok.wav"_qs));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(WavBytes{.data = kThree}.bytes());
    file.close();
    auto reader = WavReader::open(file.fileName());
    ASSERT_TRUE(reader);
    EXPECT_EQ(readAll(*reader).size(), 3U);
}

} // namespace
} // namespace viz
