#include "core/device/wav_writer.h"

#include "core/device/wav_header.h"

#include <QtEndian>

#include <limits>

namespace viz {

namespace {

constexpr std::size_t kMaxDataBytes = std::numeric_limits<std::uint32_t>::max() - kWavHeaderBytes;

} // namespace

std::unique_ptr<WavWriter> WavWriter::create(const QString& path) {
    std::unique_ptr<WavWriter> writer(new WavWriter(path));
    if (path.isEmpty() || !writer->m_file.open(QIODevice::WriteOnly | QIODevice::Truncate) || !writer->commit())
        return nullptr;
    return writer;
}

WavWriter::~WavWriter() {
    if (m_file.isOpen())
        static_cast<void>(commit());
}

bool WavWriter::append(std::span<const std::int16_t> samples) {
    if (samples.size_bytes() > kMaxDataBytes - m_dataBytes)
        return false;
    if (samples.empty())
        return true;
    QByteArray bytes(static_cast<qsizetype>(samples.size_bytes()), Qt::Uninitialized);
    qToLittleEndian<qint16>(samples.data(), static_cast<qsizetype>(samples.size()), bytes.data());
    if (m_file.write(bytes) != bytes.size())
        return false;
    m_dataBytes += static_cast<std::uint32_t>(bytes.size());
    return true;
}

bool WavWriter::commit() {
    const auto header = makeWavHeader(m_dataBytes);
    return m_file.seek(0) && m_file.write(header.data(), kWavHeaderBytes) == kWavHeaderBytes &&
           m_file.seek(kWavHeaderBytes + qint64{m_dataBytes}) && m_file.flush();
}

} // namespace viz
