#include "core/base/clock.h"

namespace viz {

MonotonicTime SteadyClock::now() const {
    return std::chrono::duration_cast<MonotonicTime>(std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace viz
