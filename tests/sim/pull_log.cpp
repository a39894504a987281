#include "tests/sim/pull_log.h"

#include <utility>

namespace viz::test {

void PullLog::add(double nowMs, MediaTime position, double addedMs, const PlayoutStats& before,
                  const PlayoutStats& after) {
    constexpr int kPull = 480;
    const auto concealed = static_cast<int>(after.concealedSamples - before.concealedSamples);
    if (concealed < kPull) // sound comes first within a pull
        close();
    m_gapMs += concealed / 48.0;
    m_result.pulls.push_back({.atMs = nowMs,
                              .addedMs = addedMs,
                              .concealed = concealed,
                              .played = after.jitterBufferEmittedCount > before.jitterBufferEmittedCount,
                              .targetMs = static_cast<double>(after.currentTarget.count()) / 48,
                              .position = position});
}

void PullLog::close() {
    if (const double gapMs = std::exchange(m_gapMs, 0.0); gapMs > 0)
        m_result.gapsMs.push_back(gapMs);
}

} // namespace viz::test
