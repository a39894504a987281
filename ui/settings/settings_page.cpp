#include "ui/settings/settings_page.h"

#include "ui/icon_widgets.h"
#include "ui/settings/look_section.h"
#include "ui/settings/network_section.h"
#include "ui/settings/privacy_section.h"
#include "ui/settings/sound_section.h"
#include "ui/settings/talking_section.h"

#include <QVBoxLayout>

namespace viz {

SettingsPage::SettingsPage(SettingsStore& store, const DiagnosticsSection::Sources& sources, QWidget* parent)
    : Page(parent), m_back(new IconButton(IconName::Back, tr("Back"))), m_sound(new SoundSection(store)) {
    contents()->addWidget(new WrapLabel(tr("Settings"), TextSize::Title));
    for (QWidget* section : std::initializer_list<QWidget*>{m_sound, new TalkingSection(store),
                                                            new NetworkSection(store), new PrivacySection(store),
                                                            new LookSection(store), new DiagnosticsSection(sources)})
        contents()->addWidget(section);
    contents()->addStretch(1);
    m_back->setLarge();
    footer()->addWidget(m_back);
    connect(m_back, &QPushButton::clicked, this, &SettingsPage::backRequested);
}

void SettingsPage::setDevices(const QList<DeviceInfo>& devices) { m_sound->setDevices(devices); }

QWidget* SettingsPage::firstFocus() { return m_back; }

} // namespace viz
