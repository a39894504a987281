#pragma once

#include "core/device/device_catalog.h"
#include "ui/page.h"
#include "ui/settings/diagnostics_section.h"

namespace viz {

class IconButton;
class SettingsStore;
class SoundSection;

/// All that can be chosen, in one column; what is chosen counts at once.
class SettingsPage : public Page {
    Q_OBJECT

public:
    /// `store` outlives it.
    SettingsPage(SettingsStore& store, const DiagnosticsSection::Sources& sources, QWidget* parent = nullptr);

    void setDevices(const QList<DeviceInfo>& devices);

    [[nodiscard]] QWidget* firstFocus() override;

Q_SIGNALS:
    void backRequested();

private:
    IconButton* m_back;
    SoundSection* m_sound;
};

} // namespace viz
