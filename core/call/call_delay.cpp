#include "core/call/call_delay.h"

#include <algorithm>

namespace viz {

DelayParts estimateDelay(const CallStats& stats) {
    DelayParts parts;
    if (stats.peerCaptureDelay)
        parts.captureMs = toMs(*stats.peerCaptureDelay);
    else if (stats.capture.samples > 0)
        parts.captureMs = toMs(stats.capture.latency + stats.sent.cleanerDelay);
    if (stats.received.frames > 0) {
        parts.batchMs = toMs(stats.received.batchLength + stats.sent.codecLookahead);
        // What the jitter buffer counts ends at the ear: the sound that the device holds is in it.
        parts.outputMs = toMs(stats.playout.outputLatency);
        parts.jitterBufferMs = std::max(0.0, toMs(stats.playout.playout.currentDelay) - *parts.outputMs);
    }
    if (stats.sent.minimumRoundTrip)
        parts.networkMs = toMs(*stats.sent.minimumRoundTrip) / 2;
    if (parts.captureMs && parts.batchMs && parts.networkMs)
        parts.totalMs = *parts.captureMs + *parts.batchMs + *parts.networkMs + *parts.jitterBufferMs + *parts.outputMs;
    return parts;
}

} // namespace viz
