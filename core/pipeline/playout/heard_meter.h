#pragma once

#include "core/media/jitter/jitter_buffer.h"
#include "core/pipeline/ack_exchange.h"

namespace viz {

/// Sums up for the peer how its voice is heard here, a second at a time. Playback thread.
class HeardMeter {
public:
    /// After every 10 ms. Concealment is that of the last whole second, lag and level (of what is played) are the
    /// present ones.
    [[nodiscard]] HeardReport update(const PlayoutStats& stats, float levelDbfs);

private:
    std::uint64_t m_totalBefore = 0;
    std::uint64_t m_concealedBefore = 0;
    std::uint16_t m_concealedPermille = 0;
    std::uint16_t m_number = 0;
};

} // namespace viz
