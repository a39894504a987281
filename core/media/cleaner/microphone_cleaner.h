#pragma once

#include "core/base/spsc_ring.h"
#include "core/media/cleaner/speech_cleaner.h"
#include "core/media/sound_settings.h"

#include <cstdint>
#include <memory>
#include <span>

namespace viz {

/// What the loudspeaker plays, on its way from the playback thread to the microphone's cleaner: 48 kHz mono, in the
/// order of playing. When nobody takes it (no call's sound yet) the newest is dropped.
using PlayedSound = SpscRing<std::int16_t>;

/// The microphone's sound from the framer to the transmit gate: pairs it with what the loudspeaker played, lets a
/// SpeechCleaner take the echo out (or turns the microphone down while the other side speaks), and watches for a howl.
/// Send thread; no allocation in clean().
class MicrophoneCleaner {
public:
    /// `played` outlives this object.
    explicit MicrophoneCleaner(PlayedSound& played, std::unique_ptr<SpeechCleaner> cleaner = makeSpeechCleaner());
    ~MicrophoneCleaner();

    void configure(const SoundSettings& settings);
    /// False for sound that comes from no room: it is loud because it was recorded so. True at first.
    void setMayHowl(bool mayHowl);
    /// There is a gap before what clean() gets next, as of another microphone.
    void restart();
    /// What lies between the playback thread and the air, and between the air and clean(): the devices' latencies.
    void setEchoDelay(Samples delay);
    /// In place; a multiple of SpeechCleaner::kBlock.
    void clean(std::span<std::int16_t> frame);

    /// Of the person here: never while half duplex turns the microphone down, for what it hears then may be echo.
    [[nodiscard]] bool hasVoice() const;
    /// How much later the cleaned sound is.
    [[nodiscard]] Samples delay() const;
    /// Within the first 3 s of a call the microphone was at full scale for so long that loudspeaker and microphone feed
    /// each other. Stays true.
    [[nodiscard]] bool isHowling() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace viz
