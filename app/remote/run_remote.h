#pragma once

#include "app/command_line.h"
#include "app/standard_streams.h"

namespace viz {

/// `viz ctl`: asks the call that runs without a window, or else the window. Blocks for a few seconds at most.
[[nodiscard]] ExitStatus runRemote(const RemoteCommand& command, StandardStreams& streams);

} // namespace viz
