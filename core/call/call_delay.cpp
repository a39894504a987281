#include "core/call/call_delay.h"

namespace viz {

DelayParts estimateDelay(const CallStats& stats) {
    DelayParts parts;
    if (stats.capture.samples > 0)
        parts.captureMs = toMs(stats.capture.latency);
    if (stats.received.frames > 0) {
        parts.batchMs = toMs(stats.received.batchLength + stats.sent.codecLookahead);
        parts.jitterBufferMs = toMs(stats.playout.playout.currentDelay);
        parts.outputMs = toMs(stats.playout.outputLatency);
    }
    if (stats.sent.minimumRoundTrip)
        parts.networkMs = toMs(*stats.sent.minimumRoundTrip) / 2;
    if (parts.captureMs && parts.batchMs && parts.networkMs)
        parts.totalMs = *parts.captureMs + *parts.batchMs + *parts.networkMs + *parts.jitterBufferMs + *parts.outputMs;
    return parts;
}

} // namespace viz
