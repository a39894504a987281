#pragma once

#include "core/call/call_control.h"

#include <QJsonObject>

#include <optional>

namespace viz {

/// One observation of a call, for --stats.
struct StatsRecord {
    MonotonicTime now{};
    CallState state = CallState::Idle;
    CallRole role = CallRole::Host;
    ProfileName profileName = ProfileName::Auto;
    VoiceProfile profile; ///< of this side
    std::optional<Verification> verification;
    bool muted = false; ///< here
    bool deafened = false;
    CallStats stats;
    std::optional<double> cpuSeconds;
    std::optional<std::int64_t> rssBytes;
};

/// The stats object of docs/CLI.md: every key is always there, null where nothing is known. Times are milliseconds
/// unless the name says otherwise, also those that W3C webrtc-stats gives in seconds.
[[nodiscard]] QJsonObject statsJson(const StatsRecord& record);

} // namespace viz
