#pragma once

#include "core/pipeline/call_stats.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>

namespace viz {

/// One direction of the demo's call: what one party said and the other heard.
struct DemoDirection {
    std::optional<double> measuredDelayMs;  ///< mouth to ear; empty: the sound was not found at the other side
    std::optional<double> estimatedDelayMs; ///< by the listener, from its statistics
    std::uint64_t recordBytes = 0;          ///< sent by Viz
    std::uint64_t originalBytes = 0;        ///< the same Opus frames in the original's format
    std::uint64_t tunnelBytes = 0;          ///< that came out of the tunnel, with all framing
    double concealedPercent = 0;            ///< of the sound that was played
    std::uint64_t framesSent = 0;
    std::uint64_t framesLost = 0;    ///< given up by the sender, or arrived and could not be played
    std::uint64_t interruptions = 0; ///< silences of 150 ms and more that the network made
    double interruptedMs = 0;        ///< their length together
    std::uint32_t reconnects = 0;    ///< how often the listener's call went on over a new connection
};

struct DemoReport {
    double seconds = 0; ///< of call
    DemoDirection toJoiner;
    DemoDirection toHost;
    QStringList hostWords;
    QStringList joinerWords;

    [[nodiscard]] bool soundArrivedBothWays() const {
        return toJoiner.measuredDelayMs.has_value() && toHost.measuredDelayMs.has_value();
    }
};

/// Bytes that the original program's format takes for `frames` Opus frames of `opusBytes` in all, before WebSocket
/// framing: 24 of nonce, 16 of tag, 2 of length and 13 of Zstandard framing for each frame, 1 for each batch of 8.
[[nodiscard]] std::uint64_t originalFormatBytes(std::uint64_t frames, std::uint64_t opusBytes);

/// Everything of a direction that the two parties' statistics tell.
[[nodiscard]] DemoDirection demoDirection(const CallStats& sender, const CallStats& listener);

/// Lines for people, each with its end.
[[nodiscard]] QString demoTable(const DemoReport& report);
[[nodiscard]] QJsonObject demoJson(const DemoReport& report);

} // namespace viz
