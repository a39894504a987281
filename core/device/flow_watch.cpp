#include "core/device/flow_watch.h"

namespace viz {

void FlowWatch::begin(MonotonicTime now) {
    m_lastMove = now;
    m_hasMoved = false;
}

void FlowWatch::moved(MonotonicTime now) {
    m_lastMove = now;
    m_hasMoved = true;
}

std::optional<DeviceError> FlowWatch::fault(MonotonicTime now) const {
    if (stillFor(now) <= (m_hasMoved ? kLimit : kFirstLimit))
        return std::nullopt;
    return m_hasMoved ? DeviceError::Lost : DeviceError::CannotOpen;
}

} // namespace viz
