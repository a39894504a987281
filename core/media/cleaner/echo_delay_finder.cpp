#include "core/media/cleaner/echo_delay_finder.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace viz {
namespace {

/// Per look: an average over the last second or so.
constexpr float kKept = 0.8F;
/// What the first reflections of a room take, at 4 kHz: 40 ms.
constexpr std::size_t kOnset = 160;
/// So much more of the response than in 40 ms of noise.
constexpr float kClear = 4;
/// Measured: an echo alone 0.38 and more, down to 20 dB above the room's noise; two voices and no echo 0.18 at the
/// most.
constexpr float kCoherent = 0.3F;
/// Two looks in a row that differ by less agree.
constexpr Samples kAgreement{10 * kSampleRate / 1000};
/// -50 dBFS: less is not heard over the room.
constexpr float kQuiet = 100;

} // namespace

EchoDelayFinder::EchoDelayFinder()
    : m_played(kFftLength)
    , m_recorded(kRecorded)
    , m_work(kFftLength)
    , m_cross(kFftLength / 2)
    , m_power(kFftLength / 2)
    , m_recordedPower(kFftLength / 2) {}

void EchoDelayFinder::push(std::span<const std::int16_t> played, std::span<const std::int16_t> recorded) {
    note(m_played, played);
    note(m_recorded, recorded);
    if (++m_blocks < kBlocksBetween)
        return;
    m_blocks = 0;
    if (hasSound())
        look();
}

/// The mean is filter enough: what it folds down from above 2 kHz is noise here, and weaker than speech is below.
void EchoDelayFinder::note(std::vector<float>& history, std::span<const std::int16_t> block) {
    std::shift_left(history.begin(), history.end(), kBlock);
    for (std::size_t i = 0; i < kBlock; ++i) {
        const auto from = block.subspan(i * kDecimation, kDecimation);
        const int sum = std::accumulate(from.begin(), from.end(), 0);
        history[history.size() - kBlock + i] = static_cast<float>(sum) / kDecimation;
    }
}

bool EchoDelayFinder::hasSound() const {
    const float energy = std::inner_product(m_played.begin(), m_played.end(), m_played.begin(), 0.0F);
    return energy > kQuiet * kQuiet * kFftLength;
}

void EchoDelayFinder::look() {
    addSpectra();
    estimateResponse();
    findOnset();
}

/// One transform for both: played is the real part, recorded the imaginary one.
void EchoDelayFinder::addSpectra() {
    for (std::size_t i = 0; i < kFftLength; ++i)
        m_work[i] = {m_played[i], i < kFftLength - kRecorded ? 0.0F : m_recorded[i - (kFftLength - kRecorded)]};
    m_fft.forward(m_work);
    for (std::size_t i = 1; i < m_cross.size(); ++i) {
        const std::complex<float> mirrored = std::conj(m_work[kFftLength - i]);
        const std::complex<float> played = (m_work[i] + mirrored) * 0.5F;
        const std::complex<float> recorded = (m_work[i] - mirrored) * std::complex<float>(0, -0.5F);
        m_cross[i] = m_cross[i] * kKept + recorded * std::conj(played);
        m_power[i] = m_power[i] * kKept + std::norm(played);
        m_recordedPower[i] = m_recordedPower[i] * kKept + std::norm(recorded);
    }
}

/// Cross spectrum by power: the room's response, as far as the sound had something to say about it.
void EchoDelayFinder::estimateResponse() {
    constexpr float kLeastPower = 0.02F; // of the mean: keeps the gaps between harmonics from deciding
    const float mean = std::accumulate(m_power.begin(), m_power.end(), 0.0F) / static_cast<float>(m_power.size());
    std::ranges::fill(m_work, std::complex<float>{});
    for (std::size_t i = 1; i < m_cross.size(); ++i) {
        m_work[i] = m_cross[i] / (m_power[i] + kLeastPower * mean + 1.0F);
        m_work[kFftLength - i] = std::conj(m_work[i]);
    }
    m_fft.inverse(m_work);
}

void EchoDelayFinder::findOnset() {
    const auto found = clearOnset();
    const EchoPresence::Look look = judge(found);
    m_presence.push(look);
    if (look == EchoPresence::Look::Undoubted || (look == EchoPresence::Look::Likely && !m_delay))
        m_delay = found;
    m_candidate = found;
}

EchoPresence::Look EchoDelayFinder::judge(const std::optional<Samples>& onset) const {
    if (!onset || !m_candidate || std::chrono::abs(*onset - *m_candidate) >= kAgreement)
        return EchoPresence::Look::Nothing;
    return coherence() > kCoherent ? EchoPresence::Look::Undoubted : EchoPresence::Look::Likely;
}

/// The part of the microphone's sound that the loudspeaker's explains: magnitude-squared coherence, over all bins.
float EchoDelayFinder::coherence() const {
    float explained = 0;
    float all = 1;
    for (std::size_t i = 1; i < m_cross.size(); ++i) {
        explained += std::norm(m_cross[i]) / (m_power[i] + 1.0F);
        all += m_recordedPower[i];
    }
    return explained / all;
}

std::optional<Samples> EchoDelayFinder::clearOnset() const {
    const Onset onset = strongestOnset();
    const float inNoise = onset.allEnergy * kOnset / (kFftLength - kRecorded);
    if (onset.energy <= kClear * inNoise)
        return std::nullopt;
    return Samples{static_cast<std::int64_t>(onset.lag * kDecimation)};
}

EchoDelayFinder::Onset EchoDelayFinder::strongestOnset() const {
    constexpr std::size_t kLags = kLongest.count() / kDecimation;
    Onset best;
    float energy = 0;
    for (std::size_t end = 0; end < std::min(kLags + kOnset, kFftLength - kRecorded); ++end) {
        best.allEnergy += std::norm(m_work[end]);
        energy += std::norm(m_work[end]) - (end < kOnset ? 0.0F : std::norm(m_work[end - kOnset]));
        if (end + 1 >= kOnset && energy > best.energy) {
            best.energy = energy;
            best.lag = end + 1 - kOnset;
        }
    }
    return best;
}

} // namespace viz
