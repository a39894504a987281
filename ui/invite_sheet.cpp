#include "ui/invite_sheet.h"

#include "ui/copy_field.h"
#include "ui/icon_widgets.h"
#include "ui/page.h"
#include "ui/qr_view.h"

#include <QHBoxLayout>
#include <QUrlQuery>

namespace viz {

InviteSheet::InviteSheet(QWidget* parent)
    : QWidget(parent)
    , m_invite(new CopyField(tr("Invite"), tr("Copy the invite")))
    , m_message(new IconButton(IconName::Message, tr("Message")))
    , m_mail(new IconButton(IconName::Mail, tr("E-mail")))
    , m_code(new IconButton(IconName::QrCode, tr("QR code")))
    , m_codeView(new QrView(tr("QR code of the invite")))
    , m_copied(new StatusLine) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGrid);
    column->addWidget(m_invite);
    addWays();
    column->addWidget(m_copied);
    column->addWidget(m_codeView);
    connect(m_invite, &CopyField::copyRequested, this, &InviteSheet::copyRequested);
    setInvite({});
}

void InviteSheet::setInvite(const QString& invite) {
    m_text = invite;
    m_invite->setText(invite);
    for (IconButton* way : {m_message, m_mail, m_code})
        way->setEnabled(!invite.isEmpty());
    m_copied->hide();
    showCode(m_code->isChecked() && !invite.isEmpty());
}

QString InviteSheet::message() const {
    return tr("Let us talk with Viz. Install Viz, paste this line into it and press Call:") +
           QStringLiteral("\n\n%1\n").arg(m_text);
}

QUrl InviteSheet::mail() const {
    const QString body =
        tr("Let us talk with Viz. Install Viz, paste the line below into it and press Call:") +
        QStringLiteral("\n\n[%1]\n").arg(tr("Paste the invite here: Viz has put it on the clipboard."));
    QUrlQuery fields;
    fields.addQueryItem(QStringLiteral("subject"), tr("A call with Viz"));
    // Of what a query may leave as it is, mail programs read '+' and '&' as something else.
    fields.addQueryItem(QStringLiteral("body"), QString::fromLatin1(QUrl::toPercentEncoding(body)));
    QUrl mail;
    mail.setScheme(QStringLiteral("mailto"));
    mail.setQuery(fields);
    return mail;
}

void InviteSheet::addWays() {
    auto* row = new QHBoxLayout;
    row->setSpacing(kGrid);
    for (IconButton* way : {m_message, m_mail, m_code})
        row->addWidget(way, 1);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    m_message->setToolTip(tr("Copies the invite together with a sentence that says what to do with it"));
    m_mail->setToolTip(tr("Opens your mail program and copies the invite, for you to paste it there"));
    m_code->setToolTip(tr("Shows the invite as a code for a camera"));
    m_code->setCheckable(true);
    connect(m_message, &QPushButton::clicked, this, &InviteSheet::copyMessage);
    connect(m_mail, &QPushButton::clicked, this, &InviteSheet::startMail);
    connect(m_code, &QPushButton::toggled, this, &InviteSheet::showCode);
}

void InviteSheet::copyMessage() {
    Q_EMIT copyRequested(message());
    showCopied(tr("Copied. Paste it into any messenger that you both use."));
}

// What starts the mail program is seen by other programs, what goes through the clipboard is not.
void InviteSheet::startMail() {
    Q_EMIT copyRequested(m_text);
    Q_EMIT mailRequested(mail());
    showCopied(tr("The invite is on the clipboard. Paste it into the mail."));
}

void InviteSheet::showCopied(const QString& sentence) {
    m_copied->show(IconName::Check, Tone::Good, sentence);
    m_copied->setVisible(true);
}

void InviteSheet::showCode(bool shown) {
    m_codeView->setText(shown ? m_text : QString());
    m_codeView->setVisible(shown);
}

} // namespace viz
