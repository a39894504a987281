#include "core/call/sounds/thread_end.h"

#include "core/call/logging.h"
#include "core/call/thread/left_behind.h"

#include <utility>

namespace viz {

bool endOrLeaveBehind(std::unique_ptr<WorkerThread> thread, std::chrono::milliseconds limit) {
    if (thread->stop(limit))
        return true;
    qCWarning(vizCall) << "a sound device hangs; its thread is left behind";
    leaveUntilExit(std::move(thread));
    return false;
}

} // namespace viz
