#pragma once

#include "core/base/clock.h"

#include <cstddef>
#include <cstdint>

namespace viz {

/// What one acknowledgement says about the path that our voice takes.
struct PathSample {
    MonotonicTime arrival{};          ///< of the acknowledgement
    MonotonicTime roundTrip{};        ///< of the newest record that it covers, without the peer's hold time
    MonotonicTime minimumRoundTrip{}; ///< of the last 30 to 60 s
    std::size_t minimumBytes = 0;     ///< on the wire: of the record with that round trip
    MonotonicTime queueForward{};     ///< growth of the one-way delay, by the peer's word
    std::size_t bytes = 0;            ///< on the wire: of the newest record that it covers
    std::size_t ackedBytes = 0;       ///< the same of all that it covers
    std::uint16_t concealedPermille = 0;
    /// Acknowledgements had stopped and come again: that was a stall, and what was sent before its end tells nothing
    /// about a queue.
    bool endsStall = false;
    bool overlapsStall = false; ///< sent before the end of a stall

    /// By how much this round trip was longer than the shortest.
    [[nodiscard]] MonotonicTime excess() const { return roundTrip - minimumRoundTrip; }
};

/// IP 20, TCP 32, TLS 29 and WebSocket 8 bytes that each record costs besides itself.
inline constexpr std::size_t kTransportOverheadBytes = 89;

} // namespace viz
