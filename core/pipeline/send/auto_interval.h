#pragma once

#include "core/base/clock.h"
#include "core/base/media_time.h"

#include <optional>

namespace viz {

/// How much sound a message should carry on a path with this round trip: a quarter of it, 20, 40 or 60 ms.
///
/// A lost packet delays a TCP stream by a round trip and one message, so short messages are better; but with more than
/// about eight of them in flight the congestion window of a path that loses 1 % falls below what is needed (measured:
/// at 150 ms, 20 ms messages were 112 ms late in one of twenty, 60 ms ones 61 ms).
class AutoInterval {
public:
    static constexpr std::chrono::seconds kWishLasts{5};
    static constexpr std::chrono::seconds kBetweenChanges{10};

    /// Call every now and then; the frame to send from now on, one a message.
    [[nodiscard]] FrameDuration update(MonotonicTime minimumRoundTrip, MonotonicTime now);
    [[nodiscard]] FrameDuration frame() const { return m_frame; }

    [[nodiscard]] static FrameDuration bestFor(MonotonicTime roundTrip);

private:
    FrameDuration m_frame = FrameDuration::Ms20;
    FrameDuration m_wish = FrameDuration::Ms20;
    MonotonicTime m_wishSince{};
    std::optional<MonotonicTime> m_lastChange;
};

} // namespace viz
