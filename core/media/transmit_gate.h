#pragma once

#include "core/base/media_time.h"
#include "core/media/sound_settings.h"

#include <cstdint>
#include <span>

namespace viz {

/// Decides whether the microphone's sound leaves this machine. A closed gate sends silence of the same length, so that
/// nobody can see from the traffic that somebody has muted, or does not speak; opening and closing fade over one frame,
/// so nothing clicks. A gate that is closed before its first frame lets nothing of it through.
///
/// Muted stands above the talk mode. Send thread.
class TransmitGate {
public:
    /// TalkMode::VoiceActivity: open for so long after the last voice. Words have quiet ends, sentences pauses.
    static constexpr Samples kHangover{300 * kSampleRate / 1000};
    /// TalkMode::PushToTalk: open for so long after the key. People let go of it with their last syllable.
    static constexpr Samples kKeyTail{150 * kSampleRate / 1000};

    void setMuted(bool muted) { m_muted = muted; }
    [[nodiscard]] bool isMuted() const { return m_muted; }
    void setMode(TalkMode mode) { m_mode = mode; }
    /// Whether the key is held. However short that was, kKeyTail follows.
    void setTalking(bool talking);

    /// Silences or fades `frame` in place. `hasVoice`: whether somebody speaks in it.
    void apply(std::span<std::int16_t> frame, bool hasVoice);
    /// Whether the last frame went out.
    [[nodiscard]] bool isOpen() const { return m_open; }
    /// Somebody spoke less than kHangover ago, and it did not go out.
    [[nodiscard]] bool holdsVoiceBack() const { return !m_open && m_sinceVoice < kHangover; }

private:
    [[nodiscard]] bool mayOpen() const;
    void fade(std::span<std::int16_t> frame);

    TalkMode m_mode = TalkMode::Open;
    bool m_muted = false;
    bool m_talking = false;
    Samples m_sinceVoice = kHangover;
    Samples m_sinceTalking = kKeyTail;
    bool m_open = false;
    bool m_started = false;
    float m_gain = 1.0F;
};

} // namespace viz
