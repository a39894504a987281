#include "core/media/delay_estimator.h"

#include "core/media/fft.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <complex>
#include <numbers>
#include <numeric>

namespace viz {
namespace {

constexpr std::size_t kDecimation = 6; // 48 to 8 kHz
constexpr std::size_t kWindow = 8000;  // one second
constexpr double kLeastLikeness = 0.5;
constexpr float kLeastRms = 0.001F; // -60 dBFS: there is nothing to find in silence

using Sound = std::vector<float>;

/// Hann-windowed sinc, 3.6 kHz, 16 ms long: what would alias into 0..3.2 kHz is down by more than 40 dB.
std::vector<float> lowPass() {
    constexpr int kTaps = 97;
    constexpr double kCutoff = 3600.0 / kSampleRate;
    std::vector<float> taps(kTaps);
    for (int i = 0; i < kTaps; ++i) {
        const double x = i - (kTaps - 1) / 2.0;
        const double sinc =
            x == 0 ? 2 * kCutoff : std::sin(2 * std::numbers::pi * kCutoff * x) / (std::numbers::pi * x);
        taps[static_cast<std::size_t>(i)] =
            static_cast<float>(sinc * (0.5 - 0.5 * std::cos(2 * std::numbers::pi * (i + 1) / (kTaps + 1))));
    }
    return taps;
}

/// A constant offset of the sound card would look alike everywhere: first-order high-pass at about 50 Hz.
void removeOffset(Sound& sound) {
    float before = 0;
    float kept = 0;
    for (float& sample : sound) {
        kept = sample - before + 0.96F * kept;
        before = sample;
        sample = kept;
    }
}

Sound decimated(std::span<const std::int16_t> pcm) {
    const std::vector<float> taps = lowPass();
    Sound out(pcm.size() / kDecimation);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const std::size_t end = std::min(i * kDecimation + 1, pcm.size());
        const std::size_t count = std::min(taps.size(), end);
        const std::int16_t* newest = pcm.data() + end - 1;
        float sum = 0;
        for (std::size_t k = 0; k < count; ++k)
            sum += taps[k] * static_cast<float>(*(newest - k));
        out[i] = sum / 32768.0F;
    }
    removeOffset(out);
    return out;
}

/// sums[i]: energy of the first i samples.
std::vector<double> energySums(std::span<const float> sound) {
    std::vector<double> sums(sound.size() + 1);
    for (std::size_t i = 0; i < sound.size(); ++i)
        sums[i + 1] = sums[i] + static_cast<double>(sound[i]) * sound[i];
    return sums;
}

struct Match {
    std::size_t lag = 0;
    double likeness = 0;
};

/// Finds one-second windows in a recording, up to a longest lag.
class WindowFinder {
public:
    WindowFinder(const Sound& recording, std::size_t maxLag)
        : m_recording(recording)
        , m_energy(energySums(recording))
        , m_maxLag(maxLag)
        , m_fft(fftLengthFor(kWindow + maxLag))
        , m_spectrum(fftLengthFor(kWindow + maxLag)) {}

    /// The best lag of `window`, which begins at `start` in the reference.
    Match find(std::span<const float> window, std::size_t start) {
        correlate(window, start);
        const double energy = energySums(window).back();
        Match best;
        for (std::size_t lag = 0; lag <= m_maxLag && start + lag < m_recording.size(); ++lag) {
            const double likeness = m_spectrum[lag].real() / std::sqrt(energy * recordedEnergy(start + lag) + 1e-9);
            if (likeness > best.likeness)
                best = {.lag = lag, .likeness = likeness};
        }
        return best;
    }

private:
    double recordedEnergy(std::size_t from) const {
        return m_energy[std::min(from + kWindow, m_recording.size())] - m_energy[from];
    }

    /// Both signals are real, so they go through one transform, as real and imaginary part.
    void correlate(std::span<const float> window, std::size_t start) {
        std::fill(m_spectrum.begin(), m_spectrum.end(), std::complex<float>{});
        for (std::size_t i = 0; i < window.size(); ++i)
            m_spectrum[i].real(window[i]);
        for (std::size_t i = 0; i < kWindow + m_maxLag && start + i < m_recording.size(); ++i)
            m_spectrum[i].imag(m_recording[start + i]);
        m_fft.forward(m_spectrum);
        multiplySpectra();
        m_fft.inverse(m_spectrum);
    }

    void multiplySpectra() {
        const std::size_t size = m_spectrum.size();
        for (std::size_t i = 0; i <= size / 2; ++i) {
            const std::size_t mirror = (size - i) % size;
            const auto a = std::complex<double>(m_spectrum[i]);
            const auto b = std::conj(std::complex<double>(m_spectrum[mirror]));
            const auto windowPart = (a + b) * 0.5;
            const auto recordedPart = (a - b) * std::complex<double>(0, -0.5);
            const auto cross = std::conj(windowPart) * recordedPart / static_cast<double>(size);
            m_spectrum[i] = std::complex<float>(cross);
            m_spectrum[mirror] = std::conj(m_spectrum[i]);
        }
    }

    const Sound& m_recording;
    std::vector<double> m_energy;
    std::size_t m_maxLag;
    Fft m_fft;
    std::vector<std::complex<float>> m_spectrum;
};

bool holdsSound(std::span<const float> window) {
    const double energy = energySums(window).back();
    return energy > static_cast<double>(kLeastRms) * kLeastRms * static_cast<double>(window.size());
}

Samples fromDecimated(std::size_t count) { return Samples{static_cast<std::int64_t>(count * kDecimation)}; }

} // namespace

std::vector<DelayPoint> delayTrack(std::span<const std::int16_t> reference, std::span<const std::int16_t> recording,
                                   Samples maxDelay) {
    assert(maxDelay >= Samples::zero() && maxDelay <= std::chrono::seconds{5});
    const Sound spoken = decimated(reference);
    const Sound heard = decimated(recording);
    WindowFinder finder(heard, static_cast<std::size_t>(maxDelay.count()) / kDecimation);
    std::vector<DelayPoint> track;
    for (std::size_t start = 0; start + kWindow <= spoken.size() && start < heard.size(); start += kWindow) {
        const auto window = std::span(spoken).subspan(start, kWindow);
        if (!holdsSound(window))
            continue;
        const Match match = finder.find(window, start);
        const DelayPoint point{
            .at = fromDecimated(start + kWindow / 2), .delay = fromDecimated(match.lag), .likeness = match.likeness};
        if (match.likeness >= kLeastLikeness)
            track.push_back(point);
    }
    return track;
}

std::optional<Samples> medianDelay(std::span<const DelayPoint> track) {
    if (track.empty())
        return std::nullopt;
    std::vector<Samples> delays;
    for (const DelayPoint& point : track)
        delays.push_back(point.delay);
    const auto middle = delays.begin() + static_cast<std::ptrdiff_t>(delays.size() / 2);
    std::nth_element(delays.begin(), middle, delays.end());
    return *middle;
}

} // namespace viz
