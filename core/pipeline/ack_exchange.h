#pragma once

#include "core/base/clock.h"
#include "core/base/snapshot.h"
#include "core/base/spsc_ring.h"
#include "core/protocol/frame_batch.h"

#include <atomic>

namespace viz {

/// What the receiving side knows about the peer's voice; the sending side puts it into its next record.
struct ArrivalReport {
    Sequence maxSequence;
    MonotonicTime arrival{};      ///< of the record that brought it
    bool any = false;             ///< whether a frame has arrived at all
    MonotonicTime queueForward{}; ///< growth of the peer's one-way delay (ForwardDelay)
};

/// What playout tells the peer's sender. As large as a register, so that it passes between threads without a lock.
struct alignas(8) HeardReport {
    std::uint16_t lagMs = 0;             ///< how far playout is behind the newest frame; saturates
    std::uint16_t concealedPermille = 0; ///< of the last second
    std::uint16_t number = 0;            ///< of this report, wraps: it stands still when the loudspeaker does
    std::uint8_t heardLevel = 0;         ///< of their voice as it is played: AckBlock::heardLevel
};

/// The peer's acknowledgement of our voice, and when it came.
struct ArrivedAck {
    AckBlock ack;
    MonotonicTime arrival{};
    Samples peerBatch{}; ///< sound in a message of the peer: how often it acknowledges
};

/// The back edges from receiving (network thread) and playout (playback thread) to sending (send thread):
/// acknowledgements in both meanings.
struct AckExchange {
    Snapshot<ArrivalReport> toPeer;
    /// playback → send.
    std::atomic<HeardReport> heard{};
    /// A second of the fastest legal peer; when full the newest is dropped, the next one says the same and more.
    SpscRing<ArrivedAck> fromPeer{256};
};

} // namespace viz
