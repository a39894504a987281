#include "ui/call_banner.h"

#include "ui/formatting.h"
#include "ui/icon_widgets.h"
#include "ui/new_address_form.h"
#include "ui/page.h"

#include <QHBoxLayout>
#include <QStyle>
#include <QTimer>
#include <QVBoxLayout>

namespace viz {
namespace {

// The clock shows seconds; a tick in between keeps one from being left out.
constexpr std::chrono::milliseconds kTick{250};

struct AlertLook {
    IconName icon;
    Tone tone;
};

AlertLook lookOf(CallAlert alert) {
    switch (alert) {
    case CallAlert::Reconnecting:
        return {IconName::Hourglass, Tone::Notice};
    case CallAlert::Resumed:
        return {IconName::Check, Tone::Good};
    case CallAlert::RateRefused:
    case CallAlert::HedgingAdvised:
        return {IconName::Info, Tone::Normal};
    case CallAlert::WeakNetwork:
        break;
    }
    return {IconName::Alert, Tone::Warning};
}

QTimer* makeSingleShot(QObject* parent) {
    auto* timer = new QTimer(parent);
    timer->setSingleShot(true);
    return timer;
}

} // namespace

CallBanner::CallBanner(QWidget* parent)
    : QFrame(parent)
    , m_tick(new QTimer(this))
    , m_resumedTime(makeSingleShot(this))
    , m_rateRefusedTime(makeSingleShot(this))
    , m_title(new StatusLine)
    , m_more(new WrapLabel)
    , m_newAddress(new NewAddressForm)
    , m_hedge(new IconButton(IconName::Link, tr("Use two connections")))
    , m_dismiss(new IconButton(IconName::Close, tr("Not now"))) {
    addContents();
    m_tick->setInterval(kTick);
    connect(m_tick, &QTimer::timeout, this, &CallBanner::showAlert);
    connect(m_resumedTime, &QTimer::timeout, this, [this] { set(CallAlert::Resumed, false); });
    connect(m_rateRefusedTime, &QTimer::timeout, this, [this] { set(CallAlert::RateRefused, false); });
    connect(m_newAddress, &NewAddressForm::addressGiven, this, &CallBanner::addressGiven);
    start(m_role);
}

void CallBanner::start(CallRole role) {
    m_role = role;
    m_newAddress->setRole(role);
    m_alerts.clear();
    setReconnecting(false);
    showAlert();
}

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
    m_silentFor = silentFor;
    m_resumedTime->start(m_times.resumed);
    set(CallAlert::Resumed, true);
}

void CallBanner::showNotice(CallNotice notice) {
    switch (notice) {
    case CallNotice::HedgingAdvised:
        return set(CallAlert::HedgingAdvised, true);
    case CallNotice::RateRefused:
        m_rateRefusedTime->start(m_times.rateRefused);
        return set(CallAlert::RateRefused, true);
    }
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
    column->addWidget(m_title);
    column->addWidget(m_more);
    column->addWidget(m_newAddress);
    addButtons();
}

void CallBanner::addButtons() {
    auto* row = new QHBoxLayout;
    row->setSpacing(kGrid);
    row->addWidget(m_hedge, 1);
    row->addWidget(m_dismiss);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    connect(m_hedge, &QPushButton::clicked, this, &CallBanner::hedgingRequested);
    connect(m_dismiss, &QPushButton::clicked, this, &CallBanner::dismiss);
}

// Ten times a second with the same answer: nothing is laid out anew then.
void CallBanner::set(CallAlert alert, bool holds) {
    const auto before = m_alerts.mostSerious();
    m_alerts.set(alert, holds);
    if (m_alerts.mostSerious() != before || before == alert)
        showAlert();
}

void CallBanner::dismiss() {
    if (const auto shown = alert())
        set(*shown, false);
}

void CallBanner::showAlert() {
    const auto shown = alert();
    if (shown)
        showSentences(*shown);
    showControls(shown);
    setVisible(shown.has_value());
}

void CallBanner::showSentences(CallAlert alert) {
    const QString title = titleOf(alert);
    const AlertLook look = lookOf(alert);
    if (m_title->text() != title)
        m_title->show(look.icon, look.tone, title);
    const QString more = moreOf(alert);
    if (m_more->text() != more)
        m_more->setText(more);
    m_more->setTone(alert == CallAlert::Reconnecting ? Tone::Notice : Tone::Secondary);
    m_more->setVisible(!more.isEmpty());
    setPanel(alert == CallAlert::Reconnecting ? QStringLiteral("notice") : QStringLiteral("plain"));
}

void CallBanner::showControls(std::optional<CallAlert> alert) {
    const bool isAdvice = alert == CallAlert::HedgingAdvised;
    m_newAddress->setVisible(alert == CallAlert::Reconnecting && isPatienceOver());
    m_hedge->setVisible(isAdvice);
    m_dismiss->setVisible(isAdvice || alert == CallAlert::RateRefused);
    m_dismiss->setText(isAdvice ? tr("Not now") : tr("All right"));
    m_dismiss->setIconName(isAdvice ? IconName::Close : IconName::Check);
}

// A style sheet looks at properties only when it polishes.
void CallBanner::setPanel(const QString& panel) {
    if (property("panel") == panel)
        return;
    setProperty("panel", panel);
    style()->unpolish(this);
    style()->polish(this);
}

QString CallBanner::titleOf(CallAlert alert) const {
    switch (alert) {
    case CallAlert::Reconnecting:
        return tr("Reconnecting … %1").arg(secondsText(std::chrono::milliseconds(m_sinceStall.elapsed())));
    case CallAlert::Resumed:
        return tr("Back after %1.")
            .arg(secondsText(std::max<std::chrono::milliseconds>(m_silentFor, std::chrono::seconds{1})));
    case CallAlert::RateRefused:
        return tr("The tunnel lets only few messages through.");
    case CallAlert::HedgingAdvised:
        return tr("The connection stutters.");
    case CallAlert::WeakNetwork:
        break;
    }
    return tr("Weak network: quality lowered.");
}

QString CallBanner::moreOf(CallAlert alert) const {
    switch (alert) {
    case CallAlert::Reconnecting:
        return m_role == CallRole::Joiner
                   ? tr("Viz dials again by itself. You need not do anything.")
                   : tr("The other side dials again by itself. Their place is kept for two minutes.");
    case CallAlert::RateRefused:
        return tr("So Viz puts more of your voice into each. The other side hears you a third of a second later.");
    case CallAlert::HedgingAdvised:
        return tr("A second connection can bridge the gaps. It takes twice the data.");
    case CallAlert::Resumed:
    case CallAlert::WeakNetwork:
        break;
    }
    return {};
}

bool CallBanner::isPatienceOver() const {
    return std::chrono::milliseconds(m_sinceStall.elapsed()) >= m_times.patience;
}

} // namespace viz
