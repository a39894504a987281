#include "core/device/wav_reader.h"
#include "core/device/wav_writer.h"
#include "tests/unit/device/file_size_limit.h"

#include <QTemporaryDir>
#include <QtEndian>

#include <gtest/gtest.h>

#include <vector>

namespace viz {
namespace {

class WavWriterTest : public testing::Test {
protected:
    std::vector<std::int16_t> readBack() const {
        auto reader = WavReader::open(m_path);
        EXPECT_TRUE(reader);
        if (!reader)
            return {};
        EXPECT_EQ(reader->format().sampleRate, 48000);
        EXPECT_EQ(reader->format().channels, 1);
        EXPECT_EQ(reader->format().bytesPerSample, 2);
        std::vector<std::int16_t> all(1000);
        all.resize(reader->read(all));
        return all;
    }

    /// What the header says, not what the reader makes of it.
    std::uint32_t claimedDataBytes() const {
        QFile file(m_path);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        const QByteArray header = file.read(kWavHeaderBytes);
        EXPECT_EQ(qFromLittleEndian<quint32>(header.constData() + 4),
                  qFromLittleEndian<quint32>(header.constData() + 40) + 36);
        return qFromLittleEndian<quint32>(header.constData() + 40);
    }

    QTemporaryDir m_folder;
    QString m_path = m_folder.filePath(QStringLiteral("out.wav"));
    const std::vector<std::int16_t> m_samples{1, -2, 32767, -32768};
};

TEST_F(WavWriterTest, GivesBackWhatItTook) {
    {
        const auto writer = WavWriter::create(m_path);
        ASSERT_TRUE(writer);
        EXPECT_TRUE(writer->append(m_samples));
        EXPECT_TRUE(writer->append({}));
    }
    EXPECT_EQ(readBack(), m_samples);
    EXPECT_EQ(claimedDataBytes(), 8U);
}

TEST_F(WavWriterTest, IsValidFromTheBeginning) {
    const auto writer = WavWriter::create(m_path);
    ASSERT_TRUE(writer);
    EXPECT_TRUE(readBack().empty());
    EXPECT_EQ(claimedDataBytes(), 0U);
}

TEST_F(WavWriterTest, IsValidAfterEveryCommit) {
    const auto writer = WavWriter::create(m_path);
    ASSERT_TRUE(writer);
    for (std::uint32_t round = 1; round <= 3; ++round) {
        ASSERT_TRUE(writer->append(m_samples) && writer->commit());
        EXPECT_EQ(claimedDataBytes(), 8 * round);
        EXPECT_EQ(readBack().size(), 4 * round);
    }
}

TEST_F(WavWriterTest, ReplacesWhatWasThere) {
    QFile old(m_path);
    ASSERT_TRUE(old.open(QIODevice::WriteOnly));
    old.write(QByteArray(5000, 'x'));
    old.close();
    ASSERT_TRUE(WavWriter::create(m_path));
    EXPECT_EQ(QFileInfo(m_path).size(), kWavHeaderBytes);
}

TEST_F(WavWriterTest, RefusesWhereItCannotWrite) {
    EXPECT_FALSE(WavWriter::create(m_folder.path()));
    EXPECT_FALSE(WavWriter::create(m_folder.filePath(QStringLiteral("no/such/folder.wav"))));
    EXPECT_FALSE(WavWriter::create({}));
}

#ifdef Q_OS_UNIX
TEST_F(WavWriterTest, TellsThatTheDiskIsFull) {
    const auto writer = WavWriter::create(m_path);
    ASSERT_TRUE(writer);
    const test::FileSizeLimit limit(10000);
    const std::vector<std::int16_t> second(48000);
    EXPECT_FALSE(writer->append(second) && writer->commit());
}
#endif

} // namespace
} // namespace viz
