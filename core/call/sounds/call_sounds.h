#pragma once

#include "core/call/call_control.h"
#include "core/call/sounds/sound_output.h"
#include "core/device/audio_factory.h"
#include "core/media/call_tones.h"

#include <QObject>

#include <optional>

namespace viz {

/// Lets a person hear what becomes of their call: rings, and a tone when it connects, is cut, comes back, ends, and
/// when the microphone is muted. On a loudspeaker stream and a thread of its own, so that it can neither delay the
/// call's sound nor, beyond what SoundOutput says, hold the window; when that does not work it is silent, and the call
/// goes on. Main thread.
///
/// The echo canceller knows only the other side's voice: with a loudspeaker instead of headphones the open microphone
/// sends these tones. So those of a call are short and quiet (kMaxToneInCallPeak), and Muted sounds when the microphone
/// is muted already.
class CallSounds final : public QObject {
    Q_OBJECT

public:
    /// `call` and `factory` outlive this object. On, at the system's default loudspeaker.
    CallSounds(CallControl& call, AudioFactory& factory, QObject* parent = nullptr);

    /// Off: what sounds stops at once.
    void setEnabled(bool enabled);
    [[nodiscard]] bool isEnabled() const { return m_isEnabled; }
    /// From the next tone on. A file gets no tones: it is a recording of the other side.
    void setOutput(const viz::AudioOutputSpec& output) { m_outputSpec = output; }
    /// Between the beginning of a tone and its end; ringing ends with the state Ringing.
    [[nodiscard]] bool isPlaying() const { return m_output.isPlaying(); }

private:
    void onStateChanged(CallState state);
    void onMutedChanged(bool muted);
    void play(CallTone tone);
    void stopRinging();

    CallControl& m_call;
    SoundOutput m_output;
    AudioOutputSpec m_outputSpec;
    CallState m_state;
    bool m_isEnabled = true;
    bool m_isRinging = false;
};

/// What is to be heard when a call goes from one state to another; nullopt: nothing.
[[nodiscard]] std::optional<CallTone> toneOfChange(CallState from, CallState to, CallRole role);

} // namespace viz
