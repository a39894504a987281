#pragma once

#include "core/base/encoded_frame.h"

#include <array>
#include <cstdint>

namespace viz {

/// Puts frames into the order of one endless stream: continues the 48 bits of the wire's capture time, and remembers
/// which of the last frames came before.
class FrameClock {
public:
    /// The capture time that `wire`, of which 48 bits count, means, given what came before: the nearest one.
    [[nodiscard]] MediaTime unwrap(MediaTime wire) const;
    /// Whether a frame with this number was noted, as far as the last 1024 numbers are concerned.
    [[nodiscard]] bool isNoted(Sequence sequence) const;
    void note(Sequence sequence, MediaTime end);
    /// Whether a frame with a newer number than all that were noted claims to be of an earlier time than some.
    [[nodiscard]] bool runsBackwards(Sequence sequence, MediaTime end) const;
    /// Capture time of the newest sound that was noted.
    [[nodiscard]] MediaTime newestEnd() const { return m_newestEnd; }
    /// Forgets everything; the next capture time is taken as it is.
    void reset();

private:
    static constexpr std::size_t kRemembered = 1024;

    bool m_any = false;
    MediaTime m_newestEnd{};
    Sequence m_newestSequence;
    /// Number + 1 of the last frame in each slot, so that 0 is nobody's.
    std::array<std::uint64_t, kRemembered> m_noted{};
};

} // namespace viz
