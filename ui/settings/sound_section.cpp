#include "ui/settings/sound_section.h"

#include "ui/device_chooser.h"
#include "ui/volume_slider.h"

namespace viz {

SoundSection::SoundSection(SettingsStore& store, QWidget* parent)
    : SettingsSection(store, tr("Sound"), parent)
    , m_input(new DeviceChooser(DeviceInfo::Direction::Input))
    , m_output(new DeviceChooser(DeviceInfo::Direction::Output)) {
    addDevices();
    addCleaning();
    addVolume();
}

void SoundSection::setDevices(const QList<DeviceInfo>& devices) {
    m_input->setDevices(devices);
    m_output->setDevices(devices);
}

void SoundSection::addDevices() {
    addField(tr("Microphone"), m_input);
    addField(tr("Loudspeaker"), m_output);
    showWith([this](const Settings& settings) {
        m_input->setChosenId(settings.sound.inputId);
        m_output->setChosenId(settings.sound.outputId);
    });
    connect(m_input, &QComboBox::activated, this,
            [this] { store().change([&](Settings& settings) { settings.sound.inputId = m_input->chosenId(); }); });
    connect(m_output, &QComboBox::activated, this,
            [this] { store().change([&](Settings& settings) { settings.sound.outputId = m_output->chosenId(); }); });
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
