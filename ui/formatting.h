#pragma once

#include <QString>

#include <chrono>
#include <cstdint>
#include <optional>

namespace viz {

/// "0:07", "12:04", "1:02:03": whole seconds, rounded down.
[[nodiscard]] QString durationText(std::chrono::nanoseconds duration);
/// "3.4 MB", in the words of the default locale; powers of 1000, as data plans count.
[[nodiscard]] QString bytesText(std::uint64_t bytes);
/// "142 ms", or a dash where it is not known.
[[nodiscard]] QString millisecondsText(std::optional<double> ms);

} // namespace viz
