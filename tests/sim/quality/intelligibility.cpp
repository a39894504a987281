#include "tests/sim/quality/intelligibility.h"

#include "core/base/media_time.h"
#include "core/media/fft.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numbers>
#include <numeric>
#include <vector>

namespace viz::test {
namespace {

using Signal = std::vector<double>;

// As published, both papers.
constexpr int kRate = 10000;
constexpr std::size_t kFrame = 256;
constexpr std::size_t kHop = kFrame / 2;
constexpr std::size_t kFftLength = 512;
constexpr std::size_t kBins = kFftLength / 2 + 1;
constexpr std::size_t kBands = 15;
constexpr double kLowestBandHz = 150;
constexpr std::size_t kSegment = 30; ///< frames: 384 ms
constexpr double kSpeechRangeDb = 40;
const double kClip = 1 + std::pow(10.0, 15.0 / 20); ///< the signal to distortion ratio of a segment is at least -15 dB

using Bands = std::array<double, kBands>;

/// 48 kHz to 10 kHz: every output sample is a windowed sinc around its place. There are only five different ones,
/// because five output samples span exactly 24 of the input.
class Resampler {
public:
    Resampler() {
        for (std::size_t phase = 0; phase < kPhases; ++phase)
            for (int i = -kReach; i <= kReach; ++i)
                m_taps[phase][static_cast<std::size_t>(i + kReach)] = tap(i - fractionOf(phase));
    }

    [[nodiscard]] Signal operator()(std::span<const std::int16_t> sound) const {
        Signal out(sound.size() * kPhases / kInputs);
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] = around(sound, static_cast<std::int64_t>(i * kInputs / kPhases), m_taps[i % kPhases]);
        return out;
    }

private:
    static_assert(kSampleRate * 5 == kRate * 24);
    static constexpr std::size_t kPhases = 5;
    static constexpr std::size_t kInputs = 24;
    static constexpr int kReach = 160; ///< input samples to both sides
    static constexpr double kCutoff = 0.94 * kRate / kSampleRate;
    using Taps = std::array<double, 2 * kReach + 1>;

    static double fractionOf(std::size_t phase) { return static_cast<double>(phase * kInputs % kPhases) / kPhases; }

    static double tap(double distance) {
        const double x = std::numbers::pi * distance * kCutoff;
        const double window = 0.5 + 0.5 * std::cos(std::numbers::pi * distance / (kReach + 1));
        return std::abs(x) < 1e-9 ? kCutoff : kCutoff * window * std::sin(x) / x;
    }

    static double around(std::span<const std::int16_t> sound, std::int64_t middle, const Taps& taps) {
        const std::int64_t begin = std::max<std::int64_t>(0, middle - kReach);
        const std::int64_t end = std::min<std::int64_t>(static_cast<std::int64_t>(sound.size()), middle + kReach + 1);
        const double* const tapsFrom = taps.data() + (begin - middle + kReach);
        return std::inner_product(sound.begin() + begin, sound.begin() + end, tapsFrom, 0.0);
    }

