#pragma once

#include <QString>

#include <chrono>
#include <cstdint>
#include <optional>

namespace viz {

/// "0:07", "12:04", "1:02:03": whole seconds, rounded down.
[[nodiscard]] QString durationText(std::chrono::nanoseconds duration);
/// "12 s", from a minute on "1:05": whole seconds, rounded down.
[[nodiscard]] QString secondsText(std::chrono::milliseconds duration);
/// "32 kbit/s", or a dash where it is 0.
[[nodiscard]] QString bitRateText(int bitsPerSecond);
/// "3.4 MB", in the words of the default locale; powers of 1000, as data plans count.
/// As one says it: minutes up to two hours, whole hours from there on.
[[nodiscard]] QString spanText(std::chrono::minutes span);
[[nodiscard]] QString bytesText(std::uint64_t bytes);
/// "142 ms", or a dash where it is not known.
[[nodiscard]] QString millisecondsText(std::optional<double> ms);

} // namespace viz
