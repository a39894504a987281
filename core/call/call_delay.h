#pragma once

#include "core/pipeline/call_stats.h"

namespace viz {

/// The delay from the peer's mouth to this ear, from what is known here. Until the peer has said how long its
/// microphone takes, this side's own stands in for it.
[[nodiscard]] DelayParts estimateDelay(const CallStats& stats);

} // namespace viz
