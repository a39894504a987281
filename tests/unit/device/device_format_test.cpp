#include "core/device/device_format.h"
#include "tests/unit/device/signal_quality.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace viz {
namespace {

using test::sine;
using test::toneToRestDb;

QAudioFormat formatOf(int rate, int channels, QAudioFormat::SampleFormat sampleFormat) {
    QAudioFormat format;
    format.setSampleRate(rate);
    format.setChannelCount(channels);
    format.setSampleFormat(sampleFormat);
    return format;
}

struct FormatRow {
    int rate;
    int channels;
    QAudioFormat::SampleFormat sampleFormat;
    double minToneToRestDb;
};

constexpr FormatRow kFormats[] = {{48000, 1, QAudioFormat::Int16, 85}, {48000, 2, QAudioFormat::Int16, 85},
                                  {48000, 1, QAudioFormat::Float, 85}, {48000, 6, QAudioFormat::Int32, 85},
                                  {48000, 1, QAudioFormat::UInt8, 35}, {44100, 2, QAudioFormat::Int16, 65},
                                  {44100, 2, QAudioFormat::Float, 65}, {96000, 2, QAudioFormat::Int32, 65},
                                  {16000, 1, QAudioFormat::Int16, 65}, {192000, 8, QAudioFormat::Float, 65}};

TEST(DeviceFormat, SurvivesAWayOutAndBack) {
    const auto in = sine(1000, kSampleRate, kSampleRate);
    for (const FormatRow& row : kFormats) {
        const QAudioFormat format = formatOf(row.rate, row.channels, row.sampleFormat);
        ASSERT_TRUE(isConvertible(format));
        PlaybackConverter out(format);
        CaptureConverter back(format);
        std::vector<std::int16_t> heard;
        for (std::size_t at = 0; at < in.size(); at += 480) {
            const auto samples = back.convert(out.convert(std::span(in).subspan(at, 480)));
            heard.insert(heard.end(), samples.begin(), samples.end());
        }
        EXPECT_NEAR(static_cast<double>(heard.size()), kSampleRate, 400) << row.rate;
        EXPECT_GT(toneToRestDb(std::span(heard).subspan(4800, 38400), 1000), row.minToneToRestDb)
            << row.rate << " " << row.channels << " " << row.sampleFormat;
        EXPECT_NEAR(test::rmsOf(std::span(heard).subspan(4800, 38400)), test::rmsOf(in), 150);
    }
}

TEST(DeviceFormat, MixesFramesThatAreCutAnywhere) {
    const auto in = sine(500, kSampleRate, 4800);
    PlaybackConverter out(formatOf(kSampleRate, 2, QAudioFormat::Float));
    const auto bytes = out.convert(in);
    for (const std::size_t size : {1U, 3U, 7U, 8U, 13U, 1000U}) {
        CaptureConverter back(formatOf(kSampleRate, 2, QAudioFormat::Float));
        std::vector<std::int16_t> heard;
        for (std::size_t at = 0; at < bytes.size(); at += size) {
            const auto samples = back.convert(bytes.subspan(at, std::min(size, bytes.size() - at)));
            heard.insert(heard.end(), samples.begin(), samples.end());
        }
        EXPECT_EQ(heard, in) << size;
    }
}

TEST(DeviceFormat, MixesByTheMean) {
    const std::int16_t frame[] = {30000, -10000, 32767, 32767, -32768, -32768};
    CaptureConverter converter(formatOf(kSampleRate, 2, QAudioFormat::Int16));
    const auto mono = converter.convert({reinterpret_cast<const char*>(frame), sizeof frame});
    EXPECT_EQ(std::vector(mono.begin(), mono.end()), (std::vector<std::int16_t>{10000, 32767, -32768}));
}

TEST(DeviceFormat, RefusesWhatNobodyCanConvert) {
    EXPECT_FALSE(isConvertible(QAudioFormat()));
    EXPECT_FALSE(isConvertible(formatOf(0, 1, QAudioFormat::Int16)));
    EXPECT_FALSE(isConvertible(formatOf(4000, 1, QAudioFormat::Int16)));
    EXPECT_FALSE(isConvertible(formatOf(384000, 1, QAudioFormat::Int16)));
    EXPECT_FALSE(isConvertible(formatOf(48000, 0, QAudioFormat::Int16)));
    EXPECT_FALSE(isConvertible(formatOf(48000, 1, QAudioFormat::Unknown)));
}

} // namespace
} // namespace viz
