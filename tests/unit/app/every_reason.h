#pragma once

#include "core/call/call_end.h"

#include <vector>

namespace viz::test {

/// Every EndReason there is: the enumeration begins at 0 without gaps and ends with Internal.
inline std::vector<EndReason> everyReason() {
    std::vector<EndReason> reasons;
    for (int value = 0; value <= static_cast<int>(EndReason::Internal); ++value)
        reasons.push_back(static_cast<EndReason>(value));
    return reasons;
}

} // namespace viz::test
