#pragma once

#include "core/pipeline/voice_profile.h"
#include "tests/sim/speech_signal.h"

#include <cstdint>

namespace viz::test {

/// One thing that happens to a call.
struct CallFault {
    enum class What : std::uint8_t {
        Stall,
        Outage,      ///< a long stall
        ClosedRoute, ///< the connection breaks and both sides are told; later there is another one
        SilentRoute, ///< the same, but nobody notices that the old one is gone until the new one is there
        Narrow,      ///< the tunnel carries 24 kbit/s
        Profile,     ///< the sender chooses another one
        LateMicrophone,
        LosingMicrophone,
        LoudspeakerStands,
    };
    static constexpr int kKinds = 9;

    What what = What::Stall;
    double atMs = 0;
    double lengthMs = 0;
    ProfileName profile = ProfileName::LowLatency; ///< for What::Profile

    [[nodiscard]] double endMs() const { return atMs + lengthMs; }
    [[nodiscard]] bool isReconnect() const { return what == What::ClosedRoute || what == What::SilentRoute; }
};

/// Draws one fault after the other, the same ones for a seed.
class FaultDraw {
public:
    static constexpr double kLeastBetweenMs = 60000;
    static constexpr double kMostBetweenMs = 300000;

    explicit FaultDraw(std::uint64_t seed, double mostBetweenMs = kMostBetweenMs)
        : m_random(seed), m_mostBetweenMs(mostBetweenMs) {}

    /// The one that comes when `endMs`, where the last one ended, is kLeastBetweenMs and more ago.
    [[nodiscard]] CallFault after(double endMs);

private:
    [[nodiscard]] double lengthOf(CallFault::What what);

    Random m_random;
    const double m_mostBetweenMs;
};

} // namespace viz::test
