#pragma once

#include "ui/settings/settings_section.h"

namespace viz {

/// Who may ring, and what Viz remembers.
class PrivacySection : public SettingsSection {
    Q_OBJECT

public:
    explicit PrivacySection(SettingsStore& store, QWidget* parent = nullptr);
};

} // namespace viz
