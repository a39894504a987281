#include "core/media/jitter/handover_range.h"

#include <algorithm>

namespace viz {
namespace {

constexpr double kPullSamples = 480;
/// A whole pull in two minutes: slower than it would be forgotten by a phase that wraps every 50 s (200 ppm).
constexpr double kForget = kPullSamples / (120.0 * kSampleRate);

} // namespace

void HandoverRange::add(MediaTime arrival, Samples wait) {
    const auto now = static_cast<double>(wait.count());
    const double forgotten = kForget * static_cast<double>(std::max<std::int64_t>(0, (arrival - m_last).count()));
    m_shortest = m_any ? std::min(now, m_shortest + forgotten) : now;
    m_longest = m_any ? std::max(now, m_longest - forgotten) : now;
    m_longest = std::min(m_longest, m_shortest + kPullSamples);
    m_last = arrival;
    m_any = true;
}

} // namespace viz
