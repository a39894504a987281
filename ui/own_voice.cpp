#include "ui/own_voice.h"

#include "ui/level_bar.h"
#include "ui/page.h"
#include "ui/state_band.h"

#include <QVBoxLayout>

namespace viz {

OwnVoiceState ownVoiceState(const OwnVoiceFacts& facts) {
    if (facts.muted)
        return OwnVoiceState::Muted;
    if (!facts.connected)
        return OwnVoiceState::Unconnected;
    if (facts.microphoneLost)
        return OwnVoiceState::NoMicrophone;
    if (facts.keyMissing)
        return OwnVoiceState::HoldToTalk;
    if (facts.microphoneSilent)
        return OwnVoiceState::MicrophoneSilent;
    if (!facts.peerCanHear)
        return OwnVoiceState::NotHeard;
    return facts.heard ? OwnVoiceState::Heard : OwnVoiceState::Unproven;
}

OwnVoice::OwnVoice(QWidget* parent) : QWidget(parent), m_level(new LevelBar(tr("Your level"))), m_state(new StateBand) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGrid);
    column->addWidget(new WrapLabel(tr("You")));
    column->addWidget(m_level);
    column->addWidget(m_state);
    showState();
}

void OwnVoice::setNames(const QString& peerName, const QString& talkKey) {
    m_peerName = peerName;
    m_talkKey = talkKey;
    showState();
}

void OwnVoice::setFacts(const OwnVoiceFacts& facts) {
    if (facts == m_facts)
        return;
    m_facts = facts;
    showState();
}

void OwnVoice::showLevel(const SendStats& sent) { m_level->setLevels(sent.inputLevelDbfs, sent.inputPeakDbfs); }

void OwnVoice::showState() {
    using enum OwnVoiceState;
    const OwnVoiceState state = ownVoiceState(m_facts);
    m_level->setEnabled(m_facts.connected);
    m_level->setMuted(state == Muted || state == HoldToTalk);
    m_state->setVisible(state != Unconnected);
    switch (state) {
    case Muted:
        return m_state->show(IconName::MicrophoneOff, Tone::Notice,
                             tr("You are muted. %1 does not hear you.").arg(m_peerName), StateBand::Urgency::Urgent);
    case NoMicrophone:
        return m_state->show(IconName::Alert, Tone::Warning,
                             tr("Without a microphone %1 does not hear you.").arg(m_peerName));
    case HoldToTalk:
        return m_state->show(IconName::Microphone, Tone::Accent, tr("Hold %1 to talk.").arg(m_talkKey));
    case MicrophoneSilent:
        return m_state->show(IconName::Alert, Tone::Warning, tr("Your microphone is silent."));
    case NotHeard:
        return m_state->show(IconName::SpeakerOff, Tone::Warning, tr("You are not heard now."));
    case Heard:
        return m_state->show(IconName::Check, Tone::Good, tr("%1 hears you.").arg(m_peerName));
    case Unproven:
        return m_state->show(IconName::Info, Tone::Secondary,
                             tr("Say something: here it will show that you are heard."));
    case Unconnected:
        break;
    }
}

} // namespace viz
