#include "ui/settings/settings_page.h"

#include "ui/page_header.h"
#include "ui/settings/about_section.h"
#include "ui/settings/look_section.h"
#include "ui/settings/network_section.h"
#include "ui/settings/privacy_section.h"
#include "ui/settings/sound_section.h"
#include "ui/settings/talking_section.h"
#include "ui/sound_panel.h"

#include <QVBoxLayout>

namespace viz {

SettingsPage::SettingsPage(SettingsStore& store, const DiagnosticsSection::Sources& sources, const QString& version,
                           QWidget* parent)
    : Page(parent), m_title(new PageHeader(tr("Settings"))), m_sound(new SoundSection(store)) {
    header()->addWidget(m_title);
    for (QWidget* section : std::initializer_list<QWidget*>{
             m_sound, new TalkingSection(store), new NetworkSection(store), new PrivacySection(store),
             new LookSection(store), new DiagnosticsSection(sources), new AboutSection(version)})
        contents()->addWidget(section);
    contents()->addStretch(1);
    connect(m_title, &PageHeader::backRequested, this, &SettingsPage::backRequested);
}

void SettingsPage::setDevices(const QList<DeviceInfo>& devices) { soundPanel().setDevices(devices); }

SoundPanel& SettingsPage::soundPanel() { return m_sound->panel(); }

QWidget* SettingsPage::firstFocus() { return m_title->backButton(); }

} // namespace viz
