#include "ui/peer_voice.h"

#include "ui/level_bar.h"
#include "ui/page.h"
#include "ui/state_band.h"
#include "ui/volume_slider.h"

#include <QVBoxLayout>

namespace viz {

PeerVoice::PeerVoice(QWidget* parent)
    : QWidget(parent)
    , m_caption(new WrapLabel)
    , m_level(new LevelBar(tr("Level of the other side")))
    , m_volume(new VolumeSlider(tr("Volume of the other side")))
    , m_state(new StateBand) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGrid);
    for (QWidget* part : std::initializer_list<QWidget*>{m_caption, m_level, m_volume, m_state})
        column->addWidget(part);
    connect(m_volume, &VolumeSlider::percentChanged, this, &PeerVoice::volumeChanged);
    showState();
}

void PeerVoice::setPeer(const QString& name, bool muted) {
    m_name = name;
    m_muted = muted;
    m_caption->setText(name);
    showState();
}

void PeerVoice::setDeafened(bool deafened) {
    m_deafened = deafened;
    showState();
}

void PeerVoice::setConnected(bool connected) { m_level->setEnabled(connected); }

void PeerVoice::setVolumePercent(int percent) {
    if (percent != m_volume->percent())
        m_volume->setPercent(percent);
}

void PeerVoice::showLevel(const PlayoutReport& playout) {
    m_level->setLevels(playout.outputLevelDbfs, playout.outputPeakDbfs);
}

void PeerVoice::showState() {
    m_level->setMuted(m_muted || m_deafened);
    m_state->setVisible(m_muted || m_deafened);
    if (m_deafened)
        m_state->show(IconName::SpeakerOff, Tone::Notice,
                      tr("You do not hear the other side. They know it."), // in one line, for the delay to be in sight
                      StateBand::Urgency::Urgent);
    else if (m_muted)
        m_state->show(IconName::MicrophoneOff, Tone::Secondary, tr("%1 has muted the microphone.").arg(m_name));
}

} // namespace viz
