#pragma once

#include "ui/settings/settings_section.h"

namespace viz {

/// When the microphone goes out, and what is to be heard of the call itself.
class TalkingSection : public SettingsSection {
    Q_OBJECT

public:
    explicit TalkingSection(SettingsStore& store, QWidget* parent = nullptr);

private:
    void addKey();
    void addKeyEverywhere();
    [[nodiscard]] static QString noteOnOtherWindows(const TalkingChoices& talking, bool canHear);
};

} // namespace viz
