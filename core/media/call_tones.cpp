#include "core/media/call_tones.h"

#include "core/base/media_time.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

namespace viz {
namespace {

struct Note {
    int beginMs;
    int lengthMs;
    double hertz;
    double peak; ///< of full scale
};

struct Melody {
    int lengthMs;
    std::span<const Note> notes;
};

// Equal temperament, A4 = 440 Hz. The peaks of notes that sound together stay below kMaxTonePeak together.
constexpr double kA4 = 440.00;
constexpr double kC5 = 523.25;
constexpr double kD5 = 587.33;
constexpr double kE5 = 659.26;
constexpr double kG5 = 783.99;
constexpr double kA5 = 880.00;
constexpr double kC6 = 1046.50;
// The ringing that callers of European telephones know: 425 Hz, one second in four or five.
constexpr double kRingBackHertz = 425;

constexpr double kInCall = 0.045;

constexpr Note kRing[] = {{0, 420, kE5, 0.10},   {140, 420, kG5, 0.10}, {280, 700, kC6, 0.07},
                          {800, 420, kE5, 0.10}, {940, 420, kG5, 0.10}, {1080, 800, kC6, 0.07}};
constexpr Note kRingBack[] = {{0, 1000, kRingBackHertz, 0.04}};
constexpr Note kConnected[] = {{0, 180, kE5, kInCall}, {150, 260, kA5, kInCall}};
constexpr Note kEnded[] = {{0, 200, kA5, 0.08}, {170, 200, kE5, 0.08}, {340, 360, kA4, 0.08}};
constexpr Note kMuted[] = {{0, 140, kA4, kInCall}};
constexpr Note kUnmuted[] = {{0, 140, kC6, kInCall}};
constexpr Note kReconnecting[] = {{0, 150, kD5, kInCall}, {220, 150, kD5, kInCall}};
constexpr Note kCheck[] = {{0, 900, kC5, 0.07}, {250, 900, kG5, 0.07}, {500, 900, kC6, 0.07}};

Melody melodyOf(CallTone tone) {
    switch (tone) {
    case CallTone::Ring:
        return {.lengthMs = 4000, .notes = kRing};
    case CallTone::RingBack:
        return {.lengthMs = 4000, .notes = kRingBack};
    case CallTone::Connected:
        return {.lengthMs = 420, .notes = kConnected};
    case CallTone::Ended:
        return {.lengthMs = 720, .notes = kEnded};
    case CallTone::Muted:
        return {.lengthMs = 150, .notes = kMuted};
    case CallTone::Unmuted:
        return {.lengthMs = 150, .notes = kUnmuted};
    case CallTone::Reconnecting:
        return {.lengthMs = 380, .notes = kReconnecting};
    case CallTone::Check:
        return {.lengthMs = 1450, .notes = kCheck};
    }
    return {};
}

std::size_t samplesIn(int milliseconds) { return static_cast<std::size_t>(milliseconds) * kSampleRate / 1000; }

/// From 0 to 1 and back to 0: rises as a raised cosine and decays as a struck bar does, until the end takes the rest.
double envelope(double seconds, double length) {
    constexpr double kRise = 0.012;
    constexpr double kFall = 0.060;
    constexpr double kDecay = 0.35; ///< to a third
    const auto edge = [](double x) { return 0.5 - 0.5 * std::cos(std::numbers::pi * std::clamp(x, 0.0, 1.0)); };
    return edge(seconds / kRise) * edge((length - seconds) / kFall) * std::exp(-seconds / kDecay);
}

/// A fundamental with a little of its octave, which makes it rounder than a bare sine.
double timbre(double turns) {
    constexpr double kOctave = 0.15;
    const double angle = 2 * std::numbers::pi * turns;
    return (std::sin(angle) + kOctave * std::sin(2 * angle)) / (1 + kOctave);
}

void add(const Note& note, std::span<double> sound) {
    const std::size_t begin = samplesIn(note.beginMs);
    const std::size_t count = samplesIn(note.lengthMs);
    for (std::size_t i = 0; i < count; ++i) {
        const double seconds = static_cast<double>(i) / kSampleRate;
        sound[begin + i] += note.peak * envelope(seconds, note.lengthMs / 1000.0) * timbre(note.hertz * seconds);
    }
}

} // namespace

std::vector<std::int16_t> makeCallTone(CallTone tone) {
    const Melody melody = melodyOf(tone);
    std::vector<double> sound(samplesIn(melody.lengthMs));
    for (const Note& note : melody.notes)
        add(note, sound);
    std::vector<std::int16_t> samples(sound.size());
    std::ranges::transform(sound, samples.begin(),
                           [](double value) { return static_cast<std::int16_t>(std::lround(32767 * value)); });
    return samples;
}

} // namespace viz
