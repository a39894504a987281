#pragma once

#include "core/base/clock.h"

#include <cstddef>
#include <optional>

namespace viz {

/// The shortest round trip of the last 30 to 60 s: of the present half minute and of the one before, so that a path
/// that became longer is believed in the end.
class ShortestRoundTrip {
public:
    static constexpr std::chrono::seconds kHalf{30};

    struct Trip {
        MonotonicTime time{};
        std::size_t bytes = 0; ///< on the wire: of the record that made it
    };

    void add(const Trip& trip, MonotonicTime now);
    void clear();
    [[nodiscard]] std::optional<Trip> trip() const;

private:
    std::optional<Trip> m_thisHalf;
    std::optional<Trip> m_lastHalf;
    MonotonicTime m_halfBegan{};
};

} // namespace viz
