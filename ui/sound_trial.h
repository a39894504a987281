#pragma once

#include "core/call/call_options.h"
#include "core/call/check/sound_check.h"

#include <QElapsedTimer>
#include <QTimer>

namespace viz {

class SettingsStore;
class SoundPanel;

/// Acts for the panel's “Check” and “Play”, with the devices of the settings: the microphone is open only from one to
/// the other press of the button, at most SoundCheck::kOpenFor. Main thread; levels are read only while there are any.
class SoundTrial : public QObject {
    Q_OBJECT

public:
    /// All outlive it. `base`: sound that comes from no device.
    SoundTrial(SoundPanel& panel, SoundCheck& check, SettingsStore& store, const VoiceOptions& base);
    /// As stop().
    ~SoundTrial() override;

    /// The panel goes out of sight: the microphone is closed, the tone is over.
    void stop();

private:
    void setChecking(bool on);
    void playTone();
    void onDevicesChosen();
    void readLevels();
    [[nodiscard]] AudioInputSpec input() const;
    [[nodiscard]] AudioOutputSpec output() const;

    SoundPanel& m_panel;
    SoundCheck& m_check;
    SettingsStore& m_store;
    VoiceOptions m_base;
    QByteArray m_inputId;
    QByteArray m_outputId;
    QTimer m_meters;
    QElapsedTimer m_sinceTone;
};

} // namespace viz
