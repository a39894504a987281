#pragma once

#include "core/base/clock.h"
#include "core/base/media_time.h"
#include "core/pipeline/route.h"

#include <cstddef>
#include <vector>

namespace viz {

/// When something last came on each connection of a call, which of them stand still, and which is the fastest. Pure;
/// both sides judge alike.
class RouteActivity {
public:
    void add(RouteId route, MonotonicTime now);
    void heard(RouteId route, MonotonicTime now);
    /// The newest sound came on it before it came on any other.
    void led(RouteId route);
    void remove(RouteId route);

    /// Nothing for a second, or two messages of the peer and half a second, on a connection while another one carries:
    /// what is put into it now comes too late, and bursts. If all stand still, all are worth trying.
    [[nodiscard]] bool isQuiet(RouteId route, MonotonicTime now, Samples peerBatch) const;
    [[nodiscard]] MonotonicTime silence(RouteId route, MonotonicTime now) const;
    [[nodiscard]] std::size_t count() const { return m_entries.size(); }
    /// Of those that are not quiet the one that mostly led of late, of equals the one that was heard last. There must
    /// be one.
    [[nodiscard]] RouteId best(MonotonicTime now, Samples peerBatch) const;
    /// The one that was heard longest ago. There must be one.
    [[nodiscard]] RouteId quietest() const;

private:
    struct Entry {
        RouteId route = 0;
        MonotonicTime lastArrival{};
        double lead = 0; ///< share of the newest sound that came here first, of the last kMemory messages
    };
    static constexpr double kMemory = 50;
    std::vector<Entry> m_entries;
};

} // namespace viz
