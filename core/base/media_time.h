#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>

namespace viz {

/// Everything inside Viz is 48 kHz mono: what Opus works in, and what the original promised.
inline constexpr int kSampleRate = 48000;

/// A length of sound, counted in samples at 48 kHz. Converts to and from other std::chrono durations.
using Samples = std::chrono::duration<std::int64_t, std::ratio<1, kSampleRate>>;

/// A place in a stream of sound: samples since its beginning, on the sample clock of whoever made the stream.
using MediaTime = Samples;

/// How much sound one Opus frame carries. The values are the frame codes of the wire (docs/PROTOCOL.md).
enum class FrameDuration : std::uint8_t { Ms2_5 = 0, Ms5 = 1, Ms10 = 2, Ms20 = 3, Ms40 = 4, Ms60 = 5 };

inline constexpr std::array kFrameDurations{FrameDuration::Ms2_5, FrameDuration::Ms5,  FrameDuration::Ms10,
                                            FrameDuration::Ms20,  FrameDuration::Ms40, FrameDuration::Ms60};

/// The longest frame, 60 ms.
inline constexpr int kMaxFrameSamples = 2880;

/// 120, 240, 480, 960, 1920 or 2880 samples.
[[nodiscard]] Samples lengthOf(FrameDuration duration);

/// The other way round; nullopt if `code` is not a frame code.
[[nodiscard]] std::optional<FrameDuration> frameDurationFromCode(std::uint8_t code);

/// 10, 20, 40 or 60; nullopt for every other number.
[[nodiscard]] std::optional<FrameDuration> frameDurationFromMs(int milliseconds);

} // namespace viz
