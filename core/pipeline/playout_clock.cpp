#include "core/pipeline/playout_clock.h"

#include <cmath>

namespace viz {
namespace {

double toSamples(MonotonicTime time) { return std::chrono::duration<double, Samples::period>(time).count(); }

// About a hundred calls, half a second: long against a burst of 20 ms, short against 12 ms a minute of drift.
constexpr double kSmoothing = 0.01;

} // namespace

void PlayoutClock::update(MonotonicTime now, MediaTime rendered, Samples queued) {
    if (!m_running)
        m_origin = now;
    const double offset = static_cast<double>((rendered - queued).count()) - toSamples(now - m_origin);
    const bool jumped = std::abs(offset - m_offsetSamples) > static_cast<double>(kJump.count());
    m_offsetSamples = !m_running || jumped ? offset : m_offsetSamples + kSmoothing * (offset - m_offsetSamples);
    m_running = true;
}

MediaTime PlayoutClock::at(MonotonicTime moment) const {
    if (!m_running)
        return MediaTime{};
    return MediaTime{std::llround(toSamples(moment - m_origin) + m_offsetSamples)};
}

} // namespace viz
