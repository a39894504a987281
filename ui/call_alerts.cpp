#include "ui/call_alerts.h"

namespace viz {

void CallAlerts::set(CallAlert alert, bool holds) {
    m_holding.set(static_cast<std::size_t>(alert), holds);
    if (!holds)
        m_dismissed.reset(static_cast<std::size_t>(alert));
}

std::optional<CallAlert> CallAlerts::mostSerious() const {
    const auto shown = m_holding & ~m_dismissed;
    for (std::size_t alert = 0; alert < kCallAlerts; ++alert) {
        if (shown.test(alert))
            return static_cast<CallAlert>(alert);
    }
    return std::nullopt;
}

} // namespace viz
