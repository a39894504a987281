#pragma once

#include "core/base/byte_io.h"

#include <span>

namespace viz {

/// What the jitter buffer needs of a decoder. One stream, one thread, no allocation after construction.
class FrameDecoder {
public:
    virtual ~FrameDecoder() = default;

    /// Decodes one frame into the front of `out` (48 kHz mono, within ±1; room for kMaxFrameSamples). The number of
    /// samples, or 0 if the frame is garbage: the caller conceals it.
    [[nodiscard]] virtual int decode(ByteView frame, std::span<float> out) = 0;
    /// Fills `out` (a multiple of 2.5 ms, at most 60 ms) with a continuation of what was decoded last.
    virtual void conceal(std::span<float> out) = 0;
    /// Remembers the state, so that restore() undoes what conceal() did to it: a frame that is only late is then
    /// decoded as if nothing had happened.
    virtual void save() = 0;
    virtual void restore() = 0;
    virtual void reset() = 0;
};

} // namespace viz
