#pragma once

#include "core/base/clock.h"

#include <QByteArray>

#include <cstdint>
#include <optional>

namespace viz::lab {

/// What one stream of messages is like; travels in each of them, so that the host needs to be told nothing.
struct StreamSpec {
    std::uint32_t stream = 0; ///< numbered by the joiner; copies of a stream share the number
    std::uint16_t intervalMs = 20;
    std::uint16_t bytes = 140;     ///< at least kHeaderBytes
    std::uint16_t tailProbeMs = 0; ///< a short message so long after each one; 0: none
    std::uint16_t echo = 0;        ///< 1: the host sends such a stream, too
};

struct TraceMessage {
    enum class Kind : std::uint32_t { Hello, Sound, TailProbe };

    Kind kind = Kind::Sound;
    StreamSpec spec;
    std::int64_t sentNs = 0; ///< CLOCK_MONOTONIC, which both ends share
};

inline constexpr std::uint16_t kHeaderBytes = sizeof(TraceMessage);

/// Sound is filled up to spec.bytes.
[[nodiscard]] QByteArray packed(const TraceMessage& message);
/// Empty if it is none.
[[nodiscard]] std::optional<TraceMessage> unpacked(const QByteArray& bytes);

} // namespace viz::lab
