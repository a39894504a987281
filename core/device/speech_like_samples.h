#pragma once

#include "core/device/sample_source.h"

#include <array>
#include <cstdint>
#include <random>

namespace viz {

/// A made-up talker, for calls without a microphone: pulses of a voice through moving formants, four syllables a
/// second, phrases of 4 to 10 syllables, pauses of 0.4 to 1.2 s, -23 dBFS (RMS) while it talks. It says nothing, but
/// pitch, zero crossings and loudness move as in speech, and no stretch of it repeats, so that a cross-correlation
/// finds its place.
///
/// The same seed says the same on the same computer.
class SpeechLikeSamples final : public SampleSource {
public:
    explicit SpeechLikeSamples(std::uint32_t seed);
    void read(std::span<std::int16_t> out) override;

private:
    /// A two-pole resonator with a gain of 1 at its foot (Klatt 1980, figure 5).
    class Resonator {
    public:
        void tune(double hertz, double bandwidthHz);
        double filter(double input);

    private:
        double m_a = 1;
        double m_b = 0;
        double m_c = 0;
        double m_last = 0;
        double m_beforeLast = 0;
    };

    static constexpr std::size_t kFormants = 4;
    using Formants = std::array<double, kFormants>;

    [[nodiscard]] double uniform(double low, double high);
    void measureGain();
    [[nodiscard]] double nextSample();
    void beginStep();
    void beginPhrase();
    void beginPause();
    void beginSyllable();
    void moveFormants();
    [[nodiscard]] double voice();
    [[nodiscard]] double hiss();
    [[nodiscard]] double envelope() const;

    std::mt19937 m_random;
    double m_voiceHz;
    double m_vocalTract; ///< how much the formants are higher than a tall man's

    int m_syllablesLeft = 0;
    bool m_isPause = true;
    int m_stepSamples = 0; ///< length of this syllable or pause
    int m_position = 0;    ///< in it

    double m_pitchHz = 100;
    double m_fromHz = 100;
    double m_toHz = 100;
    double m_pulsePhase = 0;
    double m_pulseState = 0;
    double m_loudness = 1;
    double m_hissShare = 0; ///< of the syllable that its consonant takes; 0: none
    Formants m_from{};
    Formants m_to{};
    std::array<Resonator, kFormants> m_tract;
    Resonator m_teeth;
    double m_gain = 1;
};

} // namespace viz
