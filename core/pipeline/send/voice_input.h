#pragma once

#include "core/media/cleaner/microphone_cleaner.h"
#include "core/media/level_meter.h"
#include "core/media/pcm_framer.h"
#include "core/media/peak_meter.h"
#include "core/media/transmit_gate.h"

#include <array>
#include <functional>
#include <memory>
#include <span>

namespace viz {

/// The microphone's sound until it is encoded: PcmFramer → MicrophoneCleaner → TransmitGate, 10 ms at a time; and what
/// there is to say about it. Send thread; no allocation in push() with blocks as long as devices deliver.
class VoiceInput {
public:
    /// 10 ms that are ready to go out; valid during the call.
    using BlockSink = std::function<void(std::span<const std::int16_t> block)>;

    /// Without a cleaner the sound stays as it is, and all of it counts as voice.
    explicit VoiceInput(std::unique_ptr<MicrophoneCleaner> cleaner);

    /// What is said about the microphone in it, from the next block on.
    void setSound(const SoundSettings& sound);
    void setMuted(bool muted) { m_gate.setMuted(muted); }
    void setTalking(bool talking) { m_gate.setTalking(talking); }
    /// See MicrophoneCleaner::setEchoDelay(), setMayHowl() and restart().
    void setEchoDelay(Samples delay);
    void setMayHowl(bool mayHowl);
    void restart();

    /// 48 kHz mono, in pieces of any size.
    void push(std::span<const std::int16_t> sound, const BlockSink& onBlock);

    /// As it came from the microphone.
    [[nodiscard]] float levelDbfs() const { return m_level.levelDbfs(); }
    [[nodiscard]] float peakDbfs() const { return m_peak.peakDbfs(); }
    /// For how long it has been nothing but zeros.
    [[nodiscard]] Samples silence() const { return m_silence; }
    [[nodiscard]] bool isTransmitting() const { return m_gate.isOpen(); }
    /// In the last block; without a cleaner in every one.
    [[nodiscard]] bool hasVoice() const { return m_hasVoice; }
    [[nodiscard]] bool holdsVoiceBack() const { return m_gate.holdsVoiceBack(); }
    [[nodiscard]] bool isHowling() const { return m_cleaner && m_cleaner->isHowling(); }
    /// How much later than push() a block comes out, beyond its own length.
    [[nodiscard]] Samples delay() const;

private:
    using Block = std::array<std::int16_t, SpeechCleaner::kBlock.count()>;

    void measure(std::span<const std::int16_t> sound);
    void prepare(std::span<const std::int16_t> block);
    [[nodiscard]] bool clean();

    std::unique_ptr<MicrophoneCleaner> m_cleaner;
    bool m_touches = true; ///< the cleaner's sound goes out; otherwise it only listens for voice
    bool m_hasVoice = false;
    LevelMeter m_level;
    PeakMeter m_peak;
    Samples m_silence{};
    PcmFramer m_framer{SpeechCleaner::kBlock};
    TransmitGate m_gate;
    Block m_block{};
    Block m_scratch{};
};

} // namespace viz
