#pragma once

#include <QFile>

#include <tl/expected.hpp>

#include <cstdint>
#include <memory>
#include <span>

namespace viz {

/// Writes 48 kHz mono 16 bit. The file is a valid WAV after every commit(), also if the process dies then.
class WavWriter {
public:
    /// Replaces what was at `path`; null if that cannot be written.
    [[nodiscard]] static std::unique_ptr<WavWriter> create(const QString& path);
    ~WavWriter();
    WavWriter(const WavWriter&) = delete;
    WavWriter& operator=(const WavWriter&) = delete;

    /// false if the disk is full or the file has reached the 4 GiB that a WAV can hold (12 hours).
    [[nodiscard]] bool append(std::span<const std::int16_t> samples);
    /// Puts the size so far into the header and hands all to the system.
    [[nodiscard]] bool commit();

private:
    explicit WavWriter(const QString& path) : m_file(path) {}

    QFile m_file;
    std::uint32_t m_dataBytes = 0;
};

} // namespace viz
