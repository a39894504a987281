#pragma once

#include "core/base/clock.h"
#include "core/base/media_time.h"
#include "core/pipeline/route.h"

#include <cstddef>
#include <vector>

namespace viz {

/// When something last came on each connection of a call, and which of them stand still. Pure; both sides judge alike.
class RouteActivity {
public:
    void add(RouteId route, MonotonicTime now);
    void heard(RouteId route, MonotonicTime now);
    void remove(RouteId route);

    /// Nothing for a second, or two messages of the peer and half a second, on a connection while another one carries:
    /// what is put into it now comes too late, and bursts. If all stand still, all are worth trying.
    [[nodiscard]] bool isQuiet(RouteId route, MonotonicTime now, Samples peerBatch) const;
    [[nodiscard]] MonotonicTime silence(RouteId route, MonotonicTime now) const;
    [[nodiscard]] std::size_t count() const { return m_entries.size(); }
    /// The one that was heard last, and the one that was heard longest ago. There must be one.
    [[nodiscard]] RouteId liveliest() const;
    [[nodiscard]] RouteId quietest() const;

private:
    struct Entry {
        RouteId route = 0;
        MonotonicTime lastArrival{};
    };
    std::vector<Entry> m_entries;
};

} // namespace viz
