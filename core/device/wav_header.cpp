#include "core/device/wav_header.h"

#include "core/base/media_time.h"

#include <QByteArray>
#include <QIODevice>
#include <QtEndian>

#include <algorithm>
#include <optional>

namespace viz {

namespace {

// "Multimedia Programming Interface and Data Specifications 1.0" (IBM, Microsoft 1991) and, for the extensible format,
// mmreg.h. All numbers are little-endian; a chunk of odd size is followed by a byte of padding.
constexpr int kRiffBytes = 12;
constexpr int kChunkHeaderBytes = 8;
constexpr int kPlainFmtBytes = 16;
constexpr int kExtensibleFmtBytes = 40;
constexpr int kMaxChunks = 256; // nobody has more before the sound; bounds the walk over a hostile file

constexpr std::uint16_t kTagPcm = 1;
constexpr std::uint16_t kTagFloat = 3;
constexpr std::uint16_t kTagExtensible = 0xFFFE;
// The GUID of a sub-format is its tag and then these bytes.
constexpr std::array<char, 14> kGuidTail{0, 0, 0, 0, 0x10, 0, '\x80', 0, 0, '\xaa', 0, 0x38, '\x9b', 0x71};

struct Chunk {
    QByteArray id;
    std::int64_t begin = 0;
    std::int64_t size = 0;
};

std::uint32_t u8(const QByteArray& bytes, int at) { return static_cast<unsigned char>(bytes.at(at)); }
std::uint16_t u16(const QByteArray& bytes, int at) {
    return static_cast<std::uint16_t>(u8(bytes, at) | u8(bytes, at + 1) << 8);
}
std::uint32_t u32(const QByteArray& bytes, int at) { return u16(bytes, at) | std::uint32_t{u16(bytes, at + 2)} << 16; }

std::optional<Chunk> readChunkAt(QIODevice& file, std::int64_t offset) {
    if (offset > file.size() - kChunkHeaderBytes || !file.seek(offset))
        return std::nullopt;
    const QByteArray header = file.read(kChunkHeaderBytes);
    if (header.size() < kChunkHeaderBytes)
        return std::nullopt;
    return Chunk{header.left(4), offset + kChunkHeaderBytes, u32(header, 4)};
}

/// The first chunk with this id at or after `offset`.
std::optional<Chunk> findChunk(QIODevice& file, const QByteArray& id, std::int64_t offset) {
    for (int count = 0; count < kMaxChunks; ++count) {
        const std::optional<Chunk> chunk = readChunkAt(file, offset);
        if (!chunk || chunk->id == id)
            return chunk;
        offset = chunk->begin + chunk->size + (chunk->size & 1);
    }
    return std::nullopt;
}

/// The format tag, also of an extensible format; 0 if there is none that means anything.
std::uint16_t formatTag(const QByteArray& fmt) {
    const std::uint16_t tag = u16(fmt, 0);
    if (tag != kTagExtensible)
        return tag;
    if (fmt.size() < kExtensibleFmtBytes || !std::equal(kGuidTail.begin(), kGuidTail.end(), fmt.begin() + 26))
        return 0;
    return u16(fmt, 24);
}

bool isSupported(const WavFormat& format, std::uint16_t tag, int bitsPerSample) {
    const bool rateOk = format.sampleRate >= WavFormat::kMinRate && format.sampleRate <= WavFormat::kMaxRate;
    const bool widthOk = format.bytesPerSample >= 1 && format.bytesPerSample <= 4 && bitsPerSample >= 8 &&
                         bitsPerSample <= format.bytesPerSample * 8;
    const bool tagOk = tag == kTagPcm || (tag == kTagFloat && format.bytesPerSample == 4 && bitsPerSample == 32);
    return rateOk && widthOk && tagOk;
}

std::optional<WavFormat> parseFmt(const QByteArray& fmt) {
    const std::uint16_t tag = formatTag(fmt);
    const int channels = u16(fmt, 2);
    const int frameBytes = u16(fmt, 12);
    if (channels < 1 || channels > WavFormat::kMaxChannels || frameBytes % channels != 0)
        return std::nullopt;
    WavFormat format;
    format.encoding = tag == kTagFloat ? WavFormat::Encoding::Float : WavFormat::Encoding::Pcm;
    format.channels = channels;
    format.sampleRate = static_cast<int>(std::min<std::uint32_t>(u32(fmt, 4), WavFormat::kMaxRate + 1));
    format.bytesPerSample = frameBytes / channels;
    if (!isSupported(format, tag, u16(fmt, 14)))
        return std::nullopt;
    return format;
}

tl::expected<WavFormat, WavError> readFmt(QIODevice& file) {
    const std::optional<Chunk> chunk = findChunk(file, QByteArrayLiteral("fmt "), kRiffBytes);
    if (!chunk || chunk->size < kPlainFmtBytes)
        return tl::unexpected(WavError::NotWav);
    const QByteArray fmt = file.read(std::min<std::int64_t>(chunk->size, kExtensibleFmtBytes));
    if (fmt.size() < kPlainFmtBytes)
        return tl::unexpected(WavError::NotWav);
    const std::optional<WavFormat> format = parseFmt(fmt);
    if (!format)
        return tl::unexpected(WavError::Unsupported);
    return *format;
}

bool isRiffWave(QIODevice& file) {
    const QByteArray riff = file.seek(0) ? file.read(kRiffBytes) : QByteArray();
    return riff.size() == kRiffBytes && riff.startsWith("RIFF") && riff.endsWith("WAVE");
}

void putU16(char* to, std::uint16_t value) { qToLittleEndian<quint16>(value, to); }
void putU32(char* to, std::uint32_t value) { qToLittleEndian<quint32>(value, to); }

} // namespace

tl::expected<WavFormat, WavError> readWavHeader(QIODevice& file) {
    if (!isRiffWave(file))
        return tl::unexpected(WavError::NotWav);
    tl::expected<WavFormat, WavError> format = readFmt(file);
    if (!format)
        return format;
    const std::optional<Chunk> data = findChunk(file, QByteArrayLiteral("data"), kRiffBytes);
    if (!data)
        return tl::unexpected(WavError::NotWav);
    format->dataBegin = data->begin;
    format->frames = std::min<std::int64_t>(data->size, file.size() - data->begin) / format->bytesPerFrame();
    return format;
}

std::array<char, kWavHeaderBytes> makeWavHeader(std::uint32_t dataBytes) {
    constexpr std::uint16_t frameBytes = sizeof(std::int16_t);
    std::array<char, kWavHeaderBytes> header{'R', 'I', 'F', 'F', 0, 0, 0, 0, 'W', 'A', 'V', 'E', 'f', 'm', 't', ' '};
    putU32(&header[4], dataBytes + kWavHeaderBytes - kChunkHeaderBytes);
    putU32(&header[16], kPlainFmtBytes);
    putU16(&header[20], kTagPcm);
    putU16(&header[22], 1);
    putU32(&header[24], kSampleRate);
    putU32(&header[28], kSampleRate * frameBytes);
    putU16(&header[32], frameBytes);
    putU16(&header[34], frameBytes * 8);
    std::copy_n("data", 4, &header[36]);
    putU32(&header[40], dataBytes);
    return header;
}

} // namespace viz
