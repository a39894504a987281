#pragma once

#include "core/pipeline/call_stats.h"
#include "core/pipeline/voice_profile.h"
#include "tests/sim/sim_call.h"

#include <optional>
#include <vector>

namespace viz::test {

/// One direction of a call, as the real pipelines make it.
struct TwoPartyScenario {
    SendSettings settings;
    double lengthMs = 120000;
    std::uint64_t seed = 1;
    double baseMs = kBaseMs;     ///< one way, both ways
    std::vector<Stall> stalls{}; ///< of both directions
    std::optional<Bottleneck> bottleneck{};
    double gaussianMs = 0;
    double peerBatchMs = 20;            ///< how often the listener's own voice carries an acknowledgement back
    std::optional<Stall> microphone{};  ///< gives nothing; afterwards what it heard meanwhile comes at once
    bool microphoneLosesSound = false;  ///< or it never comes
    double loudspeakerHoldsMs = 0;      ///< and up to 10 ms more
    std::optional<Stall> loudspeaker{}; ///< asks for nothing; what it holds it plays, and then nothing
    struct Change {
        double atMs = 0;
        SendSettings settings;
    };
    std::optional<Change> change{};
};

struct TwoPartyResult : CallResult {
    /// The sender's statistics, ten times a second.
    std::vector<SendStats> sent;
    ReceiveStats received;
    std::size_t tailProbes = 0;

    [[nodiscard]] int rungChanges() const;
    [[nodiscard]] double worstAdded(double fromMs) const;
    [[nodiscard]] const SendStats& sentAt(double atMs) const;
};

/// Runs it in virtual time: speech into SendPipeline, its records through a path without loss but with delay, in order,
/// into ReceivePipeline, and PlayoutPipeline asked for 10 ms every 10 ms. Added delays are those beyond a message of
/// the scenario's profile and the base delay of the path.
[[nodiscard]] TwoPartyResult runTwoParty(const TwoPartyScenario& scenario);

} // namespace viz::test
