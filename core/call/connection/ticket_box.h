#pragma once

#include "core/pipeline/route.h"
#include "core/protocol/session_keys.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace viz {

/// The host's tickets of the call that is on: with any of them the joiner may come back. Pure.
///
/// Every connection leaves a ticket. Which of them the joiner holds is not known for sure, because its OPEN or the
/// host's first record may have been lost. But a ticket's generation is that of the one it was knocked with plus one,
/// the joiner never goes back to an older generation, and it sends on a connection only after it took that connection's
/// ticket. So the first record of the joiner on a connection makes all older generations worthless.
class TicketBox {
public:
    static constexpr std::size_t kCapacity = 8;

    /// A connection was opened; `generation`: of the ticket it was knocked with plus one, 0 for the call's first. When
    /// full, the ticket goes that was least recently added or knocked with.
    void add(RouteId route, ResumeTicket ticket, unsigned generation);
    /// The first record of the joiner came on `route`.
    void confirm(RouteId route);
    /// Somebody proved to hold the ticket of this id: it becomes the most recent. Its generation; nullopt: unknown.
    [[nodiscard]] std::optional<unsigned> touch(ByteView id);
    void clear();

    struct Entry {
        RouteId route = 0;
        unsigned generation = 0;
        ResumeTicket ticket;
    };
    /// Least recent first.
    [[nodiscard]] const std::vector<Entry>& entries() const { return m_entries; }

private:
    std::vector<Entry> m_entries;
    unsigned m_oldestGeneration = 0; ///< that the joiner can still hold
};

} // namespace viz
