#include "core/device/wav_reader.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <algorithm>
#include <bit>
#include <cmath>

namespace viz {

namespace {

constexpr double kFullScale16 = 32768.0;

/// One little-endian sample as -1..1. Eight bits are unsigned in WAV, all other widths signed.
double pcmSample(const char* bytes, int width) {
    if (width == 1)
        return (static_cast<unsigned char>(*bytes) - 128) / 128.0;
    std::uint32_t value = 0;
    for (int i = 0; i < width; ++i)
        value |= std::uint32_t{static_cast<unsigned char>(bytes[i])} << (8 * (4 - width + i));
    return static_cast<std::int32_t>(value) / 2147483648.0;
}

double floatSample(const char* bytes) {
    const float value = std::bit_cast<float>(qFromLittleEndian<quint32>(bytes));
    return std::isfinite(value) ? value : 0.0;
}

double mixedFrame(const char* frame, const WavFormat& format) {
    double sum = 0;
    for (int channel = 0; channel < format.channels; ++channel) {
        const char* at = frame + channel * format.bytesPerSample;
        sum += format.encoding == WavFormat::Encoding::Float ? floatSample(at) : pcmSample(at, format.bytesPerSample);
    }
    return sum / format.channels;
}

std::int16_t toInt16(double value) {
    return static_cast<std::int16_t>(std::lround(std::clamp(value * kFullScale16, -32768.0, 32767.0)));
}

} // namespace

tl::expected<WavReader, WavError> WavReader::open(const QString& path) {
    auto file = std::make_unique<QFile>(path);
    // A pipe or a terminal would block the sound thread.
    if (!QFileInfo(path).isFile() || !file->open(QIODevice::ReadOnly))
        return tl::unexpected(WavError::Unreadable);
    return open(std::move(file));
}

tl::expected<WavReader, WavError> WavReader::open(std::unique_ptr<QIODevice> device) {
    const tl::expected<WavFormat, WavError> format = readWavHeader(*device);
    if (!format)
        return tl::unexpected(format.error());
    return WavReader(std::move(device), *format);
}

WavReader::WavReader(std::unique_ptr<QIODevice> device, const WavFormat& format)
    : m_device(std::move(device)), m_format(format) {
    rewind();
}

void WavReader::rewind() { m_framesLeft = m_device->seek(m_format.dataBegin) ? m_format.frames : 0; }

std::size_t WavReader::read(std::span<std::int16_t> out) {
    const auto frameBytes = static_cast<std::size_t>(m_format.bytesPerFrame());
    const auto wanted = std::min(out.size(), static_cast<std::size_t>(m_framesLeft));
    m_raw.resize(wanted * frameBytes);
    const qint64 got = m_device->read(m_raw.data(), static_cast<qint64>(m_raw.size()));
    const std::size_t frames = got > 0 ? static_cast<std::size_t>(got) / frameBytes : 0;
    for (std::size_t i = 0; i < frames; ++i)
        out[i] = toInt16(mixedFrame(m_raw.data() + i * frameBytes, m_format));
    m_framesLeft = frames < wanted ? 0 : m_framesLeft - static_cast<std::int64_t>(frames);
    return frames;
}

} // namespace viz
