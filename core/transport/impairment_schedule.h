#pragma once

#include "core/transport/tunnel_spec.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <random>

namespace viz {

/// When a bad tunnel lets go of each chunk of one direction. Pure: times go in and come out, counted from the first
/// byte of the tunnel; the same spec, salt and calls give the same answers on every platform.
///
/// A chunk is serialised at the tunnel's rate, travels for delay plus an exponential extra whose standard deviation is
/// the jitter (so its mean is, too), waits for the end of a stall or an outage, and never overtakes another chunk.
class ImpairmentSchedule {
public:
    using Time = std::chrono::microseconds;

    /// `salt` tells the two directions of a tunnel apart.
    ImpairmentSchedule(const TunnelSpec& spec, std::uint32_t salt);

    /// `arrival` must not go back from call to call. The result is not before `arrival`, nor before any earlier result.
    [[nodiscard]] Time release(Time arrival, std::size_t bytes);

private:
    [[nodiscard]] Time serialised(Time arrival, std::size_t bytes);
    [[nodiscard]] Time jitter();
    [[nodiscard]] Time afterHolds(Time at) const;
    [[nodiscard]] Time afterStall(Time at) const;
    [[nodiscard]] Time afterOutages(Time at) const;

    TunnelSpec m_spec;
    std::mt19937 m_random;
    Time m_lineFree{};
    Time m_last{};
};

} // namespace viz
