#pragma once

#include "ui/settings/settings_section.h"

namespace viz {

class LookSection : public SettingsSection {
    Q_OBJECT

public:
    explicit LookSection(SettingsStore& store, QWidget* parent = nullptr);
};

} // namespace viz
