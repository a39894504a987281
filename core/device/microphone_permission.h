#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

namespace viz {

/// Whether the system keeps this program from the microphone, as far as it tells; false where nobody knows. Any thread.
/// Reads files or the registry, so ask it when a microphone does not work, for the reason.
///
/// On macOS a forbidden microphone is not refused but gives silence, so nobody comes to ask there.
[[nodiscard]] bool isMicrophoneDenied();
/// The same of the loudspeaker: only a sound server on Linux refuses one.
[[nodiscard]] bool isLoudspeakerDenied();

/// The text "Value" under a key of the registry; empty if there is none.
using RegistryText = std::function<QString(const QString& key)>;
/// What the privacy settings of Windows 10 and later say of programs that are no packages.
[[nodiscard]] bool isDeniedInRegistry(const RegistryText& text);

/// Where PulseAudio's clients look for the server. Empty: not set.
struct PulsePlaces {
    QByteArray server;        ///< PULSE_SERVER: addresses, with a space between two
    QByteArray runtimeFolder; ///< PULSE_RUNTIME_PATH
    QByteArray userFolder;    ///< XDG_RUNTIME_DIR
};
/// What errno says when somebody wants to write to this path; 0 if they may.
using WriteError = std::function<int(const QByteArray& path)>;
/// Whether one of the sockets there is somebody else's.
[[nodiscard]] bool isDeniedBySocket(const PulsePlaces& places, const WriteError& errorOf);

} // namespace viz
