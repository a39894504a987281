#pragma once

#include "tests/sim/sim_call.h"

#include <memory>
#include <string>

namespace viz::test {

// Other ways to play a call, for comparison. They keep books about what would be heard and make no sound.

/// Plays what has come, as soon as it has come, and waits where nothing has: what a plain queue between network and
/// sound card does. Delay that a stall leaves behind stays for ever.
[[nodiscard]] std::unique_ptr<Player> makeUnbufferedPlayer();

/// Waits for `delay` of sound at the beginning and after it ran dry. Gives sound up if more than 1.5 s wait.
[[nodiscard]] std::unique_ptr<Player> makeFixedPlayer(Samples delay);

/// Decides as WebRTC's NetEq does, with its constants (modules/audio_coding/neteq of 2024: delay_manager.h,
/// underrun_optimizer.cc, decision_logic.cc): 95 % of the worst delay of each half second in buckets of 20 ms, at most
/// one pitch period of 8 ms left out or repeated every 60 ms, where the speaker's voice lets it (always in pauses, six
/// times of ten in speech). Its signal processing is replaced by these rates, and unlike NetEq it cannot lengthen the
/// sound while less than 30 ms wait, so in a steady network it is better than the original's 20 to 40 ms.
[[nodiscard]] std::unique_ptr<Player> makeNetEqLikePlayer(const Scenario& scenario);

} // namespace viz::test
