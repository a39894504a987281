#include "tests/sim/call_fault.h"

#include <array>

namespace viz::test {

CallFault FaultDraw::after(double endMs) {
    constexpr std::array kProfiles{ProfileName::LowLatency, ProfileName::Balanced, ProfileName::Saver};
    const auto what = static_cast<CallFault::What>(m_random.below(CallFault::kKinds));
    const double atMs = endMs + m_random.uniform(kLeastBetweenMs, m_mostBetweenMs);
    return {
        .what = what, .atMs = atMs, .lengthMs = lengthOf(what), .profile = kProfiles[m_random.below(kProfiles.size())]};
}

double FaultDraw::lengthOf(CallFault::What what) {
    switch (what) {
    case CallFault::What::Stall:
        return m_random.uniform(200, 3000);
    case CallFault::What::Outage:
        return m_random.uniform(3000, 10000);
    case CallFault::What::ClosedRoute:
    case CallFault::What::SilentRoute:
        return m_random.uniform(300, 3000);
    case CallFault::What::Narrow:
        return 20000;
    case CallFault::What::Profile:
        return 0;
    case CallFault::What::LateMicrophone:
    case CallFault::What::LosingMicrophone:
    case CallFault::What::LoudspeakerStands:
        return 300;
    }
    return 0;
}

} // namespace viz::test
