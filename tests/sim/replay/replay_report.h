#pragma once

#include "tests/sim/sim_call.h"

#include <QByteArray>

#include <string>
#include <vector>

namespace viz::test {

struct NamedResult {
    std::string name;
    CallResult call;
};

/// What the players made of one scenario, as JSON: delays, concealment and rating of each, and all counters of the
/// first.
[[nodiscard]] QByteArray replayReport(const Scenario& scenario, const std::vector<NamedResult>& results);

} // namespace viz::test
