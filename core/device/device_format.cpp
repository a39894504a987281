#include "core/device/device_format.h"

#include "core/base/media_time.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace viz {

namespace {

constexpr double kFullScale16 = 32768.0;
constexpr double kFullScale32 = 2147483648.0;

QAudioFormat formatOf(int channels, QAudioFormat::SampleFormat sampleFormat) {
    QAudioFormat format;
    format.setSampleRate(kSampleRate);
    format.setChannelCount(channels);
    format.setSampleFormat(sampleFormat);
    return format;
}

template<typename Sample>
void store(char* to, Sample value) {
    std::memcpy(to, &value, sizeof value);
}

void storeSample(char* to, std::int16_t sample, QAudioFormat::SampleFormat format) {
    switch (format) {
    case QAudioFormat::UInt8:
        return store(to, static_cast<std::uint8_t>((sample + 32768) >> 8));
    case QAudioFormat::Int16:
        return store(to, sample);
    case QAudioFormat::Int32:
        return store(to, std::int32_t{sample} * 65536);
    case QAudioFormat::Float:
        return store(to, static_cast<float>(sample / kFullScale16));
    default:
        return;
    }
}

template<typename Sample>
Sample load(const char* from) {
    Sample value;
    std::memcpy(&value, from, sizeof value);
    return value;
}

double loadSample(const char* from, QAudioFormat::SampleFormat format) {
    switch (format) {
    case QAudioFormat::UInt8:
        return (load<std::uint8_t>(from) - 128) / 128.0;
    case QAudioFormat::Int16:
        return load<std::int16_t>(from) / kFullScale16;
    case QAudioFormat::Int32:
        return load<std::int32_t>(from) / kFullScale32;
    case QAudioFormat::Float:
        return std::isfinite(load<float>(from)) ? load<float>(from) : 0.0;
    default:
        return 0;
    }
}

std::int16_t monoSample(const char* frame, const QAudioFormat& format) {
    double sum = 0;
    for (int channel = 0; channel < format.channelCount(); ++channel)
        sum += loadSample(frame + channel * format.bytesPerSample(), format.sampleFormat());
    const double scaled = sum / format.channelCount() * kFullScale16;
    return static_cast<std::int16_t>(std::lround(std::clamp(scaled, -32768.0, 32767.0)));
}

} // namespace

QAudioFormat nearestFormat(const QAudioDevice& device) {
#ifdef Q_OS_WIN
    // Windows mixes in this format alone. Qt would convert others by Media Foundation, which wine cannot do.
    if (const QAudioFormat mix = device.preferredFormat(); isConvertible(mix))
        return mix;
#endif
    const std::array wishes{formatOf(1, QAudioFormat::Int16), formatOf(2, QAudioFormat::Int16),
                            formatOf(1, QAudioFormat::Float), formatOf(2, QAudioFormat::Float)};
    const auto wish =
        std::ranges::find_if(wishes, [&](const auto& format) { return device.isFormatSupported(format); });
    return wish != wishes.end() ? *wish : device.preferredFormat();
}

bool isConvertible(const QAudioFormat& format) {
    return format.isValid() && format.bytesPerSample() > 0 && format.channelCount() > 0 &&
           format.sampleRate() >= kMinResamplerRate && format.sampleRate() <= kMaxResamplerRate;
}

CaptureConverter::CaptureConverter(const QAudioFormat& format)
    : m_format(format), m_resampler(format.sampleRate(), kSampleRate) {}

std::span<const std::int16_t> CaptureConverter::convert(std::span<const char> bytes) {
    m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
    const auto frameBytes = static_cast<std::size_t>(m_format.bytesPerFrame());
    m_mono.resize(m_bytes.size() / frameBytes);
    for (std::size_t i = 0; i < m_mono.size(); ++i)
        m_mono[i] = monoSample(m_bytes.data() + i * frameBytes, m_format);
    m_bytes.erase(m_bytes.begin(), m_bytes.begin() + static_cast<std::ptrdiff_t>(m_mono.size() * frameBytes));
    m_converted.clear();
    m_resampler.process(m_mono, m_converted);
    return m_converted;
}

PlaybackConverter::PlaybackConverter(const QAudioFormat& format)
    : m_format(format), m_resampler(kSampleRate, format.sampleRate()) {}

std::span<const char> PlaybackConverter::convert(std::span<const std::int16_t> samples) {
    m_converted.clear();
    m_resampler.process(samples, m_converted);
    const auto channels = static_cast<std::size_t>(m_format.channelCount());
    const auto sampleBytes = static_cast<std::size_t>(m_format.bytesPerSample());
    m_bytes.resize(m_converted.size() * channels * sampleBytes);
    for (std::size_t i = 0; i < m_converted.size() * channels; ++i)
        storeSample(m_bytes.data() + i * sampleBytes, m_converted[i / channels], m_format.sampleFormat());
    return m_bytes;
}

} // namespace viz
