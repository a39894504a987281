#include "ui/settings/sound_section.h"

#include "ui/sound_panel.h"
#include "ui/volume_slider.h"

namespace viz {

SoundSection::SoundSection(SettingsStore& store, QWidget* parent)
    : SettingsSection(store, tr("Sound"), parent), m_panel(new SoundPanel(store)) {
    addPanel(m_panel);
    addCleaning();
    addVolume();
}

void SoundSection::addCleaning() {
    addChoice(
        tr("Echo"), {tr("Remove it"), tr("Be quiet while the other side talks"), tr("Leave it: headphones")},
        tr("Without headphones, the other side would hear itself from your loudspeaker."),
        [](auto& settings) -> auto& { return settings.sound.echo; });
    addSwitch(
        tr("Suppress noise"), tr("Fans, keyboards and the street become quiet."),
        [](auto& settings) -> auto& { return settings.sound.suppressNoise; });
    addSwitch(
        tr("Level your voice"), tr("A quiet voice goes out louder, a loud one more quietly."),
        [](auto& settings) -> auto& { return settings.sound.automaticGain; });
    addSwitch(
        tr("Level the voice of the other side"), {}, [](auto& settings) -> auto& { return settings.sound.levelPeer; });
}

void SoundSection::addVolume() {
    auto* volume = new VolumeSlider(tr("Volume of the other side"));
    addField(tr("Volume of the other side"), volume);
    showWith([volume](const Settings& settings) { volume->setPercent(settings.sound.peerVolumePercent); });
    connect(volume, &VolumeSlider::percentChanged, this, [this](int percent) {
        store().change([&](Settings& settings) { settings.sound.peerVolumePercent = percent; });
    });
}

} // namespace viz
