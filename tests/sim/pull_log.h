#pragma once

#include "tests/sim/sim_call.h"

namespace viz::test {

/// Writes down what each pull of a simulated listener brought, and how long the gaps were.
class PullLog {
public:
    /// `result` outlives this object.
    explicit PullLog(CallResult& result) : m_result(result) {}

    /// `before` and `after`: the player's statistics around it. `position` and `addedMs` as in PullRecord.
    void add(double nowMs, MediaTime position, double addedMs, const PlayoutStats& before, const PlayoutStats& after);
    /// The call is over.
    void close();

private:
    CallResult& m_result;
    double m_gapMs = 0;
};

} // namespace viz::test
