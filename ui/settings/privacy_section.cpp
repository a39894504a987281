#include "ui/settings/privacy_section.h"

namespace viz {

PrivacySection::PrivacySection(SettingsStore& store, QWidget* parent) : SettingsSection(store, tr("Privacy"), parent) {
    addSwitch(
        tr("Only callers with your invite"),
        tr("Otherwise somebody who knows only the address may ring, too; you compare five words then."),
        [](auto& settings) -> auto& { return settings.privacy.onlyInvited; });
    addChoice(
        tr("The log keeps"), {tr("Nothing"), tr("Problems"), tr("Everything that happens")},
        tr("It never holds secrets or what is said, and is gone when Viz ends."),
        [](auto& settings) -> auto& { return settings.privacy.log; });
}

} // namespace viz
