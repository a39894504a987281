#include "ui/settings/look_section.h"

#include "ui/tray_icon.h"

namespace viz {

// Each language in its own words, for those who cannot read the present one.
LookSection::LookSection(SettingsStore& store, QWidget* parent) : SettingsSection(store, tr("Look"), parent) {
    addChoice(
        tr("Colours"), {tr("As the system"), tr("Light"), tr("Dark"), tr("High contrast")}, {},
        [](auto& settings) -> auto& { return settings.look.theme; });
    addChoice(
        tr("Language"), {tr("As the system"), QStringLiteral("English"), QString::fromUtf8("Русский")}, {},
        [](auto& settings) -> auto& { return settings.look.language; });
    if (TrayIcon::isAvailable())
        addSwitch(
            tr("Show Viz in the tray"), tr("Viz goes on there when its window is closed."),
            [](auto& settings) -> auto& { return settings.look.tray; });
}

} // namespace viz
