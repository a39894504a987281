#include "ui/new_address_form.h"

#include "core/call/address_preview.h"
#include "ui/icon_widgets.h"
#include "ui/page.h"
#include "ui/status_text.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace viz {

NewAddressForm::NewAddressForm(QWidget* parent)
    : QWidget(parent)
    , m_caption(new WrapLabel({}, TextSize::Body, Tone::Notice))
    , m_address(new QLineEdit)
    , m_use(new IconButton(IconName::Check, tr("Use")))
    , m_understood(new StatusLine) {
    auto* row = new QHBoxLayout;
    row->setSpacing(kGrid);
    row->addWidget(m_address, 1);
    row->addWidget(m_use);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGrid);
    column->addWidget(m_caption);
    column->addLayout(row);
    column->addWidget(m_understood);
    connect(m_address, &QLineEdit::textChanged, this, &NewAddressForm::showPreview);
    connect(m_address, &QLineEdit::returnPressed, this, &NewAddressForm::give);
    connect(m_use, &QPushButton::clicked, this, &NewAddressForm::give);
    setRole(m_role);
    showPreview();
}

void NewAddressForm::setRole(CallRole role) {
    m_role = role;
    const bool isJoiner = role == CallRole::Joiner;
    m_caption->setText(isJoiner ? tr("They have a new address?") : tr("Your tunnel has a new address?"));
    m_address->setPlaceholderText(isJoiner ? tr("Invite or address") : QStringLiteral("https://…"));
    m_address->setAccessibleName(isJoiner ? tr("New invite or address of the other side")
                                          : tr("New address of your tunnel"));
}

void NewAddressForm::clear() {
    m_address->clear();
    m_understood->hide();
}

void NewAddressForm::showPreview() {
    const AddressPreview preview = previewAddress(m_address->text());
    m_use->setEnabled(preview.valid);
    m_understood->setVisible(!m_address->text().isEmpty());
    m_understood->show(preview.valid ? IconName::Info : IconName::Alert, Tone::Notice,
                       StatusText::newAddressPreview(preview));
}

void NewAddressForm::give() {
    if (!m_use->isEnabled())
        return;
    const QString text = m_address->text();
    clear();
    m_understood->show(IconName::Check, Tone::Notice, givenText(previewAddress(text).host));
    m_understood->setVisible(true);
    Q_EMIT addressGiven(text);
}

QString NewAddressForm::givenText(const QString& host) const {
    return m_role == CallRole::Joiner ? tr("Viz tries %1, too.").arg(host)
                                      : tr("The other side is told of %1 as soon as something gets through. Send it to "
                                           "them yourself, too.")
                                            .arg(host);
}

} // namespace viz
