#pragma once

#include "core/device/device_catalog.h"
#include "ui/settings/settings_section.h"

namespace viz {

class DeviceChooser;

/// Devices, echo, noise, levels, the other side's volume: all of it takes effect during a call, too.
class SoundSection : public SettingsSection {
    Q_OBJECT

public:
    explicit SoundSection(SettingsStore& store, QWidget* parent = nullptr);

    void setDevices(const QList<DeviceInfo>& devices);

private:
    void addDevices();
    void addCleaning();
    void addVolume();

    DeviceChooser* m_input;
    DeviceChooser* m_output;
};

} // namespace viz
