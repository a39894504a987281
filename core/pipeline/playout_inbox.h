#pragma once

#include "core/base/clock.h"
#include "core/base/encoded_frame.h"
#include "core/base/spsc_ring.h"

namespace viz {

/// One frame on its way from the network thread to the playback thread.
struct ArrivedFrame {
    EncodedFrame frame;
    MonotonicTime arrival{};
};

/// Network thread → playback thread. 512 frames are 5 s at the shortest frame that Viz sends: more than any burst that
/// a peer who keeps to real time can cause, and a bound on what one who does not can make us hold.
class PlayoutInbox : public SpscRing<ArrivedFrame> {
public:
    static constexpr std::size_t kCapacity = 512;
    PlayoutInbox() : SpscRing(kCapacity) {}
};

} // namespace viz
