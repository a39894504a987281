#pragma once

#include "core/pipeline/call_stats.h"
#include "core/pipeline/send/path_sample.h"

namespace viz {

/// What records cost on the way, the framing of WebSocket, TLS and TCP included: what a data plan counts. What TCP
/// sends again is not in it, nor are the acknowledgements of TCP.
[[nodiscard]] constexpr std::uint64_t wireBytes(std::uint64_t records, std::uint64_t bytes) {
    return bytes + records * kTransportOverheadBytes;
}

[[nodiscard]] constexpr std::uint64_t wireBytes(const SendStats& sent) { return wireBytes(sent.records, sent.bytes); }

[[nodiscard]] constexpr std::uint64_t wireBytes(const ReceiveStats& received) {
    return wireBytes(received.records, received.bytes);
}

/// Both ways.
[[nodiscard]] constexpr std::uint64_t wireBytes(const CallStats& stats) {
    return wireBytes(stats.sent) + wireBytes(stats.received);
}

} // namespace viz
