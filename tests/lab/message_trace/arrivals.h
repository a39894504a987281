#pragma once

#include "core/transport/link.h"
#include "tests/lab/message_trace/trace_message.h"

#include <functional>

namespace viz::lab {

/// Prints a line `stream interval sentMs arrivalMs` for each message of sound that `link` receives; milliseconds of
/// CLOCK_MONOTONIC.
void printArrivals(Link& link);

/// Calls once, with what the first message says.
void whenGreeted(Link& link, std::function<void(const StreamSpec&)> tell);

} // namespace viz::lab
