#include "ui/call_page.h"

#include "ui/call_banner.h"
#include "ui/delay_panel.h"
#include "ui/formatting.h"
#include "ui/icon_widgets.h"
#include "ui/level_bar.h"
#include "ui/status_text.h"
#include "ui/words_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace viz {

CallPage::CallPage(QWidget* parent)
    : Page(parent)
    , m_name(new WrapLabel({}, TextSize::Title))
    , m_duration(new QLabel)
    , m_verification(new StatusLine)
    , m_words(new WordsPanel)
    , m_ownLevel(new LevelBar(tr("Your level")))
    , m_ownState(new StatusLine)
    , m_peerCaption(new WrapLabel)
    , m_peerLevel(new LevelBar(tr("Level of the other side")))
    , m_peerState(new StatusLine)
    , m_delay(new DelayPanel)
    , m_banner(new CallBanner)
    , m_mute(new IconButton(IconName::Microphone, {}))
    , m_end(new IconButton(IconName::PhoneEnd, tr("End call"), IconButton::Kind::Danger)) {
    addHeader();
    contents()->addSpacing(kGrid);
    contents()->addWidget(m_words);
    contents()->addSpacing(kGrid);
    addMeters();
    contents()->addSpacing(kGrid);
    contents()->addWidget(m_delay);
    contents()->addStretch(1);
    addBanner();
    addButtons();
    setMuted(false);
}

void CallPage::start(const CallControl& call) {
    m_delay->collapse();
    m_banner->start(call.role());
    setReconnecting(false);
    showStats({});
    setPeer(call.peer());
    setMuted(call.isMuted());
    setHedging(call.isHedging());
}

void CallPage::setPeer(const PeerInfo& peer) {
    const QString name = peer.name.isEmpty() ? tr("The other side") : peer.name;
    const bool verified = peer.verification != Verification::Unverified;
    m_name->setText(name);
    m_peerCaption->setText(name);
    m_verification->show(verified ? IconName::ShieldCheck : IconName::Alert, verified ? Tone::Good : Tone::Warning,
                         StatusText::verification(peer.verification));
    m_words->setPeer(peer);
    m_peerLevel->setMuted(peer.muted);
    m_peerState->show(IconName::MicrophoneOff, Tone::Secondary, tr("The other side has muted the microphone."));
    m_peerState->setVisible(peer.muted);
}

void CallPage::setMuted(bool muted) {
    m_muted = muted;
    m_mute->setIconName(muted ? IconName::MicrophoneOff : IconName::Microphone);
    m_mute->setText(muted ? tr("Unmute") : tr("Mute"));
    m_ownLevel->setMuted(muted);
    m_ownState->show(IconName::MicrophoneOff, Tone::Warning, tr("You are muted. The other side does not hear you."));
    m_ownState->setVisible(muted);
}

void CallPage::setHedging(bool on) {
    m_delay->setHedging(on);
    m_banner->setHedging(on);
}

void CallPage::setReconnecting(bool reconnecting) {
    m_reconnecting = reconnecting;
    m_banner->setReconnecting(reconnecting);
    m_delay->setReconnecting(reconnecting);
    m_ownLevel->setEnabled(!reconnecting);
    m_peerLevel->setEnabled(!reconnecting);
}

void CallPage::showResumed(std::chrono::milliseconds silentFor) { m_banner->showResumed(silentFor); }

void CallPage::showNotice(CallNotice notice) { m_banner->showNotice(notice); }

void CallPage::showStats(const CallStats& stats) {
    const QString duration = durationText(stats.sinceConnected);
    if (m_duration->text() != duration)
        m_duration->setText(duration);
    m_ownLevel->setLevelDbfs(stats.sent.inputLevelDbfs);
    m_peerLevel->setLevelDbfs(stats.playout.outputLevelDbfs);
    m_delay->showStats(stats);
    m_banner->setWeak(stats.sent.rung > 0);
}

QWidget* CallPage::firstFocus() { return m_mute; }

void CallPage::addHeader() {
    m_duration->setTextFormat(Qt::PlainText);
    m_duration->setAccessibleName(tr("Length of the call"));
    auto* row = new QHBoxLayout;
    row->setSpacing(2 * kGrid);
    row->addWidget(m_name, 1);
    row->addWidget(m_duration, 0, Qt::AlignBaseline);
    contents()->addLayout(row);
    contents()->addWidget(m_verification);
    connect(m_words, &WordsPanel::wordsCompared, this, &CallPage::wordsCompared);
}

void CallPage::addMeters() {
    contents()->addWidget(new WrapLabel(tr("You")));
    contents()->addWidget(m_ownLevel);
    contents()->addWidget(m_ownState);
    contents()->addSpacing(kGrid);
    contents()->addWidget(m_peerCaption);
    contents()->addWidget(m_peerLevel);
    contents()->addWidget(m_peerState);
}

// Above the buttons, out of the part that scrolls: always in sight, and nothing that is being read moves.
void CallPage::addBanner() {
    footer()->addWidget(m_banner);
    footer()->addSpacing(kGrid);
    connect(m_banner, &CallBanner::addressGiven, this, &CallPage::newAddressGiven);
    connect(m_banner, &CallBanner::hedgingRequested, this, [this] { Q_EMIT hedgingRequested(true); });
    connect(m_delay, &DelayPanel::hedgingRequested, this, &CallPage::hedgingRequested);
}

void CallPage::addButtons() {
    auto* row = new QHBoxLayout;
    m_mute->setLarge();
    m_end->setLarge();
    row->addWidget(m_mute, 3);
    row->addStretch(1);
    row->addWidget(m_end, 3);
    footer()->addLayout(row);
    connect(m_mute, &QPushButton::clicked, this, [this] { Q_EMIT muteRequested(!m_muted); });
    connect(m_end, &QPushButton::clicked, this, &CallPage::endRequested);
}

} // namespace viz
