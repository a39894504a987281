#include "ui/hosting_page.h"

#include "core/call/address_preview.h"
#include "ui/copy_field.h"
#include "ui/icon_widgets.h"
#include "ui/secret_clipboard.h"
#include "ui/status_text.h"
#include "ui/tunnel_guide.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace viz {

HostingPage::HostingPage(QWidget* parent)
    : Page(parent)
    , m_listening(new StatusLine)
    , m_missed(new StatusLine)
    , m_choice(new QButtonGroup(this))
    , m_command(new CopyField(tr("Command")))
    , m_hint(new WrapLabel({}, TextSize::Body, Tone::Secondary))
    , m_address(new QLineEdit)
    , m_understood(new StatusLine)
    , m_invite(new CopyField(tr("Invite")))
    , m_strangers(new StatusLine)
    , m_clipboard(new SecretClipboard(SecretClipboard::kLifetime, this)) {
    addTitle();
    addTunnelStep();
    addAddressStep();
    addInviteStep();
    contents()->addStretch(1);
    setPort(0);
    setMissedCall({});
    setLinkOnly(false);
    showAddress();
}

void HostingPage::setPort(quint16 port) {
    m_port = port;
    m_listening->show(port == 0 ? IconName::Hourglass : IconName::Check, port == 0 ? Tone::Secondary : Tone::Good,
                      port == 0 ? tr("Viz is getting ready to take calls.")
                                : tr("Viz takes calls on port %1 of this computer.").arg(port));
    showGuide();
}

void HostingPage::setInvite(const QString& invite) { m_invite->setText(invite); }

void HostingPage::setMissedCall(const QString& sentence) {
    m_missed->show(IconName::Phone, Tone::Warning, sentence);
    m_missed->setVisible(!sentence.isEmpty());
}

void HostingPage::setLinkOnly(bool linkOnly) {
    m_strangers->show(IconName::Info, Tone::Secondary,
                      linkOnly ? tr("Somebody who knows only the address, without the invite, cannot ring here.")
                               : tr("Somebody who knows only the address, without the invite, can ring here as a "
                                    "caller who is not verified. Nothing is heard before you answer."));
}

std::optional<HostAddress> HostingPage::publicAddress() const {
    const auto understood = understandAddress(m_address->text());
    return understood ? std::optional(understood->address) : std::nullopt;
}

QWidget* HostingPage::firstFocus() { return m_choice->checkedButton(); }

void HostingPage::addTitle() {
    auto* back = new IconButton(IconName::Back, tr("Back"), IconButton::Kind::Quiet);
    auto* row = new QHBoxLayout;
    row->setSpacing(kGrid);
    row->addWidget(new WrapLabel(tr("Waiting for a call"), TextSize::Title), 1);
    row->addWidget(back, 0, Qt::AlignTop);
    contents()->addLayout(row);
    contents()->addWidget(m_listening);
    contents()->addWidget(m_missed);
    connect(back, &QPushButton::clicked, this, &HostingPage::backRequested);
}

void HostingPage::addTunnelStep() {
    contents()->addSpacing(2 * kGrid);
    contents()->addWidget(new WrapLabel(tr("1. Open a tunnel to this computer"), TextSize::Heading));
    contents()->addWidget(new WrapLabel(tr("Run one of these commands in a terminal and leave it running."),
                                        TextSize::Body, Tone::Secondary));
    auto* row = new QHBoxLayout;
    row->setSpacing(kGrid);
    for (const TunnelGuide& guide : TunnelGuide::all(m_port)) {
        auto* button = new QPushButton(guide.name);
        button->setCheckable(true);
        button->setChecked(m_choice->buttons().isEmpty());
        m_choice->addButton(button, static_cast<int>(m_choice->buttons().size()));
        row->addWidget(button, 1);
    }
    contents()->addLayout(row);
    contents()->addWidget(m_command);
    contents()->addWidget(m_hint);
    connect(m_choice, &QButtonGroup::idClicked, this, &HostingPage::showGuide);
    connect(m_command, &CopyField::copyRequested, this,
            [](const QString& text) { QGuiApplication::clipboard()->setText(text); });
}

void HostingPage::addAddressStep() {
    contents()->addSpacing(2 * kGrid);
    contents()->addWidget(new WrapLabel(tr("2. Paste the address that it prints"), TextSize::Heading));
    m_address->setPlaceholderText(QStringLiteral("https://…"));
    m_address->setAccessibleName(tr("Address of the tunnel"));
    m_address->setClearButtonEnabled(true);
    contents()->addWidget(m_address);
    contents()->addWidget(m_understood);
    connect(m_address, &QLineEdit::textChanged, this, &HostingPage::showAddress);
}

void HostingPage::addInviteStep() {
    contents()->addSpacing(2 * kGrid);
    contents()->addWidget(new WrapLabel(tr("3. Send the invite to one person"), TextSize::Heading));
    contents()->addWidget(m_invite);
    contents()->addWidget(m_strangers);
    connect(m_invite, &CopyField::copyRequested, m_clipboard, &SecretClipboard::copy);
}

void HostingPage::showGuide() {
    const TunnelGuide guide = TunnelGuide::all(m_port).at(m_choice->checkedId());
    m_command->setText(m_port == 0 ? QString() : guide.command);
    m_hint->setText(guide.hint);
}

void HostingPage::showAddress() {
    const AddressPreview preview = previewAddress(m_address->text());
    const bool untouched = !preview.valid && preview.error == AddressError::Empty;
    m_understood->show(preview.valid ? IconName::Check : (untouched ? IconName::Info : IconName::Alert),
                       preview.valid ? Tone::Good : (untouched ? Tone::Secondary : Tone::Warning),
                       untouched ? tr("Until then, the invite works only on this computer.")
                                 : StatusText::tunnelPreview(preview));
    Q_EMIT publicAddressChanged(publicAddress());
}

} // namespace viz
