#pragma once

#include <memory>

namespace viz {

/// Keeps `what` until the process ends, and never destroys it: a thread that hangs in a device goes on using it when
/// the device answers at last. Main thread.
void leaveUntilExit(std::shared_ptr<const void> what);

} // namespace viz
