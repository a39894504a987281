#pragma once

#include "core/call/check/sound_check.h"
#include "core/device/device_catalog.h"

#include <QWidget>

class QGridLayout;

namespace viz {

class DeviceChooser;
class IconButton;
class LevelBar;
class SettingsStore;
class StatusLine;

/// Microphone and loudspeaker: which, and outside of a call how loud, and a try of each. What is chosen goes into the
/// settings; SoundTrial acts for the buttons.
class SoundPanel : public QWidget {
    Q_OBJECT

public:
    /// `store` outlives it.
    explicit SoundPanel(SettingsStore& store, QWidget* parent = nullptr);

    void setDevices(const QList<DeviceInfo>& devices);
    /// No: only the choice of devices is there, for a call has them.
    void setTriable(bool triable);
    void showStep(SoundCheck::Step step);
    void showLevels(float inputDbfs, float outputDbfs);
    void showSilent();
    void showFailure(DeviceError error, bool input);

Q_SIGNALS:
    /// The microphone is to be opened, or closed.
    void checkRequested(bool on);
    void toneRequested();

private:
    void addRows();
    void connectStore(SettingsStore& store);

    DeviceChooser* m_input;
    LevelBar* m_inputLevel;
    IconButton* m_check;
    DeviceChooser* m_output;
    LevelBar* m_outputLevel;
    IconButton* m_play;
    StatusLine* m_state;
    bool m_checking = false;
};

} // namespace viz
