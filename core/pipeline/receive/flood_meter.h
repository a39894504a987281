#pragma once

#include "core/base/clock.h"

#include <cstddef>
#include <cstdint>

namespace viz {

/// Notices a peer that sends more on one connection than the limits of wire_format.h allow.
class FloodMeter {
public:
    /// A record of so many bytes arrived at `now`; whether that was too much for this window of time.
    [[nodiscard]] bool isTooMuch(std::size_t bytes, MonotonicTime now);

private:
    MonotonicTime m_windowStart{};
    std::uint64_t m_records = 0;
    std::uint64_t m_bytes = 0;
};

} // namespace viz
