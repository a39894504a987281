#include "core/call/connection/ticket_box.h"

#include <algorithm>
#include <utility>

namespace viz {

void TicketBox::add(RouteId route, ResumeTicket ticket, unsigned generation) {
    if (generation < m_oldestGeneration)
        return;
    if (m_entries.size() == kCapacity)
        m_entries.erase(m_entries.begin());
    m_entries.push_back({.route = route, .generation = generation, .ticket = std::move(ticket)});
}

void TicketBox::confirm(RouteId route) {
    const auto confirmed = std::ranges::find(m_entries, route, &Entry::route);
    if (confirmed == m_entries.end())
        return;
    m_oldestGeneration = std::max(m_oldestGeneration, confirmed->generation);
    std::erase_if(m_entries, [this](const Entry& entry) { return entry.generation < m_oldestGeneration; });
}

std::optional<unsigned> TicketBox::touch(ByteView id) {
    // Ids travel in clear: nothing is lost by comparing them in variable time.
    const auto named =
        std::ranges::find_if(m_entries, [id](const Entry& entry) { return std::ranges::equal(entry.ticket.id, id); });
    if (named == m_entries.end())
        return std::nullopt;
    std::rotate(named, named + 1, m_entries.end());
    return m_entries.back().generation;
}

void TicketBox::clear() {
    m_entries.clear();
    m_oldestGeneration = 0;
}

} // namespace viz
