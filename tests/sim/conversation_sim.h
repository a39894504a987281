#pragma once

#include "tests/sim/sim_path.h"
#include "tests/sim/two_party_sim.h"

#include <array>

namespace viz::test {

/// A call in which both talk: what two_party_sim.h models of the listener, here is the same program again, so that
/// acknowledgements ride on its voice and wait where that waits.
struct ConversationScenario {
    SendSettings settings; ///< of both
    double lengthMs = 120000;
    std::uint64_t seed = 1;
    SimPath::Properties path{}; ///< both ways
};

/// What each heard of the other, and how the other sent it.
using ConversationResult = std::array<TwoPartyResult, 2>;

[[nodiscard]] ConversationResult runConversation(const ConversationScenario& scenario);

} // namespace viz::test
