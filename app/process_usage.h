#pragma once

#include <cstdint>
#include <optional>

namespace viz {

/// Processor time that this process has used so far, user and system, in seconds.
[[nodiscard]] std::optional<double> processCpuSeconds();
/// Memory of this process that is in RAM now.
[[nodiscard]] std::optional<std::int64_t> processRssBytes();

} // namespace viz
