#include "core/call/call_threads.h"

namespace viz {

bool CallThreads::stop() {
    // A sound server that does not answer is given up after this; everything else stops within milliseconds.
    constexpr std::chrono::seconds limit{3};
    return capture.stop(limit) && send.stop(limit) && network.stop(limit) && playback.stop(limit);
}

} // namespace viz
