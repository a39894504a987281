#pragma once

#include "core/base/media_time.h"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace viz {

/// Cuts blocks of any size, as devices deliver them, into frames of one size, in order and without loss.
class PcmFramer {
public:
    explicit PcmFramer(Samples frameLength);

    /// Calls `onFrame` for every frame that is complete now. The span is valid during the call.
    void push(std::span<const std::int16_t> block, const std::function<void(std::span<const std::int16_t>)>& onFrame);
    /// For the frames from now on; samples that wait stay. May be called from inside `onFrame`.
    void setFrameLength(Samples length);
    /// Samples that wait for the rest of their frame.
    [[nodiscard]] Samples pending() const { return Samples{static_cast<std::int64_t>(m_pending.size())}; }

private:
    std::size_t m_frameSamples = 0;
    std::vector<std::int16_t> m_pending;
};

} // namespace viz
