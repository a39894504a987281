#pragma once

#include "ui/settings/settings_section.h"

namespace viz {

class SoundPanel;

/// Devices and a try of them, echo, noise, levels, the other side's volume: all that is chosen takes effect during a
/// call, too.
class SoundSection : public SettingsSection {
    Q_OBJECT

public:
    explicit SoundSection(SettingsStore& store, QWidget* parent = nullptr);

    /// For SoundTrial, which acts for it.
    [[nodiscard]] SoundPanel& panel() { return *m_panel; }

private:
    void addCleaning();
    void addVolume();

    SoundPanel* m_panel;
};

} // namespace viz
