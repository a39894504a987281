#pragma once

#include "tests/sim/sim_call.h"

#include <optional>
#include <string>
#include <vector>

namespace viz::test {

inline constexpr Mode k20x1{FrameDuration::Ms20, 1};
inline constexpr Mode k20x3{FrameDuration::Ms20, 3};
inline constexpr Mode k40x8{FrameDuration::Ms40, 8};

/// The numbers of the seeds that gates are tried with: 1, 2 and so on to the environment's VIZ_SIM_SEEDS, else 2.
[[nodiscard]] std::vector<std::uint64_t> seedsToTry();

/// 200 ms each, from 3 s on.
[[nodiscard]] std::vector<Stall> stallsEvery5s(double untilMs);

/// Recorded delays of messages of this mode: one of the connections in tests/sim/data/`file`, by the seed. Nothing if
/// there is no such file or no connection with such messages.
[[nodiscard]] std::optional<Scenario> replayOf(const std::string& file, Mode mode, std::uint64_t seed);

/// What players are compared in.
struct Trial {
    std::string name;
    Scenario scenario;
    /// Where something ends that players have to recover from, and the added delay at which they have.
    std::optional<double> recoversSinceMs{};
    double recoveredBelowMs = 100;
};

/// In the order of the gates.
[[nodiscard]] std::vector<Trial> trialsOf(Mode mode, std::uint64_t seed);

} // namespace viz::test
