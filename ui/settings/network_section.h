#pragma once

#include "ui/settings/settings_section.h"

namespace viz {

/// Where Viz waits for calls, how it packs voice, and how much data calls may use.
class NetworkSection : public SettingsSection {
    Q_OBJECT

public:
    explicit NetworkSection(SettingsStore& store, QWidget* parent = nullptr);

private:
    void addWaiting();
    void addListenAddress();
    void addVoice();
    void addBudget();
};

} // namespace viz
