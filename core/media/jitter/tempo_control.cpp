#include "core/media/jitter/tempo_control.h"

#include <algorithm>
#include <chrono>

namespace viz {
namespace {

using namespace std::chrono_literals;

/// Speech has stretches in which no period fits. They may be made up for later, but not all at once.
constexpr double kMostSaved = 30.0 * kSampleRate / 1000;
constexpr double kTickSamples = 480;

} // namespace

Samples TempoControl::change(SoundQueue& sound, const NoiseFloor& noise, const Wish& wish) {
    m_saved = std::min(kMostSaved, m_saved + wish.rate * kTickSamples);
    const Samples affordable{static_cast<std::int64_t>(m_saved)};
    const TimeStretch::Limits limits{.longest = std::min<Samples>(affordable, std::chrono::abs(wish.excess)),
                                     .leastLikeness = leastLikeness(sound, noise, wish)};
    const Samples changed = wish.isFaster ? m_stretch.shorten(sound, limits) : m_stretch.lengthen(sound, limits);
    m_saved -= static_cast<double>(changed.count());
    return changed;
}

/// Far behind, a join that can be heard is the smaller evil; in the noise of a pause every join is good.
float TempoControl::leastLikeness(SoundQueue& sound, const NoiseFloor& noise, const Wish& wish) {
    const auto next = sound.front();
    if (wish.isPause && noise.isQuiet(next.first(std::min<std::size_t>(kAhead.count(), next.size()))))
        return -1;
    return wish.excess > 500ms ? 0.7F : 0.9F;
}

} // namespace viz
