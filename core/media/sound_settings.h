#pragma once

#include <cstdint>

namespace viz {

enum class EchoHandling : std::uint8_t {
    Cancel,
    HalfDuplex, ///< the microphone is turned down while the other side is heard: where cancelling does not do
    Off,        ///< for headphones, and for sound that comes from no room
};

/// When the microphone's sound goes out; mute stands above all of them.
enum class TalkMode : std::uint8_t { Open, VoiceActivity, PushToTalk };

/// What a person can choose about the sound of a call; every choice can change during the call.
struct SoundSettings {
    EchoHandling echo = EchoHandling::Cancel;
    bool suppressNoise = true;
    bool automaticGain = true; ///< of the microphone
    TalkMode talkMode = TalkMode::Open;
    bool levelPeer = true;       ///< a quiet voice is made louder, here, after it was decoded
    int peerVolumePercent = 100; ///< 0..kMaxVolumePercent

    static constexpr int kMaxVolumePercent = 200;

    friend bool operator==(const SoundSettings&, const SoundSettings&) = default;
};

/// As a file or a generator made it: neither the microphone's sound nor the other side's is touched.
[[nodiscard]] constexpr SoundSettings untouchedSound() {
    return {.echo = EchoHandling::Off, .suppressNoise = false, .automaticGain = false, .levelPeer = false};
}

} // namespace viz
