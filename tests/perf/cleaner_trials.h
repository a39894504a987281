#pragma once

#include "core/media/cleaner/speech_cleaner.h"
#include "core/media/sound_settings.h"
#include "tests/support/room.h"

#include <chrono>
#include <cstdint>
#include <span>
#include <vector>

namespace viz::test {

using Pcm = std::vector<std::int16_t>;

/// Who speaks in a trial. All of one length, at least 10 s; 48 kHz mono.
struct Voices {
    Pcm near;
    Pcm far;
    Pcm crowd; ///< many others at once
};

[[nodiscard]] Voices syntheticVoices(std::chrono::seconds length);
/// A crowd of `voices`, each given as often as is needed, from another place each time.
[[nodiscard]] Pcm crowdOf(std::span<const Pcm> voices, std::size_t count);
[[nodiscard]] Pcm whiteNoise(std::size_t samples);

/// The settings under which one thing is looked at alone.
[[nodiscard]] SoundSettings onlyEcho();
[[nodiscard]] SoundSettings onlyNoise();
[[nodiscard]] SoundSettings onlyGain();

/// `recorded` as MicrophoneCleaner leaves it while `played` is played, moved by MicrophoneCleaner::delay() so that it
/// fits what went in. The devices tell nothing of their delay.
[[nodiscard]] Pcm cleaned(CleanerKind kind, const SoundSettings& settings, const Pcm& played, const Pcm& recorded);

/// What the microphone hears of `played`; beside the room's own delay, devices take kDevices.
[[nodiscard]] Pcm echoOf(const Pcm& played, Room::Options room);
inline constexpr Samples kDevices{40 * kSampleRate / 1000}; ///< what Viz keeps in its sink

[[nodiscard]] Pcm mixed(const Pcm& one, const Pcm& other);
[[nodiscard]] Pcm from(const Pcm& sound, std::chrono::milliseconds start);
[[nodiscard]] double levelDbfs(std::span<const std::int16_t> sound);
/// Of what is louder than the pauses: at most 30 dB below the loudest 20 ms.
[[nodiscard]] double speechLevelDbfs(std::span<const std::int16_t> sound);
[[nodiscard]] Pcm atSpeechLevel(const Pcm& sound, double dbfs);

/// Echo return loss enhancement: how much of the echo is taken away, after 5 s of far-end speech.
[[nodiscard]] double echoReductionDb(CleanerKind kind, const SoundSettings& settings, const Pcm& far,
                                     const Room::Options& room);

/// Of the near voice while both speak, after 6 s in which only the far one does; STOI against itself.
[[nodiscard]] double doubleTalkStoi(CleanerKind kind, const SoundSettings& settings, const Voices& voices,
                                    const Room::Options& room);

struct NoiseFigures {
    double pausesDb = 0; ///< how much less noise in the pauses
    double stoiBefore = 0;
    double stoiAfter = 0;
};

/// The near voice with `noise` 10 dB below it; after 3 s.
[[nodiscard]] NoiseFigures noiseReduction(CleanerKind kind, const Pcm& near, const Pcm& noise);

struct GainFigures {
    double speechDbfs = 0; ///< after 3 s
    int clipped = 0;       ///< samples at full scale, from the beginning
};

[[nodiscard]] GainFigures automaticGain(CleanerKind kind, const Pcm& near, double spokenDbfs);

} // namespace viz::test
