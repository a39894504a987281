#pragma once

#include "tests/sim/call_fault.h"
#include "tests/sim/own_usage.h"

#include <cstdint>
#include <functional>

namespace viz::test {

struct LongCallScenario {
    double hours = 100;
    std::uint64_t seed = 1;
    double mostBetweenFaultsMs = FaultDraw::kMostBetweenMs; ///< FaultDraw::kLeastBetweenMs and more
};

/// What an hour of a long call was like. Quiet is the time from kQuietMs before a fault until it begins: what a fault
/// left behind has to be gone by then. Added delays are as in two_party_sim.h, -1 if nothing was quiet.
struct HourOfCall {
    static constexpr double kQuietMs = 20000;

    int hour = 0; ///< 1 is the first; 0 is the first minute, for what the program uses once it runs
    double medianAddedMs = -1;
    double worstAddedMs = -1;
    double concealedPercent = 0; ///< of quiet time
    int lowered = 0;             ///< times in which the sender was still below its profile when a fault began
    int faults = 0;
    int reconnects = 0;
    int resumed = 0; ///< of them: sound that was captured afterwards was played within kResumesWithinMs
    std::uint64_t duplicateFrames = 0;
    std::uint64_t discardedFrames = 0;   ///< by playout
    std::uint64_t staleFrames = 0;       ///< given up by the sender
    std::uint64_t framesWithoutRoom = 0; ///< between network and playout
    OwnUsage usage;

    static constexpr double kResumesWithinMs = 3000;
};

/// One direction of a call that goes on for days in virtual time, as the real pipelines make it: every one to five
/// minutes a fault (FaultDraw), and each hour another sample clock, up to 200 ppm off, at the sender. `onHour` after
/// the first minute, after each hour, and at the end if that is within one.
///
/// Nothing is kept from one hour to the next, so what grows is the program under test.
void runLongCall(const LongCallScenario& scenario, const std::function<void(const HourOfCall&)>& onHour);

} // namespace viz::test
