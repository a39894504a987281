#include "ui/call_banner.h"

#include "ui/icon_widgets.h"
#include "ui/new_address_form.h"
#include "ui/page.h"
#include "ui/screen_reader.h"
#include "ui/voice_hints.h"

#include <QHBoxLayout>
#include <QStyle>
#include <QTimer>
#include <QVBoxLayout>

#include <utility>

namespace viz {
namespace {

// The clock shows seconds; a tick in between keeps one from being left out.
constexpr std::chrono::milliseconds kTick{250};

struct AlertLook {
    IconName icon;
    Tone tone;
    bool isNotice = false; ///< on amber: nothing is heard of somebody
};

AlertLook lookOf(CallAlert alert) {
    switch (alert) {
    case CallAlert::Reconnecting:
        return {IconName::Hourglass, Tone::Notice, true};
    case CallAlert::Resumed:
    case CallAlert::DeviceReturned:
        return {IconName::Check, Tone::Good};
    case CallAlert::Howling:
    case CallAlert::TalkingUnheard:
        return {IconName::MicrophoneOff, Tone::Notice, true};
    case CallAlert::MicrophoneLost:
    case CallAlert::LoudspeakerLost:
    case CallAlert::MicrophoneSilent:
        return {IconName::Alert, Tone::Notice, true};
    case CallAlert::PeerCannotHear:
        return {IconName::SpeakerOff, Tone::Warning};
    case CallAlert::KeyTaken:
    case CallAlert::DeviceReplaced:
    case CallAlert::RateRefused:
    case CallAlert::HedgingAdvised:
        return {IconName::Info, Tone::Normal};
    case CallAlert::WeakNetwork:
        break;
    }
    return {IconName::Alert, Tone::Warning};
}

/// Those that stay longer than it takes to read them, and ask nothing.
bool canBeDismissed(CallAlert alert) {
    switch (alert) {
    case CallAlert::Reconnecting:
    case CallAlert::Resumed:
    case CallAlert::TalkingUnheard:
    case CallAlert::HedgingAdvised: // has an answer of its own
    case CallAlert::DeviceReturned:
    case CallAlert::WeakNetwork:
        return false;
    default:
        return true;
    }
}

} // namespace

CallBanner::CallBanner(QWidget* parent)
    : QFrame(parent)
    , m_tick(new QTimer(this))
    , m_title(new StatusLine)
    , m_more(new WrapLabel)
    , m_newAddress(new NewAddressForm)
    , m_close(new IconButton(IconName::Close, {}, IconButton::Kind::Quiet))
    , m_advice(new QWidget) {
    addContents();
    addExpiries();
    m_tick->setInterval(kTick);
    connect(m_tick, &QTimer::timeout, this, &CallBanner::showAlert);
    connect(m_newAddress, &NewAddressForm::addressGiven, this, &CallBanner::addressGiven);
    start(m_facts.role);
}

void CallBanner::start(CallRole role) {
    m_facts.role = role;
    m_newAddress->setRole(role);
    m_alerts.clear();
    for (QTimer* expiry : m_expiries)
        expiry->stop();
    setReconnecting(false);
    showAlert();
}

void CallBanner::setPeer(const QString& name, bool canHear) {
    m_facts.peerName = name;
    set(CallAlert::PeerCannotHear, !canHear);
}

void CallBanner::setMuted(bool muted) {
    m_facts.muted = muted;
    if (muted)
        return;
    set(CallAlert::Howling, false);
    set(CallAlert::TalkingUnheard, false);
}

void CallBanner::setTalkKey(const QString& key) { m_facts.talkKey = key; }

void CallBanner::setKeyTaken(bool taken) { set(CallAlert::KeyTaken, taken); }

void CallBanner::setReconnecting(bool reconnecting) {
    if (reconnecting) {
        m_sinceStall.start();
        m_tick->start();
        m_alerts.set(CallAlert::Resumed, false);
    } else {
        m_tick->stop();
        m_newAddress->clear();
    }
    set(CallAlert::Reconnecting, reconnecting);
}

void CallBanner::showResumed(std::chrono::milliseconds silentFor) {
    m_facts.silentFor = silentFor;
    raiseFor(CallAlert::Resumed, m_times.resumed);
}

void CallBanner::showNotice(CallNotice notice) {
    switch (notice) {
    case CallNotice::HedgingAdvised:
        return raise(CallAlert::HedgingAdvised);
    case CallNotice::RateRefused:
        return raiseFor(CallAlert::RateRefused, m_times.rateRefused);
    case CallNotice::Howling:
        return raise(CallAlert::Howling);
    }
}

void CallBanner::showDeviceEvent(const DeviceEvent& event) {
    const CallAlert lost = event.input ? CallAlert::MicrophoneLost : CallAlert::LoudspeakerLost;
    switch (event.kind) {
    case DeviceEvent::Kind::Missing:
    case DeviceEvent::Kind::Denied:
        (event.input ? m_facts.microphoneFate : m_facts.loudspeakerFate) = event.kind;
        return raise(lost);
    case DeviceEvent::Kind::Replaced:
        m_facts.replaced = event;
        set(lost, false);
        return raiseFor(CallAlert::DeviceReplaced, m_times.replaced);
    case DeviceEvent::Kind::Returned:
        m_facts.returned = event;
        set(lost, false);
        set(CallAlert::DeviceReplaced, false);
        return raiseFor(CallAlert::DeviceReturned, m_times.returned);
    }
}

void CallBanner::setHints(const VoiceHints& hints) {
    const bool isGateClosed = m_facts.muted || !m_facts.talkKey.isEmpty();
    set(CallAlert::MicrophoneSilent, hints.isMicrophoneSilent() && !isMicrophoneLost());
    set(CallAlert::TalkingUnheard, hints.isTalkingUnheard() && isGateClosed);
}

void CallBanner::setWeak(bool weak) { set(CallAlert::WeakNetwork, weak); }

void CallBanner::setHedging(bool on) {
    if (on)
        set(CallAlert::HedgingAdvised, false);
}

void CallBanner::addContents() {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2 * kGrid, 2 * kGrid, 2 * kGrid, 2 * kGrid);
    column->setSpacing(kGrid);
    addTitle();
    column->addWidget(m_more);
    column->addWidget(m_newAddress);
    column->addWidget(m_advice);
    addAdviceButtons();
}

