#pragma once

#include "core/base/clock.h"
#include "core/base/snapshot.h"
#include "core/base/spsc_ring.h"
#include "core/protocol/frame_batch.h"

namespace viz {

/// What the receiving side knows about the peer's voice; the sending side puts it into its next record.
struct ArrivalReport {
    Sequence maxSequence;
    MonotonicTime arrival{}; ///< of the record that brought it
    bool any = false;        ///< whether a frame has arrived at all
};

/// The peer's acknowledgement of our voice, and when it came.
struct ArrivedAck {
    AckBlock ack;
    MonotonicTime arrival{};
};

/// The back edge from receiving (network thread) to sending (send thread): acknowledgements in both meanings.
struct AckExchange {
    Snapshot<ArrivalReport> toPeer;
    /// A second of the fastest legal peer; when full the newest is dropped, the next one says the same and more.
    SpscRing<ArrivedAck> fromPeer{256};
};

} // namespace viz
