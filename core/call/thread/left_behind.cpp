#include "core/call/thread/left_behind.h"

#include <utility>
#include <vector>

namespace viz {

void leaveUntilExit(std::shared_ptr<const void> what) {
    // Not destroyed at the exit either: those threads may be running still.
    static auto& left = *new std::vector<std::shared_ptr<const void>>;
    left.push_back(std::move(what));
}

} // namespace viz
