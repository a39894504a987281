#pragma once

#include <cstdint>

namespace viz {

/// One authenticated connection of a call, with its own keys. A call that was resumed, or that is hedged, has had
/// several; frame numbers belong to the call, record numbers and keys to the route. Numbered by CallChannel, never used
/// twice within a call.
using RouteId = std::uint32_t;

} // namespace viz
