#pragma once

#include "core/device/device_catalog.h"
#include "ui/page.h"
#include "ui/settings/diagnostics_section.h"

namespace viz {

class PageHeader;
class SettingsStore;
class SoundPanel;
class SoundSection;

/// All that can be chosen, in one column; what is chosen counts at once.
class SettingsPage : public Page {
    Q_OBJECT

public:
    /// `store` outlives it; `version` is Viz's.
    SettingsPage(SettingsStore& store, const DiagnosticsSection::Sources& sources, const QString& version,
                 QWidget* parent = nullptr);

    void setDevices(const QList<DeviceInfo>& devices);
    /// For SoundTrial, which acts for it.
    [[nodiscard]] SoundPanel& soundPanel();

    [[nodiscard]] QWidget* firstFocus() override;

Q_SIGNALS:
    void backRequested();

private:
    PageHeader* m_title;
    SoundSection* m_sound;
};

} // namespace viz
