#include "ui/incoming_page.h"

#include "ui/icon_widgets.h"
#include "ui/status_text.h"

#include <QTimer>
#include <QVBoxLayout>

namespace viz {

IncomingPage::IncomingPage(QWidget* parent)
    : Page(parent)
    , m_title(new WrapLabel({}, TextSize::Title))
    , m_verification(new StatusLine)
    , m_decline(new IconButton(IconName::PhoneEnd, tr("Decline"), IconButton::Kind::Danger))
    , m_answer(new IconButton(IconName::Phone, tr("Answer"), IconButton::Kind::Primary))
    , m_guard(new QTimer(this)) {
    contents()->addStretch(1);
    contents()->addWidget(m_title);
    contents()->addSpacing(kGrid);
    contents()->addWidget(m_verification);
    contents()->addWidget(
        new WrapLabel(tr("Your microphone stays off until you answer."), TextSize::Body, Tone::Secondary));
    contents()->addStretch(2);
    addButtons();
    setFocusPolicy(Qt::StrongFocus);
    m_guard->setSingleShot(true);
    m_guard->setInterval(kGuardTime);
    connect(m_guard, &QTimer::timeout, this, &IncomingPage::allowAnswer);
}

void IncomingPage::start(const PeerInfo& peer) {
    setPeer(peer);
    m_answer->setEnabled(false);
    m_guard->start();
}

void IncomingPage::setPeer(const PeerInfo& peer) {
    m_title->setText(peer.name.isEmpty() ? tr("Somebody is calling") : tr("%1 is calling").arg(peer.name));
    setAccessibleName(m_title->text()); // this page has the keyboard first, so this is what is read out
    const bool verified = peer.verification != Verification::Unverified;
    m_verification->show(verified ? IconName::ShieldCheck : IconName::Alert, verified ? Tone::Good : Tone::Warning,
                         verified
                             ? tr("The caller holds your invite.")
                             : tr("The caller knows only your address. If you answer, compare the five words first."));
}

void IncomingPage::addButtons() {
    auto* row = new QHBoxLayout;
    row->setSpacing(2 * kGrid);
    for (IconButton* button : {m_decline, m_answer}) {
        button->setLarge();
        row->addWidget(button, 1);
    }
    footer()->addLayout(row);
    connect(m_decline, &QPushButton::clicked, this, &IncomingPage::declineRequested);
    connect(m_answer, &QPushButton::clicked, this, &IncomingPage::answerRequested);
}

void IncomingPage::allowAnswer() {
    m_answer->setEnabled(true);
    if (isVisible() && !m_decline->hasFocus()) // whoever went there by Tab stays there
        m_answer->setFocus(Qt::OtherFocusReason);
}

} // namespace viz
