#include "core/device/wav_header.h"
#include "fuzz_input.h"

#include <QBuffer>

/// A sound file from anywhere: what is accepted lies within the file and within the limits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace viz;
    QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    QBuffer file(&bytes);
    fuzz::require(file.open(QIODevice::ReadOnly), "a buffer opens");
    const auto format = readWavHeader(file);
    if (!format)
        return 0;
    fuzz::require(format->channels >= 1 && format->channels <= WavFormat::kMaxChannels, "channels");
    fuzz::require(format->sampleRate >= WavFormat::kMinRate && format->sampleRate <= WavFormat::kMaxRate, "rate");
    fuzz::require(format->bytesPerSample >= 1 && format->bytesPerSample <= 4, "sample");
    fuzz::require(format->dataBegin > 0 && format->frames >= 0, "no negative places");
    fuzz::require(format->dataBegin + format->frames * format->bytesPerFrame() <= bytes.size(), "within the file");
    return 0;
}
