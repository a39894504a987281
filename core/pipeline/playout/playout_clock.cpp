#include "core/pipeline/playout/playout_clock.h"

#include <cmath>
#include <utility>

namespace viz {
namespace {

double toSamples(MonotonicTime time) { return std::chrono::duration<double, Samples::period>(time).count(); }

// About a hundred calls, half a second: long against a burst of 20 ms, short against 12 ms a minute of drift.
constexpr double kSmoothing = 0.01;

} // namespace

Samples PlayoutClock::update(MonotonicTime now, MediaTime rendered, Samples queued) {
    const bool isFirst = !std::exchange(m_running, true);
    if (isFirst)
        m_origin = now;
    const double offset = static_cast<double>((rendered - queued).count()) - toSamples(now - m_origin);
    const double change = offset - m_offsetSamples;
    const bool jumped = std::exchange(m_expectsJump, false) || std::abs(change) > static_cast<double>(kJump.count());
    m_offsetSamples += isFirst || jumped ? change : kSmoothing * change;
    return jumped && !isFirst ? Samples{std::llround(change)} : Samples{};
}

MediaTime PlayoutClock::at(MonotonicTime moment) const {
    if (!m_running)
        return MediaTime{};
    return MediaTime{std::llround(toSamples(moment - m_origin) + m_offsetSamples)};
}

} // namespace viz
