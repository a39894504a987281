#pragma once

#include "core/device/audio_ports.h"
#include "core/device/audio_spec.h"

#include <QAudioDevice>

#include <tl/expected.hpp>

#include <cstdint>
#include <optional>

namespace viz {

/// Connects Qt to the sound system, if it is not connected yet. Main thread, before a device is opened elsewhere. May
/// block while the server answers.
///
/// Qt 6.4 keeps one connection to PulseAudio for all streams and lets it live on the thread that opens the first one.
/// If that is the thread of a call, nobody notices after the call that the server ended, and no later call has sound.
/// If there is no server at all at the first look, Qt never looks again: this process stays without devices.
void startAudioBackend();

/// Held by a device from before it opens a stream until after it has closed it, on any thread.
///
/// When the server ends, Qt frees the connection on the main thread without asking whether another thread is inside it;
/// under load every thirtieth death of a server aborted the process. So we let Qt do that only when nobody holds this.
/// Devices must therefore find out by themselves that their stream died, and close it.
///
/// But opening may hang for ever: Qt 6.4.2 waits for "ready" and does not look for "failed", which is what a stream
/// becomes whose server or device ends at that moment. Where only such threads hold this, the connection is not freed
/// but left behind with them, and Qt makes another one.
class AudioBackendUse {
public:
    AudioBackendUse() = default; ///< holds nothing
    ~AudioBackendUse() { release(); }
    AudioBackendUse(AudioBackendUse&& other) noexcept;
    AudioBackendUse& operator=(AudioBackendUse&& other) noexcept;

    /// Waits while Qt frees the connection. Nothing while it is broken and waits to be freed: a stream that is opened
    /// on it is dead, and whoever tries again and again would keep it from being freed.
    [[nodiscard]] static std::optional<AudioBackendUse> beginOpening();
    /// The stream is open, or failed to: this thread does not hang.
    void setOpened();
    void release();

private:
    enum class Phase : std::uint8_t { None, Opening, Open };
    Phase m_phase = Phase::None;
    int m_connection = 0; ///< which of Qt's connections, one after the other
};

/// Any thread. Whether somebody holds an AudioBackendUse. If so when every device was closed, a thread hangs in the
/// sound system, and ending the process by exit() would abort it: Qt destroys the connection that the thread waits in.
[[nodiscard]] bool isAudioBackendHeld();

/// Any thread, after startAudioBackend() on the main thread. `kind` of the spec is Default or Device.
[[nodiscard]] tl::expected<QAudioDevice, DeviceError> findDevice(const AudioInputSpec& spec);
[[nodiscard]] tl::expected<QAudioDevice, DeviceError> findDevice(const AudioOutputSpec& spec);

/// The monitor of an output, or the dummy that a server without any output makes.
[[nodiscard]] bool isStandIn(const QAudioDevice& device);

/// What the system would take; null if there is none. Never the monitor of an output, which would send the other
/// person's voice back. On PulseAudio the variables PULSE_SOURCE and PULSE_SINK come first, as for its other clients.
[[nodiscard]] QAudioDevice defaultInput();
[[nodiscard]] QAudioDevice defaultOutput();

} // namespace viz
