#include "core/media/cleaner/echo_aligner.h"

#include <algorithm>

namespace viz {

void EchoAligner::setExpectedDelay(Samples delay) {
    if (!m_finder.delay())
        assume(delay);
}

std::span<const std::int16_t> EchoAligner::align(std::span<const std::int16_t> played,
                                                 std::span<const std::int16_t> recorded) {
    m_finder.push(played, recorded);
    if (const auto found = m_finder.delay())
        assume(*found);
    m_line.pass(played, m_block, m_held);
    return m_block;
}

void EchoAligner::assume(Samples echoDelay) {
    const Samples wanted = std::clamp(echoDelay - kLead, Samples::zero(), EchoDelayFinder::kLongest);
    m_echoDelay = std::clamp(echoDelay, Samples::zero(), EchoDelayFinder::kLongest);
    if (std::chrono::abs(wanted - m_held) > kTolerance)
        m_held = wanted;
}

} // namespace viz