void CallBanner::addTitle() {
    auto* row = new QHBoxLayout;
    row->setSpacing(kGrid);
    row->addWidget(m_title, 1);
    row->addWidget(m_close, 0, Qt::AlignTop);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    m_close->setCompact();
    m_close->setAccessibleName(tr("All right"));
    m_close->setToolTip(tr("All right"));
    connect(m_close, &QPushButton::clicked, this, &CallBanner::dismiss);
}

void CallBanner::addAdviceButtons() {
    auto* row = new QHBoxLayout(m_advice);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGrid);
    auto* follow = new IconButton(IconName::Link, tr("Use two connections"));
    auto* refuse = new IconButton(IconName::Close, tr("Not now"));
    row->addWidget(follow, 1);
    row->addWidget(refuse);
    connect(follow, &QPushButton::clicked, this, &CallBanner::hedgingRequested);
    connect(refuse, &QPushButton::clicked, this, &CallBanner::dismiss);
}

void CallBanner::addExpiries() {
    for (std::size_t i = 0; i < kCallAlerts; ++i) {
        m_expiries[i] = new QTimer(this);
        m_expiries[i]->setSingleShot(true);
        connect(m_expiries[i], &QTimer::timeout, this, [this, i] { set(static_cast<CallAlert>(i), false); });
    }
}

// Ten times a second with the same answer: nothing is laid out anew then.
void CallBanner::set(CallAlert alert, bool holds) {
    const auto before = m_alerts.mostSerious();
    m_alerts.set(alert, holds);
    if (m_alerts.mostSerious() != before || before == alert)
        showAlert();
}

// Also if the one before was sent away.
void CallBanner::raise(CallAlert alert) {
    m_alerts.set(alert, false);
    m_alerts.set(alert, true);
    showAlert();
}

void CallBanner::raiseFor(CallAlert alert, std::chrono::milliseconds time) {
    m_expiries[static_cast<std::size_t>(alert)]->start(time);
    raise(alert);
}

void CallBanner::dismiss() {
    if (const auto shown = alert())
        m_alerts.dismiss(*shown);
    showAlert();
}

void CallBanner::showAlert() {
    const auto shown = alert();
    if (shown)
        showSentences(*shown);
    showControls(shown);
    setVisible(shown.has_value());
    if (std::exchange(m_told, shown) != shown && shown)
        tellOf(*shown);
}

void CallBanner::tellOf(CallAlert alert) {
    setAccessibleName(AlertWords::title(alert, m_facts));
    tellScreenReader(this);
}

void CallBanner::showSentences(CallAlert alert) {
    m_facts.stalledFor = std::chrono::milliseconds(m_sinceStall.isValid() ? m_sinceStall.elapsed() : 0);
    const AlertLook look = lookOf(alert);
    const QString title = AlertWords::title(alert, m_facts);
    if (m_title->text() != title || m_title->tone() != look.tone)
        m_title->show(look.icon, look.tone, title);
    const QString more = AlertWords::more(alert, m_facts);
    if (m_more->text() != more)
        m_more->setText(more);
    m_more->setTone(look.isNotice ? Tone::Notice : Tone::Secondary);
    m_more->setVisible(!more.isEmpty());
    setPanel(look.isNotice ? QStringLiteral("notice") : QStringLiteral("plain"));
}

void CallBanner::showControls(std::optional<CallAlert> alert) {
    m_newAddress->setVisible(alert == CallAlert::Reconnecting && isPatienceOver());
    m_close->setVisible(alert && canBeDismissed(*alert));
    m_advice->setVisible(alert == CallAlert::HedgingAdvised);
}

// A style sheet looks at properties only when it polishes.
void CallBanner::setPanel(const QString& panel) {
    if (property("panel") == panel)
        return;
    setProperty("panel", panel);
    style()->unpolish(this);
    style()->polish(this);
}

bool CallBanner::isPatienceOver() const {
    return std::chrono::milliseconds(m_sinceStall.elapsed()) >= m_times.patience;
}

} // namespace viz
