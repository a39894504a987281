#include "core/device/speech_like_samples.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace viz {

namespace {

constexpr double kTargetRms = 2320; // -23 dBFS
constexpr double kSyllableSeconds = 0.25;
constexpr int kControlSamples = 48; // the mouth moves in steps of a millisecond
constexpr double kBreath = 0.1;     // of a pulse's height
constexpr double kGlideShare = 0.4; // of a syllable, to reach the next vowel

// Mean formants of American English vowels, men (Peterson and Barney 1952), and a fixed fourth.
constexpr std::array<std::array<double, 4>, 7> kVowels{{
    {270, 2290, 3010, 3600}, // beet
    {390, 1990, 2550, 3600}, // bit
    {530, 1840, 2480, 3600}, // bet
    {660, 1720, 2410, 3600}, // bat
    {730, 1090, 2440, 3600}, // father
    {570, 840, 2410, 3600},  // bought
    {300, 870, 2240, 3600},  // boot
}};
constexpr std::array<double, 4> kBandwidthsHz{80, 100, 140, 220};

} // namespace

void SpeechLikeSamples::Resonator::tune(double hertz, double bandwidthHz) {
    const double radius = std::exp(-std::numbers::pi * bandwidthHz / kSampleRate);
    m_c = -radius * radius;
    m_b = 2 * radius * std::cos(2 * std::numbers::pi * hertz / kSampleRate);
    m_a = 1 - m_b - m_c;
}

double SpeechLikeSamples::Resonator::filter(double input) {
    const double output = m_a * input + m_b * m_last + m_c * m_beforeLast;
    m_beforeLast = m_last;
    m_last = output;
    return output;
}

SpeechLikeSamples::SpeechLikeSamples(std::uint32_t seed) : m_random(seed) {
    m_voiceHz = uniform(95, 210);
    m_vocalTract = 1 + (m_voiceHz - 95) / 115 * 0.17; // women's formants lie about 17 % higher
    m_from = m_to = kVowels.front();
    m_pitchHz = m_toHz = m_voiceHz;
    m_teeth.tune(4800, 1800);
    measureGain();
}

/// The loudness of a voice depends on its pitch and vowels: let a copy of this talker speak, and measure.
void SpeechLikeSamples::measureGain() {
    SpeechLikeSamples rehearsal(*this);
    double energy = 0;
    int spoken = 0;
    while (spoken < 6 * kSampleRate) {
        const double sample = rehearsal.nextSample();
        energy += rehearsal.m_isPause ? 0 : sample * sample;
        spoken += rehearsal.m_isPause ? 0 : 1;
    }
    m_gain = kTargetRms / std::sqrt(energy / spoken);
}

void SpeechLikeSamples::read(std::span<std::int16_t> out) {
    for (std::int16_t& sample : out)
        sample = static_cast<std::int16_t>(std::lround(std::clamp(m_gain * nextSample(), -32768.0, 32767.0)));
}

double SpeechLikeSamples::nextSample() {
    if (m_position == m_stepSamples)
        beginStep();
    if (m_position % kControlSamples == 0)
        moveFormants();
    const double sample = m_isPause ? 0 : m_loudness * envelope() * (voice() + hiss());
    ++m_position;
    return sample;
}

void SpeechLikeSamples::beginStep() {
    m_position = 0;
    if (m_syllablesLeft > 0)
        beginSyllable();
    else if (m_isPause)
        beginPhrase();
    else
        beginPause();
}

void SpeechLikeSamples::beginPhrase() {
    m_syllablesLeft = static_cast<int>(uniform(4, 11));
    beginSyllable();
}

void SpeechLikeSamples::beginPause() {
    m_isPause = true;
    m_stepSamples = static_cast<int>(uniform(0.4, 1.2) * kSampleRate);
}

void SpeechLikeSamples::beginSyllable() {
    m_isPause = false;
    --m_syllablesLeft;
    m_stepSamples = static_cast<int>(kSyllableSeconds * uniform(0.8, 1.2) * kSampleRate);
    m_fromHz = m_toHz;
    m_toHz = m_voiceHz * uniform(0.75, 1.25) * (1 + 0.02 * m_syllablesLeft); // a phrase falls towards its end
    m_loudness = uniform(0.6, 1.2);
    m_hissShare = uniform(0, 1) < 0.4 ? uniform(0.15, 0.3) : 0;
    m_from = m_to;
    m_to = kVowels[static_cast<std::size_t>(uniform(0, kVowels.size()))];
}

void SpeechLikeSamples::moveFormants() {
    const double way = std::min(1.0, m_position / (kGlideShare * m_stepSamples));
    m_pitchHz = std::lerp(m_fromHz, m_toHz, static_cast<double>(m_position) / m_stepSamples) * uniform(0.97, 1.03);
    for (std::size_t i = 0; i < kFormants; ++i)
        m_tract[i].tune(m_vocalTract * std::lerp(m_from[i], m_to[i], way), kBandwidthsHz[i]);
}

/// Glottal pulses, falling by 12 dB an octave, less the 6 dB that lips give back: one pole.
double SpeechLikeSamples::voice() {
    m_pulsePhase += m_pitchHz / kSampleRate;
    const bool isPulse = m_pulsePhase >= 1;
    m_pulsePhase -= isPulse ? 1 : 0;
    m_pulseState = 0.96 * m_pulseState + (isPulse ? 1 : 0);
    double sound = m_pulseState - m_pitchHz / 1920 + kBreath * uniform(-1, 1); // without its mean
    for (Resonator& formant : m_tract)
        sound = formant.filter(sound);
    return m_position < m_hissShare * m_stepSamples ? 0 : sound;
}

double SpeechLikeSamples::hiss() {
    if (m_position >= m_hissShare * m_stepSamples)
        return 0;
    return 0.12 * m_teeth.filter(uniform(-1, 1));
}

/// Rises and falls once a syllable and leaves a tenth between two, as speech does not stop there.
double SpeechLikeSamples::envelope() const {
    const double hump = std::sin(std::numbers::pi * m_position / m_stepSamples);
    return 0.1 + 0.9 * hump * hump;
}

double SpeechLikeSamples::uniform(double low, double high) {
    // Not std::uniform_real_distribution, whose results differ between standard libraries.
    return low + (high - low) * (static_cast<double>(m_random()) / 4294967296.0);
}

} // namespace viz
