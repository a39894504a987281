#include "ui/settings/listen_address_field.h"

#include "core/call/call_settings.h"
#include "ui/icon_widgets.h"
#include "ui/page.h"

#include <QComboBox>
#include <QLineEdit>
#include <QVBoxLayout>

namespace viz {
namespace {

const QLatin1StringView kOnlyHere("127.0.0.1");
const QLatin1StringView kEverywhere("0.0.0.0");

enum ListenRow { OnlyHere, Everywhere, AnotherAddress };

ListenRow listenRowOf(const QString& address) {
    if (address == kOnlyHere)
        return OnlyHere;
    return address == kEverywhere ? Everywhere : AnotherAddress;
}

} // namespace

ListenAddressField::ListenAddressField(QWidget* parent)
    : QWidget(parent), m_list(new QComboBox), m_field(new QLineEdit), m_mistake(new StatusLine) {
    addContents();
    setFocusProxy(m_list);
    connect(m_list, &QComboBox::activated, this, &ListenAddressField::chooseRow);
    connect(m_field, &QLineEdit::textEdited, this, &ListenAddressField::type);
    setAddress(kOnlyHere);
}

void ListenAddressField::setAddress(const QString& address) {
    if (address != m_field->text().trimmed()) {
        m_list->setCurrentIndex(listenRowOf(address));
        m_field->setText(address);
    }
    showField();
}

void ListenAddressField::addContents() {
    m_list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_list->addItems({tr("Only tunnels on this computer"), tr("Every network of this computer"), tr("One address")});
    m_list->setAccessibleName(tr("Who can reach it"));
    m_field->setMaxLength(NetworkChoices::kMaxAddressChars);
    m_field->setAccessibleName(tr("IP address to listen on"));
    m_mistake->show(IconName::Alert, Tone::Warning, tr("This is no IP address: one looks like 192.168.1.5."));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGrid / 2);
    for (QWidget* part : std::initializer_list<QWidget*>{m_list, m_field, m_mistake})
        column->addWidget(part);
}

void ListenAddressField::chooseRow(int row) {
    if (row != AnotherAddress)
        Q_EMIT addressChosen(row == OnlyHere ? kOnlyHere : kEverywhere);
    showField();
}

void ListenAddressField::type(const QString& text) {
    if (parseListenAddress(text))
        Q_EMIT addressChosen(text.trimmed());
    showField();
}

void ListenAddressField::showField() {
    m_field->setVisible(m_list->currentIndex() == AnotherAddress);
    m_mistake->setVisible(!m_field->isHidden() && !parseListenAddress(m_field->text()));
}

} // namespace viz