    std::array<Taps, kPhases> m_taps{};
};

/// Hann without the zeros at both ends.
const Signal& window() {
    static const Signal values = [] {
        Signal hann(kFrame);
        for (std::size_t i = 0; i < kFrame; ++i)
            hann[i] = 0.5 - 0.5 * std::cos(2 * std::numbers::pi * static_cast<double>(i + 1) / (kFrame + 1));
        return hann;
    }();
    return values;
}

std::size_t frameCount(const Signal& sound) {
    return sound.size() > kFrame ? (sound.size() - kFrame - 1) / kHop + 1 : 0;
}

double levelDb(const Signal& sound, std::size_t frame) {
    double energy = 0;
    for (std::size_t i = 0; i < kFrame; ++i) {
        const double sample = window()[i] * sound[frame * kHop + i];
        energy += sample * sample;
    }
    return 10 * std::log10(energy + 1e-30);
}

/// The frames within 40 dB of the loudest.
std::vector<std::size_t> framesOfSpeech(const Signal& sound) {
    std::vector<double> levels(frameCount(sound));
    for (std::size_t i = 0; i < levels.size(); ++i)
        levels[i] = levelDb(sound, i);
    std::vector<std::size_t> frames;
    const double loudest = levels.empty() ? 0 : *std::max_element(levels.begin(), levels.end());
    for (std::size_t i = 0; i < levels.size(); ++i)
        if (levels[i] > loudest - kSpeechRangeDb)
            frames.push_back(i);
    return frames;
}

/// Only these frames, put together again.
Signal joined(const Signal& sound, const std::vector<std::size_t>& frames) {
    Signal out(frames.empty() ? 0 : (frames.size() - 1) * kHop + kFrame);
    for (std::size_t i = 0; i < frames.size(); ++i)
        for (std::size_t k = 0; k < kFrame; ++k)
            out[i * kHop + k] += window()[k] * sound[frames[i] * kHop + k];
    return out;
}

std::size_t binOf(double hertz) { return static_cast<std::size_t>(std::lround(hertz * kFftLength / kRate)); }

/// Magnitudes of the third-octave bands of one frame.
Bands bandsOf(const Signal& sound, std::size_t frame) {
    static const Fft fft(kFftLength);
    std::array<std::complex<float>, kFftLength> values{};
    for (std::size_t i = 0; i < kFrame; ++i)
        values[i] = static_cast<float>(window()[i] * sound[frame * kHop + i]);
    fft.forward(values);
    Bands bands{};
    for (std::size_t band = 0; band < kBands; ++band) {
        const double middle = kLowestBandHz * std::exp2(static_cast<double>(band) / 3);
        const std::size_t end = std::min(kBins, binOf(middle * std::exp2(1.0 / 6)));
        double energy = 0;
        for (std::size_t bin = binOf(middle / std::exp2(1.0 / 6)); bin < end; ++bin)
            energy += std::norm(std::complex<double>(values[bin]));
        bands[band] = std::sqrt(energy);
    }
    return bands;
}

std::vector<Bands> spectrum(const Signal& sound) {
    std::vector<Bands> frames(frameCount(sound));
    for (std::size_t i = 0; i < frames.size(); ++i)
        frames[i] = bandsOf(sound, i);
    return frames;
}

double normOf(std::span<const double> values) {
    return std::sqrt(std::inner_product(values.begin(), values.end(), values.begin(), 0.0));
}

/// Mean 0, length 1.
void normalise(std::span<double> values) {
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    for (double& value : values)
        value -= mean;
    const double norm = normOf(values) + 1e-15;
    for (double& value : values)
        value /= norm;
}

using Row = std::array<double, kSegment>;

Row rowOf(std::span<const Bands> segment, std::size_t band) {
    Row row{};
    for (std::size_t i = 0; i < kSegment; ++i)
        row[i] = segment[i][band];
    return row;
}

double stoiOfBand(Row spoken, Row heard) {
    const double gain = normOf(spoken) / (normOf(heard) + 1e-15);
    for (std::size_t i = 0; i < kSegment; ++i)
        heard[i] = std::min(gain * heard[i], kClip * spoken[i]);
    normalise(spoken);
    normalise(heard);
    return std::inner_product(spoken.begin(), spoken.end(), heard.begin(), 0.0);
}

double stoiOfSegment(std::span<const Bands> spoken, std::span<const Bands> heard) {
    double sum = 0;
    for (std::size_t band = 0; band < kBands; ++band)
        sum += stoiOfBand(rowOf(spoken, band), rowOf(heard, band));
    return sum / kBands;
}

/// Every band over time, then every frame over the bands.
std::vector<Bands> normalised(std::span<const Bands> segment) {
    std::vector<Bands> out(segment.begin(), segment.end());
    for (std::size_t band = 0; band < kBands; ++band) {
        Row row = rowOf(segment, band);
        normalise(row);
        for (std::size_t i = 0; i < kSegment; ++i)
            out[i][band] = row[i];
    }
    for (Bands& frame : out)
        normalise(frame);
    return out;
}

double estoiOfSegment(std::span<const Bands> spoken, std::span<const Bands> heard) {
    const auto x = normalised(spoken);
    const auto y = normalised(heard);
    double sum = 0;
    for (std::size_t i = 0; i < kSegment; ++i)
        sum += std::inner_product(x[i].begin(), x[i].end(), y[i].begin(), 0.0);
    return sum / kSegment;
}

} // namespace

std::optional<Intelligibility> intelligibility(std::span<const std::int16_t> spoken,
                                               std::span<const std::int16_t> heard) {
    assert(spoken.size() == heard.size());
    const Resampler resampled;
    const Signal clean = resampled(spoken);
    const auto speech = framesOfSpeech(clean);
    const auto x = spectrum(joined(clean, speech));
    const auto y = spectrum(joined(resampled(heard), speech));
    if (x.size() < kSegment)
        return std::nullopt;
    Intelligibility sum;
    const std::size_t segments = x.size() - kSegment + 1;
    for (std::size_t at = 0; at < segments; ++at) {
        sum.stoi += stoiOfSegment(std::span(x).subspan(at, kSegment), std::span(y).subspan(at, kSegment));
        sum.estoi += estoiOfSegment(std::span(x).subspan(at, kSegment), std::span(y).subspan(at, kSegment));
    }
    return Intelligibility{.stoi = sum.stoi / static_cast<double>(segments),
                           .estoi = sum.estoi / static_cast<double>(segments)};
}

} // namespace viz::test
