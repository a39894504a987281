#include "core/call/connection/hedging_advice.h"

namespace viz {

bool HedgingAdvice::isDue(int stalls, bool hedging, MonotonicTime now) {
    const bool saidLately = m_saidAt && now - *m_saidAt < kPause;
    if (hedging || stalls <= kTolerableStalls || saidLately)
        return false;
    m_saidAt = now;
    return true;
}

} // namespace viz
