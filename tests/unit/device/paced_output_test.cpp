#include "core/device/paced_output.h"
#include "core/device/wav_reader.h"
#include "tests/support/wait_for.h"
#include "tests/unit/device/file_size_limit.h"

#include <QTemporaryDir>
#include <QtEndian>

#include <gtest/gtest.h>

namespace viz {
namespace {

using namespace std::chrono_literals;

class CountingSource final : public PlaybackSource {
public:
    void onRender(std::span<std::int16_t> out, Samples queuedInDevice) override {
        EXPECT_EQ(out.size(), 480U);
        EXPECT_EQ(queuedInDevice.count(), 0);
        for (std::int16_t& sample : out)
            sample = m_next++;
        ++blocks;
        if (stopAfterBlock)
            stopAfterBlock->stop();
    }
    int blocks = 0;
    AudioOutput* stopAfterBlock = nullptr;

private:
    std::int16_t m_next = 0;
};

class PacedOutputTest : public testing::Test {
protected:
    int after(std::chrono::nanoseconds step) {
        const int before = m_source.blocks;
        m_clock.advance(step);
        m_output.renderDue();
        return m_source.blocks - before;
    }
    std::vector<std::int16_t> fileSamples() const {
        auto reader = WavReader::open(m_path);
        std::vector<std::int16_t> samples(1 << 17);
        samples.resize(reader ? reader->read(samples) : 0);
        return samples;
    }

    ManualClock m_clock;
    QTemporaryDir m_folder;
    QString m_path = m_folder.filePath(QStringLiteral("out.wav"));
    PacedOutput m_output{WavWriter::create(m_path), m_clock};
    CountingSource m_source;
};

TEST_F(PacedOutputTest, AsksForTenMillisecondsWhenTheyBegin) {
    m_clock.advance(5s);
    m_output.start(m_source);
    EXPECT_EQ(m_source.blocks, 1);
    EXPECT_EQ(m_output.startTime(), 5s);
    EXPECT_EQ(after(9999999ns), 0);
    EXPECT_EQ(after(1ns), 1);
    EXPECT_EQ(after(35ms), 3);
    EXPECT_EQ(after(5ms), 1);
}

TEST_F(PacedOutputTest, WritesWhatItWasGiven) {
    m_output.start(m_source);
    static_cast<void>(after(100ms));
    m_output.stop();
    const auto samples = fileSamples();
    ASSERT_EQ(samples.size(), 11 * 480U);
    for (std::size_t i = 0; i < samples.size(); ++i)
        ASSERT_EQ(samples[i], static_cast<std::int16_t>(i));
}

TEST_F(PacedOutputTest, LeavesAValidFileIfTheProcessDies) {
    m_output.start(m_source);
    for (int i = 0; i < 250; ++i)
        static_cast<void>(after(10ms));
    QFile file(m_path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray header = file.read(kWavHeaderBytes);
    EXPECT_GE(qFromLittleEndian<quint32>(header.constData() + 40), 2 * 96000U);
}

TEST_F(PacedOutputTest, AsksForNothingBeforeStartAndAfterStop) {
    EXPECT_EQ(after(1s), 0);
    EXPECT_EQ(m_output.startTime(), std::nullopt);
    m_output.start(m_source);
    m_output.stop();
    EXPECT_EQ(after(1s), 0);
    m_output.stop();
}

TEST_F(PacedOutputTest, MayBeStoppedByItsSource) {
    m_source.stopAfterBlock = &m_output;
    m_output.start(m_source);
    EXPECT_EQ(after(1s), 0);
    EXPECT_EQ(fileSamples().size(), 0U);
}

#ifdef Q_OS_UNIX
TEST_F(PacedOutputTest, FailsOnceWhenTheDiskIsFull) {
    int failures = 0;
    QObject::connect(&m_output, &AudioOutput::failed, &m_output, [&](DeviceError error) {
        EXPECT_EQ(error, DeviceError::FileUnwritable);
        ++failures;
    });
    m_output.start(m_source);
    const test::FileSizeLimit limit(100000);
    for (int i = 0; i < 300; ++i)
        static_cast<void>(after(10ms));
    EXPECT_EQ(failures, 1);
    EXPECT_LT(m_source.blocks, 250) << "it goes on into nothing";
    m_output.stop();
    EXPECT_EQ(failures, 1);
}
#endif

TEST(PacedOutput, NeedsNoFile) {
    ManualClock clock;
    CountingSource source;
    PacedOutput output(nullptr, clock);
    output.start(source);
    clock.advance(1s);
    output.renderDue();
    EXPECT_EQ(source.blocks, 101);
}

TEST(PacedOutput, RunsByItselfInAnEventLoop) {
    const SteadyClock clock;
    CountingSource source;
    PacedOutput output(nullptr, clock);
    output.start(source);
    EXPECT_TRUE(test::waitFor([&] { return source.blocks >= 10; }));
}

} // namespace
} // namespace viz
