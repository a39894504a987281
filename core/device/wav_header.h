#pragma once

#include "core/base/byte_io.h"

#include <tl/expected.hpp>

#include <array>
#include <cstdint>

class QIODevice;

namespace viz {

/// What a RIFF/WAVE file says about its sound, checked.
struct WavFormat {
    enum class Encoding : std::uint8_t { Pcm, Float };

    static constexpr int kMaxChannels = 32;
    static constexpr int kMinRate = 8000;
    static constexpr int kMaxRate = 192000;

    Encoding encoding = Encoding::Pcm;
    int channels = 1;           ///< 1..kMaxChannels
    int sampleRate = 48000;     ///< kMinRate..kMaxRate
    int bytesPerSample = 2;     ///< Pcm: 1..4, Float: 4
    std::int64_t dataBegin = 0; ///< offset of the first frame in the file
    std::int64_t frames = 0;    ///< that are really there, whatever the header claims

    [[nodiscard]] int bytesPerFrame() const { return channels * bytesPerSample; }
};

enum class WavError : std::uint8_t {
    Unreadable,  ///< no such file, no permission, a folder, an I/O error
    NotWav,      ///< no RIFF/WAVE structure, or cut off before the sound
    Unsupported, ///< a WAV, but compressed or out of the limits above
};

/// Reads the header of a random-access device that is open, from its beginning. Trusts no size in it: a `data` size
/// beyond the end (a recorder that crashed, a pipe that wrote 0xFFFFFFFF) means "until the end".
[[nodiscard]] tl::expected<WavFormat, WavError> readWavHeader(QIODevice& file);

inline constexpr int kWavHeaderBytes = 44;

/// The header of a 48 kHz mono 16 bit file with `dataBytes` of sound.
[[nodiscard]] std::array<char, kWavHeaderBytes> makeWavHeader(std::uint32_t dataBytes);

} // namespace viz
