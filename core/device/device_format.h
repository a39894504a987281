#pragma once

#include "core/device/resampler.h"

#include <QAudioDevice>
#include <QAudioFormat>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace viz {

/// 48 kHz mono 16 bit if the device takes it, else the nearest that it says it takes, else what it prefers. On Windows
/// what it prefers.
[[nodiscard]] QAudioFormat nearestFormat(const QAudioDevice& device);

/// Whether the converters below can handle it.
[[nodiscard]] bool isConvertible(const QAudioFormat& format);

/// From what a device delivers to 48 kHz mono. One object a stream; frames may be cut anywhere between two calls.
class CaptureConverter {
public:
    /// `format` is convertible.
    explicit CaptureConverter(const QAudioFormat& format);
    /// Valid until the next call.
    [[nodiscard]] std::span<const std::int16_t> convert(std::span<const char> bytes);
    [[nodiscard]] std::chrono::nanoseconds latency() const { return m_resampler.latency(); }

private:
    QAudioFormat m_format;
    Resampler m_resampler;
    std::vector<char> m_bytes; ///< the part of a frame that the last call ended with, then this call's bytes
    std::vector<std::int16_t> m_mono;
    std::vector<std::int16_t> m_converted;
};

/// From 48 kHz mono to what a device takes: every channel gets the same.
class PlaybackConverter {
public:
    /// `format` is convertible.
    explicit PlaybackConverter(const QAudioFormat& format);
    /// Valid until the next call.
    [[nodiscard]] std::span<const char> convert(std::span<const std::int16_t> samples);
    [[nodiscard]] std::chrono::nanoseconds latency() const { return m_resampler.latency(); }

private:
    QAudioFormat m_format;
    Resampler m_resampler;
    std::vector<std::int16_t> m_converted;
    std::vector<char> m_bytes;
};

} // namespace viz
