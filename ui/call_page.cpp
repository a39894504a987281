#include "ui/call_page.h"

#include "ui/call_banner.h"
#include "ui/call_button.h"
#include "ui/delay_panel.h"
#include "ui/formatting.h"
#include "ui/icon_widgets.h"
#include "ui/layout_shortcut.h"
#include "ui/peer_voice.h"
#include "ui/status_text.h"
#include "ui/talk_key.h"
#include "ui/words_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace viz {
namespace {

QShortcut* addShortcut(QWidget* page, Qt::Key key) {
    auto* shortcut = new LayoutShortcut({QKeySequence(key)}, page, Qt::WidgetWithChildrenShortcut);
    shortcut->setAutoRepeat(false); // held by mistake, it would switch to and fro
    return shortcut;
}

} // namespace

CallPage::CallPage(QWidget* parent)
    : Page(parent)
    , m_name(new WrapLabel({}, TextSize::Title))
    , m_duration(new QLabel)
    , m_settings(new IconButton(IconName::Settings, {}, IconButton::Kind::Quiet))
    , m_verification(new StatusLine)
    , m_words(new WordsPanel)
    , m_ownVoice(new OwnVoice)
    , m_peerVoice(new PeerVoice)
    , m_delay(new DelayPanel)
    , m_banner(new CallBanner)
    , m_mute(new CallButton(IconName::Microphone, {}))
    , m_deafen(new CallButton(IconName::Speaker, {}))
    , m_end(new CallButton(IconName::PhoneEnd, tr("End call"), CallButton::Kind::Danger))
    , m_talkKey(new TalkKey(this)) {
    addHeader();
    addVoices();
    contents()->addWidget(m_delay);
    contents()->addStretch(1);
    addBanner();
    addButtons();
    addKeys();
    setPeer({});
    setMuted(false);
    setDeafened(false);
}

// A key held until now is let go while somebody can still hear of it.
CallPage::~CallPage() { m_talkKey->setActive(false); }

void CallPage::start(const CallControl& call) {
    m_hints.clear();
    m_proof.clear();
    m_facts = {};
    m_transmitting = false;
    m_delay->start();
    m_banner->start(call.role());
    m_banner->setKeyTaken(m_talkKey->isTaken());
    setReconnecting(false);
    setPeer(call.peer());
    setMuted(call.isMuted());
    setDeafened(call.isDeafened());
    setSound(call.sound());
    setHedging(call.isHedging());
}

void CallPage::setPeer(const PeerInfo& peer) {
    const bool verified = peer.verification != Verification::Unverified;
    m_peer = peer;
    m_name->setText(peerName());
    m_verification->show(verified ? IconName::ShieldCheck : IconName::Alert, verified ? Tone::Good : Tone::Warning,
                         StatusText::verification(peer.verification));
    m_words->setPeer(peer);
    m_peerVoice->setPeer(peerName(), peer.muted);
    m_banner->setPeer(peerName(), peer.canHear);
    showNames();
    m_facts.peerCanHear = peer.canHear;
    showFacts();
}

void CallPage::setMuted(bool muted) {
    m_facts.muted = muted;
    m_mute->show(muted ? IconName::MicrophoneOff : IconName::Microphone, muted ? tr("Unmute") : tr("Mute"),
                 muted ? CallButton::Kind::Alarming : CallButton::Kind::Plain);
    m_hints.clear();
    m_banner->setMuted(muted);
    showFacts();
}

void CallPage::setDeafened(bool deafened) {
    m_deafened = deafened;
    m_deafen->show(deafened ? IconName::SpeakerOff : IconName::Speaker, deafened ? tr("Undeafen") : tr("Deafen"),
                   deafened ? CallButton::Kind::Alarming : CallButton::Kind::Plain);
    m_peerVoice->setDeafened(deafened);
}

void CallPage::setSound(const SoundSettings& sound) {
    m_peerVoice->setVolumePercent(sound.peerVolumePercent);
    m_talkKey->setActive(sound.talkMode == TalkMode::PushToTalk);
    showNames();
    showFacts();
}

void CallPage::setTalkKey(const KeyChoice& key, bool everywhere) {
    m_talkKey->setKey(key);
    m_talkKey->setEverywhere(everywhere);
    showNames();
}

void CallPage::setHedging(bool on) {
    m_delay->setHedging(on);
    m_banner->setHedging(on);
}

void CallPage::setBudgetLeft(std::optional<std::uint64_t> bytes) { m_delay->setBudgetLeft(bytes); }

void CallPage::setReconnecting(bool reconnecting) {
    m_reconnecting = reconnecting;
    m_facts.connected = !reconnecting;
    m_banner->setReconnecting(reconnecting);
    m_delay->setReconnecting(reconnecting);
    m_peerVoice->setConnected(!reconnecting);
    m_proof.clear();
    showFacts();
}

