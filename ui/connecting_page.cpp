#include "ui/connecting_page.h"

#include "ui/formatting.h"
#include "ui/icon_widgets.h"

#include <QTimer>
#include <QVBoxLayout>

namespace viz {

ConnectingPage::ConnectingPage(QWidget* parent)
    : Page(parent)
    , m_connecting(new StatusLine)
    , m_ringing(new StatusLine)
    , m_elapsed(new WrapLabel({}, TextSize::Body, Tone::Secondary))
    , m_cancel(new IconButton(IconName::Close, tr("Cancel")))
    , m_tick(new QTimer(this)) {
    contents()->addStretch(1);
    contents()->addWidget(new WrapLabel(tr("Calling"), TextSize::Title));
    contents()->addSpacing(kGrid);
    contents()->addWidget(m_connecting);
    contents()->addWidget(m_ringing);
    contents()->addSpacing(kGrid);
    contents()->addWidget(m_elapsed);
    contents()->addStretch(2);
    m_cancel->setLarge();
    footer()->addWidget(m_cancel);
    m_tick->setInterval(std::chrono::seconds{1});
    connect(m_tick, &QTimer::timeout, this, &ConnectingPage::showElapsed);
    connect(m_cancel, &QPushButton::clicked, this, &ConnectingPage::cancelRequested);
}

void ConnectingPage::start(const QString& host) {
    m_host = host;
    m_sinceStart.start();
    showElapsed();
    setState(CallState::Connecting, {});
}

void ConnectingPage::setState(CallState state, const QString& peerName) {
    const QString who = peerName.isEmpty() ? tr("the other side") : peerName;
    if (state == CallState::Ringing) {
        m_connecting->show(IconName::Check, Tone::Good, tr("Connected to %1.").arg(m_host));
        m_ringing->show(IconName::Phone, Tone::Normal, tr("It rings. Waiting for an answer from: %1").arg(who));
    } else {
        m_connecting->show(IconName::Hourglass, Tone::Normal, tr("Connecting to %1.").arg(m_host));
        m_ringing->show(IconName::Phone, Tone::Secondary, tr("Then it rings on the other side."));
    }
}

QWidget* ConnectingPage::firstFocus() { return m_cancel; }

void ConnectingPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    m_tick->start();
}

void ConnectingPage::hideEvent(QHideEvent* event) {
    Page::hideEvent(event);
    m_tick->stop();
}

void ConnectingPage::showElapsed() {
    m_elapsed->setText(tr("%1 so far.").arg(durationText(std::chrono::milliseconds(m_sinceStart.elapsed()))));
}

} // namespace viz
