#pragma once

#include "core/call/thread/worker_thread.h"

#include <chrono>
#include <memory>

namespace viz {

/// A device closes within milliseconds; a sound server that does not answer must not hold the window for longer.
inline constexpr std::chrono::milliseconds kDeviceAnswerLimit{500};

/// Ends a thread that has devices, and with it what it adopted. If it hangs beyond `limit` it is left behind, and false
/// is returned: it closes its devices and ends when the sound server answers, if ever; so whatever it refers to lives
/// on until the process ends. Main thread.
[[nodiscard]] bool endOrLeaveBehind(std::unique_ptr<WorkerThread> thread, std::chrono::milliseconds limit);

} // namespace viz
