#include "tests/sim/speech_signal.h"

#include "core/base/media_time.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace viz::test {
namespace {

constexpr double kPi = std::numbers::pi;

/// Two-pole resonator, gain 1 at its frequency.
class Resonator {
public:
    double step(double input, double hertz, double bandwidth) {
        const double radius = std::exp(-kPi * bandwidth / kSampleRate);
        const double turn = 2 * radius * std::cos(2 * kPi * hertz / kSampleRate);
        const double out = (1 - radius) * input + turn * m_one - radius * radius * m_two;
        m_two = m_one;
        m_one = out;
        return out;
    }

private:
    double m_one = 0;
    double m_two = 0;
};

enum class Sound : std::uint8_t { Pause, Vowel, Hiss };

struct Segment {
    Sound sound = Sound::Pause;
    int samples = 0;
    double pitch = 120;
    std::array<double, 3> formants{500, 1500, 2500};
};

Segment pauseOf(double ms) { return {.sound = Sound::Pause, .samples = static_cast<int>(ms * 48)}; }

std::vector<Segment> talkspurt(Random& random) {
    std::vector<Segment> spurt;
    const auto syllables = 3 + random.below(5);
    for (std::uint64_t i = 0; i < syllables; ++i) {
        if (random.uniform() < 0.6)
            spurt.push_back({.sound = Sound::Hiss, .samples = static_cast<int>(random.uniform(40, 90) * 48)});
        spurt.push_back(
            {.sound = Sound::Vowel,
             .samples = static_cast<int>(random.uniform(90, 220) * 48),
             .pitch = random.uniform(95, 220),
             .formants = {random.uniform(280, 800), random.uniform(900, 2200), random.uniform(2400, 3200)}});
    }
    return spurt;
}

class Voice {
public:
    explicit Voice(std::uint64_t seed) : m_random(seed) {}

    void speak(const Segment& segment, std::vector<double>& out) {
        for (int i = 0; i < segment.samples; ++i) {
            glideTo(segment);
            const double edge = std::min({1.0, i / 480.0, (segment.samples - i) / 480.0});
            out.push_back(voiced(segment.sound == Sound::Vowel ? edge : 0) +
                          hiss(segment.sound == Sound::Hiss ? edge : 0) + m_random.uniform(-1, 1) * 0.0008);
        }
    }

private:
    void glideTo(const Segment& segment) {
        constexpr double kGlide = 1.0 / 1500; // about 30 ms, as an articulator moves
        m_pitch += (segment.pitch - m_pitch) * kGlide;
        for (std::size_t i = 0; i < m_formants.size(); ++i)
            m_formants[i] += (segment.formants[i] - m_formants[i]) * kGlide;
    }

    double voiced(double gain) {
        m_phase += m_pitch / kSampleRate;
        double pulse = 0;
        if (m_phase >= 1) {
            m_phase -= 1;
            pulse = 1;
        }
        m_glottis += (pulse - m_glottis) * 0.06;
        double sum = 0;
        for (std::size_t i = 0; i < m_formants.size(); ++i)
            sum += m_resonators[i].step(m_glottis * gain, m_formants[i], 80.0 + 40.0 * static_cast<double>(i)) /
                   static_cast<double>(i + 1);
        return sum * 9;
    }

    double hiss(double gain) { return m_hiss.step(m_random.uniform(-1, 1) * gain, 4500, 2000) * 0.9; }

    Random m_random;
    double m_phase = 0;
    double m_pitch = 120;
    double m_glottis = 0;
    std::array<double, 3> m_formants{500, 1500, 2500};
    std::array<Resonator, 3> m_resonators;
    Resonator m_hiss;
};

/// To -23 dBFS over what is louder than the pauses.
std::vector<std::int16_t> levelled(const std::vector<double>& sound) {
    double energy = 0;
    double count = 1;
    for (const double sample : sound) {
        if (std::abs(sample) > 0.002) {
            energy += sample * sample;
            ++count;
        }
    }
    const double gain = std::pow(10.0, -23.0 / 20) / std::sqrt(energy / count);
    std::vector<std::int16_t> out(sound.size());
    std::transform(sound.begin(), sound.end(), out.begin(), [gain](double sample) {
        return static_cast<std::int16_t>(std::lround(std::clamp(sample * gain, -0.95, 0.95) * 32767));
    });
    return out;
}

} // namespace

std::uint64_t Random::next() {
    m_state ^= m_state >> 12;
    m_state ^= m_state << 25;
    m_state ^= m_state >> 27;
    return (m_state * 0x2545F4914F6CDD1DULL) >> 11;
}

double Random::uniform() { return static_cast<double>(next()) * 0x1p-53; }

double Random::gaussian(double deviation) {
    const double radius = std::sqrt(-2 * std::log(1 - uniform()));
    return deviation * radius * std::cos(2 * kPi * uniform());
}

std::vector<std::int16_t> speechSignal(std::chrono::seconds length, std::uint64_t seed) {
    const auto wanted = static_cast<std::size_t>(std::chrono::duration_cast<Samples>(length).count());
    Random random(seed);
    Voice voice(seed + 1000);
    std::vector<double> sound;
    sound.reserve(wanted + std::size_t{2} * kSampleRate);
    while (sound.size() < wanted) {
        voice.speak(pauseOf(random.uniform(200, 800)), sound);
        for (const Segment& segment : talkspurt(random))
            voice.speak(segment, sound);
    }
    sound.resize(wanted);
    const std::size_t fade = std::min<std::size_t>(wanted, 4800);
    for (std::size_t i = 0; i < fade; ++i)
        sound[wanted - 1 - i] *= static_cast<double>(i) / static_cast<double>(fade);
    return levelled(sound);
}

std::vector<std::int16_t> sineSignal(std::chrono::milliseconds length, double hertz, double peak) {
    std::vector<std::int16_t> out(static_cast<std::size_t>(std::chrono::duration_cast<Samples>(length).count()));
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = static_cast<std::int16_t>(
            std::lround(peak * 32767 * std::sin(2 * kPi * hertz * static_cast<double>(i) / kSampleRate)));
    return out;
}

} // namespace viz::test
