#pragma once

#include "core/base/snapshot.h"
#include "core/base/spsc_ring.h"
#include "core/media/cleaner/microphone_cleaner.h"
#include "core/pipeline/ack_exchange.h"
#include "core/pipeline/call_stats.h"
#include "core/pipeline/playout_inbox.h"

#include <atomic>
#include <cstdint>
#include <optional>

namespace viz {

/// What the send thread knows of the call's health.
struct SendPulse {
    MonotonicTime at{};
    std::optional<MonotonicTime> unacknowledgedSince; ///< when the oldest unacknowledged record with sound was sent
    MonotonicTime roundTrip{};                        ///< zero: not known
    Samples batchLength{};
};

/// Everything that two threads of one call share, and the only things they share. Outlives the threads.
struct CallWires {
    /// capture → send. Two seconds: what a starved send thread may fall behind before sound is lost.
    SpscRing<std::int16_t> captured{2 * kSampleRate};
    /// Set while the send thread has a wake-up pending, so that bursts of blocks post one event.
    std::atomic<bool> sendWakePending{false};
    /// playback → send: what is heard here, which the microphone may hear too. Half a second; while nobody takes it the
    /// newest is dropped.
    PlayedSound played{kSampleRate / 2};
    /// capture and playback → send: the delay of the two devices, which the echo has.
    std::atomic<Samples> inputLatency{};
    std::atomic<Samples> outputLatency{};
    /// network → playback.
    PlayoutInbox inbox;
    /// network → send.
    AckExchange acks;
    /// send → playback: half of the round trip, zero until it is known. Lets the jitter buffer weigh delay against
    /// loss.
    std::atomic<MonotonicTime> oneWayDelay{};
    /// send → network, every 20 ms.
    Snapshot<SendPulse> sendPulse;
    /// network → main: routes that took over.
    std::atomic<std::uint32_t> reconnects{0};
    /// any → main.
    Snapshot<CaptureReport> captureReport;
    Snapshot<SendStats> sendStats;
    Snapshot<ReceiveStats> receiveStats;
    Snapshot<PlayoutReport> playoutReport;
};

} // namespace viz
