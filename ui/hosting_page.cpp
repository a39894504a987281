#include "ui/hosting_page.h"

#include "ui/address_step.h"
#include "ui/icon_widgets.h"
#include "ui/invite_sheet.h"
#include "ui/page_header.h"
#include "ui/secret_clipboard.h"
#include "ui/tunnel_step.h"

#include <QDesktopServices>
#include <QVBoxLayout>

namespace viz {

HostingPage::HostingPage(QWidget* parent)
    : Page(parent)
    , m_listening(new StatusLine)
    , m_missed(new StatusLine)
    , m_tunnel(new TunnelStep)
    , m_address(new AddressStep)
    , m_invite(new InviteSheet)
    , m_strangers(new StatusLine)
    , m_clipboard(new SecretClipboard(SecretClipboard::kLifetime, this)) {
    addTitle();
    addStep(tr("1. Open a tunnel to this computer"), m_tunnel);
    addStep(tr("2. Check its address"), m_address);
    addInviteStep();
    contents()->addStretch(1);
    setPort(0);
    setMissedCall({});
    setLinkOnly(false);
}

void HostingPage::setPort(quint16 port) {
    m_listening->show(port == 0 ? IconName::Hourglass : IconName::Check, port == 0 ? Tone::Secondary : Tone::Good,
                      port == 0 ? tr("Viz is getting ready to take calls.")
                                : tr("Viz takes calls on port %1 of this computer.").arg(port));
}

void HostingPage::setInvite(const QString& invite) { m_invite->setInvite(invite); }

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

void HostingPage::setPublicAddress(const QString& text) { m_address->setText(text); }

std::optional<HostAddress> HostingPage::publicAddress() const { return m_address->address(); }

QWidget* HostingPage::firstFocus() { return m_tunnel->firstFocus(); }

void HostingPage::addTitle() {
    auto* title = new PageHeader(tr("Waiting for a call"));
    header()->addWidget(title);
    contents()->addWidget(m_listening);
    contents()->addWidget(m_missed);
    connect(title, &PageHeader::backRequested, this, &HostingPage::backRequested);
}

void HostingPage::addStep(const QString& title, QWidget* step) {
    contents()->addSpacing(2 * kGrid);
    contents()->addWidget(new WrapLabel(title, TextSize::Heading));
    contents()->addWidget(step);
}

void HostingPage::addInviteStep() {
    addStep(tr("3. Send the invite to one person"), m_invite);
    contents()->addWidget(m_strangers);
    connect(m_invite, &InviteSheet::copyRequested, m_clipboard, &SecretClipboard::copy);
    connect(m_invite, &InviteSheet::mailRequested, this, [](const QUrl& mail) { QDesktopServices::openUrl(mail); });
}

} // namespace viz
