#include "core/device/switch_budget.h"

#include <algorithm>

namespace viz {

bool SwitchBudget::take(MonotonicTime now) {
    const MonotonicTime after = std::max(m_spentUntil, now) + kRefill;
    if (after - now > kAtOnce * kRefill)
        return false;
    m_spentUntil = after;
    return true;
}

} // namespace viz
