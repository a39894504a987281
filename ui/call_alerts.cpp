#include "ui/call_alerts.h"

namespace viz {

std::optional<CallAlert> CallAlerts::mostSerious() const {
    for (std::size_t alert = 0; alert < kCallAlerts; ++alert) {
        if (m_holding.test(alert))
            return static_cast<CallAlert>(alert);
    }
    return std::nullopt;
}

} // namespace viz
