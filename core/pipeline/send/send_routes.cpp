#include "core/pipeline/send/send_routes.h"

#include <algorithm>
#include <utility>

namespace viz {

SendRoutes::SendRoutes(RecordSink onRecord) : m_onRecord(std::move(onRecord)) {}

void SendRoutes::add(RouteId route, SecretBytes sealingKey) {
    m_routes.insert_or_assign(route, Route{.sealer = RecordSealer(std::move(sealingKey))});
}

bool SendRoutes::setInUse(RouteId route, bool inUse) {
    const auto found = m_routes.find(route);
    return found != m_routes.end() && std::exchange(found->second.inUse, inUse) != inUse;
}

bool SendRoutes::remove(RouteId route) { return m_routes.erase(route) > 0; }

void SendRoutes::send(ByteView plaintext) {
    for (auto& [id, route] : m_routes) {
        if (!route.inUse)
            continue;
        route.sealer.seal(plaintext, m_record);
        ++m_records;
        m_bytes += m_record.size();
        m_onRecord(id, m_record);
    }
}

bool SendRoutes::anyInUse() const {
    return std::any_of(m_routes.begin(), m_routes.end(), [](const auto& entry) { return entry.second.inUse; });
}

} // namespace viz
