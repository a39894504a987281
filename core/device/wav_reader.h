#pragma once

#include "core/device/wav_header.h"

#include <QIODevice>

#include <memory>
#include <span>
#include <vector>

namespace viz {

/// Reads a WAV file as mono 16 bit at the file's own rate: channels are averaged, other widths are rounded, infinite
/// and undefined floats are silence. Holds one block in memory, so the file may be of any size.
class WavReader {
public:
    [[nodiscard]] static tl::expected<WavReader, WavError> open(const QString& path);
    /// `device` is random-access and open.
    [[nodiscard]] static tl::expected<WavReader, WavError> open(std::unique_ptr<QIODevice> device);

    [[nodiscard]] const WavFormat& format() const { return m_format; }
    /// Fills `out` from its front; fewer only at the end of the file or on a read error.
    [[nodiscard]] std::size_t read(std::span<std::int16_t> out);
    void rewind();

private:
    WavReader(std::unique_ptr<QIODevice> device, const WavFormat& format);

    std::unique_ptr<QIODevice> m_device;
    WavFormat m_format;
    std::int64_t m_framesLeft = 0;
    std::vector<char> m_raw;
};

} // namespace viz