void CallPage::showResumed(std::chrono::milliseconds silentFor) { m_banner->showResumed(silentFor); }

void CallPage::showNotice(CallNotice notice) { m_banner->showNotice(notice); }

void CallPage::showDeviceEvent(const DeviceEvent& event) {
    m_banner->showDeviceEvent(event);
    showFacts();
}

void CallPage::showStats(const CallStats& stats) {
    const QString duration = durationText(stats.sinceConnected);
    if (m_duration->text() != duration)
        m_duration->setText(duration);
    m_transmitting = stats.sent.transmitting;
    m_ownVoice->showLevel(stats.sent);
    m_peerVoice->showLevel(stats.playout);
    m_delay->showStats(stats);
    m_hints.update(stats.sent, stats.sinceConnected);
    m_proof.update(stats.sent, stats.sinceConnected);
    m_banner->setHints(m_hints);
    m_banner->setWeak(stats.sent.rung > 0);
    showFacts();
}

QWidget* CallPage::firstFocus() { return m_mute; }

void CallPage::addHeader() {
    m_duration->setTextFormat(Qt::PlainText);
    m_duration->setAccessibleDescription(tr("Length of the call"));
    m_settings->setAccessibleName(tr("Settings"));
    m_settings->setToolTip(tr("Settings"));
    m_settings->setCompact();
    auto* row = new QHBoxLayout;
    row->setSpacing(2 * kGrid);
    row->addWidget(m_name, 1);
    row->addWidget(m_duration);
    row->addWidget(m_settings, 0, Qt::AlignVCenter);
    contents()->addLayout(row);
    contents()->addWidget(m_verification);
    contents()->addSpacing(kGrid);
    contents()->addWidget(m_words);
    connect(m_settings, &QPushButton::clicked, this, &CallPage::settingsRequested);
    connect(m_words, &WordsPanel::wordsCompared, this, &CallPage::wordsCompared);
}

void CallPage::addVoices() {
    for (QWidget* voice : std::initializer_list<QWidget*>{m_ownVoice, m_peerVoice}) {
        contents()->addSpacing(kGrid);
        contents()->addWidget(voice);
    }
    connect(m_peerVoice, &PeerVoice::volumeChanged, this, &CallPage::peerVolumeRequested);
}

// Above the buttons, out of the part that scrolls: always in sight, and nothing that is being read moves.
void CallPage::addBanner() {
    footer()->addWidget(m_banner);
    footer()->addSpacing(kGrid);
    connect(m_banner, &CallBanner::addressGiven, this, &CallPage::newAddressGiven);
    connect(m_banner, &CallBanner::hedgingRequested, this, [this] { Q_EMIT hedgingRequested(true); });
    connect(m_delay, &DelayPanel::hedgingRequested, this, &CallPage::hedgingRequested);
}

// What ends the call is far from what is pressed often.
void CallPage::addButtons() {
    auto* row = new QHBoxLayout;
    row->setSpacing(kGrid);
    row->addWidget(m_mute, 4);
    row->addWidget(m_deafen, 4);
    row->addStretch(1);
    row->addWidget(m_end, 4);
    footer()->addLayout(row);
    m_mute->setToolTip(tr("The other side does not hear you while you are muted (M)."));
    m_deafen->setToolTip(tr("You do not hear the other side, and they are told (D)."));
    connect(m_mute, &QAbstractButton::clicked, this, &CallPage::toggleMute);
    connect(m_deafen, &QAbstractButton::clicked, this, &CallPage::toggleDeafen);
    connect(m_end, &QAbstractButton::clicked, this, &CallPage::endRequested);
}

void CallPage::addKeys() {
    connect(addShortcut(this, Qt::Key_M), &QShortcut::activated, this, &CallPage::toggleMute);
    connect(addShortcut(this, Qt::Key_D), &QShortcut::activated, this, &CallPage::toggleDeafen);
    connect(m_talkKey, &TalkKey::heldChanged, this, &CallPage::talk);
    connect(m_talkKey, &TalkKey::takenChanged, m_banner, &CallBanner::setKeyTaken);
}

void CallPage::showNames() {
    m_ownVoice->setNames(peerName(), m_talkKey->key().text());
    m_banner->setTalkKey(m_talkKey->isActive() ? m_talkKey->key().text() : QString());
}

void CallPage::showFacts() {
    m_facts.keyMissing = m_talkKey->isActive() && !m_talkKey->isHeld() && !m_transmitting;
    m_facts.microphoneLost = m_banner->isMicrophoneLost();
    m_facts.microphoneSilent = m_hints.isMicrophoneSilent();
    m_facts.heard = m_proof.isHeard();
    m_ownVoice->setFacts(m_facts);
}

void CallPage::talk(bool held) {
    showFacts();
    Q_EMIT talkingChanged(held);
}

QString CallPage::peerName() const { return m_peer.name.isEmpty() ? tr("The other side") : m_peer.name; }

} // namespace viz
