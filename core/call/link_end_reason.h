#pragma once

#include "core/call/call_end.h"
#include "core/transport/link.h"

namespace viz {

/// What the end of a link means for the call. `wasInCall`: there was a call to lose.
[[nodiscard]] EndReason endReasonOf(const LinkEnd& end, bool wasInCall);

} // namespace viz
