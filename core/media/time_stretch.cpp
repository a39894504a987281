#include "core/media/time_stretch.h"

#include "core/media/cross_fade.h"

#include <algorithm>
#include <cmath>

namespace viz {
namespace {

constexpr auto kShortest = static_cast<std::size_t>(TimeStretch::kShortestPeriod.count());
constexpr auto kFadeSamples = static_cast<std::size_t>(TimeStretch::kFade.count());
constexpr std::size_t kBack = 240; ///< how much history takes part in the comparison

/// Normalised correlation, -1..1; sounds without energy resemble each other fully. Plain pointers, because half of all
/// the work of a stretch is here and unoptimised builds must keep up with real time too.
float likeness(std::span<const float> a, std::span<const float> b) {
    constexpr float kNothing = 1e-9F;
    const float* const first = a.data();
    const float* const second = b.data();
    const std::size_t size = a.size();
    float cross = kNothing;
    float energyA = kNothing;
    float energyB = kNothing;
    for (std::size_t i = 0; i < size; ++i) {
        cross += first[i] * second[i];
        energyA += first[i] * first[i];
        energyB += second[i] * second[i];
    }
    return cross / std::sqrt(energyA * energyB);
}

std::size_t shifted(std::size_t at, std::size_t shift, bool ahead) { return ahead ? at + shift : at - shift; }

} // namespace

Samples TimeStretch::shorten(SoundQueue& sound, const Limits& limits) {
    const std::size_t unread = sound.unread();
    if (unread < kShortest + kFadeSamples)
        return Samples::zero();
    const std::size_t longest =
        std::min<std::size_t>(unread - kFadeSamples, static_cast<std::size_t>(limits.longest.count()));
    const Match match = findPeriod(sound.all(), SoundQueue::kHistory, longest, Direction::Ahead);
    if (match.shift == 0 || match.likeness < limits.leastLikeness)
        return Samples::zero();
    std::array<float, kFadeSamples> leaving{};
    std::copy_n(sound.front().begin(), kFadeSamples, leaving.begin());
    sound.cut(match.shift);
    crossFade(leaving, sound.front().first(kFadeSamples));
    return Samples{static_cast<std::int64_t>(match.shift)};
}

Samples TimeStretch::lengthen(SoundQueue& sound, const Limits& limits) {
    if (sound.unread() < kShortest)
        return Samples::zero();
    const auto longest = static_cast<std::size_t>(limits.longest.count());
    const Match match = findPeriod(sound.all(), SoundQueue::kHistory, longest, Direction::Back);
    if (match.shift == 0 || match.likeness < limits.leastLikeness)
        return Samples::zero();
    const std::size_t fade = std::min({kFadeSamples, match.shift, sound.unread()});
    std::array<float, kFadeSamples> continued{};
    std::copy_n(sound.front().begin(), fade, continued.begin());
    sound.repeat(match.shift);
    crossFade(std::span(continued).first(fade), sound.front().first(fade));
    return Samples{static_cast<std::int64_t>(match.shift)};
}

TimeStretch::Match TimeStretch::findPeriod(std::span<const float> sound, std::size_t at, std::size_t longest,
                                           Direction direction) {
    longest = std::min<std::size_t>(longest, static_cast<std::size_t>(kLongestPeriod.count()));
    if (longest < kShortest)
        return {};
    const bool ahead = direction == Direction::Ahead;
    const std::size_t from = ahead ? at - kBack : at - kBack - longest;
    const std::size_t window = kBack + std::min(kFadeSamples, sound.size() - at - (ahead ? longest : 0));
    decimate(sound, from, window + longest);
    const Match coarse = findCoarsely(window, longest, direction);
    Match best;
    const std::size_t last = std::min(longest, coarse.shift + kDecimation);
    for (std::size_t shift = std::max(kShortest, coarse.shift - kDecimation); shift <= last; ++shift) {
        const float value =
            likeness(sound.subspan(at - kBack, window), sound.subspan(shifted(at - kBack, shift, ahead), window));
        if (value > best.likeness)
            best = {.shift = shift, .likeness = value};
    }
    return best;
}

TimeStretch::Match TimeStretch::findCoarsely(std::size_t window, std::size_t longest, Direction direction) const {
    const bool ahead = direction == Direction::Ahead;
    const std::size_t length = window / kDecimation;
    const std::size_t here = ahead ? 0 : longest / kDecimation;
    const auto sound = std::span(m_decimated);
    Match best;
    for (std::size_t shift = kShortest / kDecimation; shift <= longest / kDecimation; ++shift) {
        const float value = likeness(sound.subspan(here, length), sound.subspan(shifted(here, shift, ahead), length));
        if (value > best.likeness)
            best = {.shift = shift * kDecimation, .likeness = value};
    }
    return best;
}

void TimeStretch::decimate(std::span<const float> sound, std::size_t from, std::size_t count) {
    for (std::size_t i = 0; i < count / kDecimation; ++i) {
        float sum = 0;
        for (std::size_t k = 0; k < kDecimation; ++k)
            sum += sound[from + i * kDecimation + k];
        m_decimated[i] = sum;
    }
}

} // namespace viz
