#include "core/device/sample_source.h"
#include "tests/unit/device/signal_quality.h"
#include "tests/unit/device/wav_bytes.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <algorithm>

namespace viz {
namespace {

using test::deviceWith;
using test::littleEndian;
using test::sine;
using test::toneToRestDb;
using test::WavBytes;

FileSamples fileWith(std::span<const std::int16_t> samples, std::uint32_t rate, FileSamples::AtEnd atEnd) {
    WavBytes wav{.rate = rate};
    for (const std::int16_t sample : samples)
        wav.data += littleEndian<qint16>(sample);
    return FileSamples(std::move(*WavReader::open(deviceWith(wav.bytes()))), atEnd);
}

std::vector<std::int16_t> take(SampleSource& source, std::size_t count, std::size_t blockSamples = 480) {
    std::vector<std::int16_t> all(count, 12345);
    for (std::size_t at = 0; at < count; at += blockSamples)
        source.read(std::span(all).subspan(at, std::min(blockSamples, count - at)));
    return all;
}

TEST(SilenceSamples, AreZero) {
    SilenceSamples source;
    EXPECT_EQ(take(source, 1000), std::vector<std::int16_t>(1000, 0));
}

TEST(ToneSamples, AreAPureTone) {
    for (const int hertz : {20, 440, 1000, 20000}) {
        ToneSamples source(hertz);
        const auto samples = take(source, 96000, 331);
        EXPECT_GT(toneToRestDb(samples, hertz), 70) << hertz;
        EXPECT_NEAR(test::rmsOf(samples), 8192 / std::sqrt(2), 10) << hertz;
    }
}

TEST(FileSamples, EndInSilence) {
    const std::vector<std::int16_t> sound(3000, 777);
    auto source = fileWith(sound, 48000, FileSamples::AtEnd::Silence);
    const auto samples = take(source, 10000);
    EXPECT_TRUE(std::equal(sound.begin(), sound.end(), samples.begin()));
    EXPECT_EQ(std::count(samples.begin() + 3000, samples.end(), 0), 7000);
}

TEST(FileSamples, RepeatWithoutAGap) {
    std::vector<std::int16_t> sound(1500);
    for (std::size_t i = 0; i < sound.size(); ++i)
        sound[i] = static_cast<std::int16_t>(i);
    auto source = fileWith(sound, 48000, FileSamples::AtEnd::Repeat);
    const auto samples = take(source, 6000, 77);
    for (std::size_t i = 0; i < samples.size(); ++i)
        ASSERT_EQ(samples[i], static_cast<int>(i % 1500)) << i;
}

TEST(FileSamples, RepeatATonePurelyAtAnotherRate) {
    const auto oneSecond = sine(1000, 16000, 16000);
    auto source = fileWith(oneSecond, 16000, FileSamples::AtEnd::Repeat);
    const auto samples = take(source, 3 * kSampleRate);
    EXPECT_GT(toneToRestDb(std::span(samples).subspan(4800), 1000), 60);
}

TEST(FileSamples, KeepTimeAtEveryRate) {
    for (const std::uint32_t rate : {8000U, 11025U, 22050U, 44100U, 48000U, 96000U, 192000U}) {
        const std::vector<std::int16_t> oneSecond(rate, 10000);
        auto source = fileWith(oneSecond, rate, FileSamples::AtEnd::Silence);
        const auto samples = take(source, 2 * kSampleRate);
        const auto loud = std::ranges::count_if(samples, [](int sample) { return sample > 5000; });
        EXPECT_NEAR(static_cast<double>(loud), kSampleRate, 12) << rate;
    }
}

TEST(FileSamples, AreSilentIfThereIsNothingToRepeat) {
    auto source = fileWith({}, 44100, FileSamples::AtEnd::Repeat);
    EXPECT_EQ(take(source, 2000), std::vector<std::int16_t>(2000, 0));
}

TEST(FileSamples, FallSilentWhenTheFileIsCutWhileItPlays) {
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("cut.wav")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(WavBytes{.data = QByteArray(100000, 'a')}.bytes());
    file.flush();
    FileSamples source(std::move(*WavReader::open(file.fileName())), FileSamples::AtEnd::Repeat);
    EXPECT_EQ(std::ranges::count(take(source, 480), 0), 0);
    ASSERT_TRUE(file.resize(10));
    const auto samples = take(source, 200000);
    EXPECT_EQ(samples.back(), 0);
}

} // namespace
} // namespace viz
