#pragma once

#include "core/call/call_devices.h"
#include "core/call/call_options.h"

#include <QObject>

namespace viz {

/// What a call sounds like, on the main thread: what the person chose about microphone and loudspeaker, mute and
/// deafen, told to the workers of CallThreads whenever they change; and the devices, while the call is on. Tells the
/// other side whether it is heard here.
class CallSound final : public QObject {
    Q_OBJECT

public:
    /// `factory` outlives this object.
    explicit CallSound(AudioFactory& factory, QObject* parent = nullptr);

    /// Another call begins, with these choices; nobody is deafened.
    void begin(const VoiceOptions& voice);
    /// False, after unusable(), if a file cannot be read or written. A device that is missing may be plugged in later.
    [[nodiscard]] bool checkFiles();
    /// The call's threads, which outlive end().
    void attach(CallThreads& threads);
    /// The sender for a peer was made, and not started: tells it what there is to know.
    void prepareSender();
    /// The call was accepted: opens the devices. In the call of a receiver of its signals it may be over.
    void start();
    /// The microphone is closed when it returns, unless a sound server hangs. Harmless without a call.
    void end();

    [[nodiscard]] bool isMuted() const { return m_muted; }
    [[nodiscard]] bool isDeafened() const { return m_deafened; }
    [[nodiscard]] const SoundSettings& settings() const { return m_settings; }

    /// At any time, all of them; see CallControl.
    void setMuted(bool muted);
    void setDeafened(bool deafened);
    void setTalking(bool talking);
    void setSettings(const SoundSettings& settings);
    void setInput(const AudioInputSpec& input);
    void setOutput(const AudioOutputSpec& output);

Q_SIGNALS:
    void mutedChanged(bool muted);
    void deafenedChanged(bool deafened);
    void deviceChanged(const viz::DeviceEvent& event);
    /// A file that cannot be read or written: the call has to end.
    void unusable(viz::DeviceError error, bool input);

private:
    [[nodiscard]] SoundSettings inputSettings() const;
    void tellLoudspeaker();
    void tellHearing();
    template<typename Work>
    void tellSender(Work work);

    AudioFactory& m_factory;
    CallDevices m_devices;
    SoundSettings m_settings;
    AudioInputSpec m_input;
    AudioOutputSpec m_output;
    bool m_muted = false;
    bool m_deafened = false;
    bool m_canHear = true;            ///< as the peer was told
    CallThreads* m_threads = nullptr; ///< null without a call
    bool m_isOn = false;              ///< between start() and end()
};

} // namespace viz
