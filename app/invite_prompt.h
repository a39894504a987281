#pragma once

#include "app/exit_status.h"
#include "app/standard_streams.h"
#include "core/protocol/invite.h"

#include <tl/expected.hpp>

namespace viz {

/// `viz join -`: the first line of `descriptor` (borrowed) is the address. What comes after that line stays unread. On
/// a terminal Viz asks first, and does not show what is typed: whoever looks over a shoulder, or scrolls back, could
/// call in somebody's place. The secret passes through locked memory only. Blocks; before the event loop.
[[nodiscard]] tl::expected<Invite, Failure> askForInvite(int descriptor, StandardStreams& streams);

} // namespace viz
