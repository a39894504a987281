#pragma once

#include "core/base/media_time.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <span>
#include <vector>

namespace viz::test {

inline std::vector<std::int16_t> sine(double hertz, int rate, std::size_t count, double peak = 16000) {
    std::vector<std::int16_t> samples(count);
    for (std::size_t i = 0; i < count; ++i)
        samples[i] = static_cast<std::int16_t>(
            std::lround(peak * std::sin(2 * std::numbers::pi * hertz * static_cast<double>(i) / rate)));
    return samples;
}

/// How far the best fitting sine of this frequency stands above everything else, in dB.
inline double toneToRestDb(std::span<const std::int16_t> samples, double hertz, int rate = kSampleRate) {
    double sine = 0, cosine = 0, energy = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double angle = 2 * std::numbers::pi * hertz * static_cast<double>(i) / rate;
        sine += samples[i] * std::sin(angle);
        cosine += samples[i] * std::cos(angle);
        energy += 1.0 * samples[i] * samples[i];
    }
    const double tone = 2 * (sine * sine + cosine * cosine) / static_cast<double>(samples.size());
    return 10 * std::log10(tone / std::max(energy - tone, 1e-9));
}

inline double rmsOf(std::span<const std::int16_t> samples) {
    double energy = 0;
    for (const std::int16_t sample : samples)
        energy += 1.0 * sample * sample;
    return std::sqrt(energy / static_cast<double>(samples.size()));
}

} // namespace viz::test
