#include "core/base/media_time.h"

namespace viz {

Samples lengthOf(FrameDuration duration) {
    constexpr std::array<int, kFrameDurations.size()> samples{120, 240, 480, 960, 1920, kMaxFrameSamples};
    return Samples{samples.at(static_cast<std::size_t>(duration))};
}

std::optional<FrameDuration> frameDurationFromCode(std::uint8_t code) {
    if (code >= kFrameDurations.size())
        return std::nullopt;
    return kFrameDurations[code];
}

std::optional<FrameDuration> frameDurationFromMs(int milliseconds) {
    switch (milliseconds) {
    case 10:
        return FrameDuration::Ms10;
    case 20:
        return FrameDuration::Ms20;
    case 40:
        return FrameDuration::Ms40;
    case 60:
        return FrameDuration::Ms60;
    default:
        return std::nullopt;
    }
}

} // namespace viz
