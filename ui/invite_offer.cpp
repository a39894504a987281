#include "ui/invite_offer.h"

#include "core/call/address_preview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QRandomGenerator>

namespace viz {
namespace {

// Far longer than any invite with what people paste around it; a copied book is not looked through.
constexpr qsizetype kLongestOffer = 4096;

/// The invite on the clipboard; empty if there is none.
QString clipboardInvite() {
    const QString text = QGuiApplication::clipboard()->text();
    if (text.size() > kLongestOffer)
        return {};
    const AddressPreview preview = previewAddress(text);
    return preview.valid && preview.hasSecret ? text.trimmed() : QString();
}

} // namespace

InviteOffer::InviteOffer(QWidget* parent)
    : NoticePanel(tr("Use it"), parent), m_salt(QRandomGenerator::system()->generate64()) {
    connect(this, &NoticePanel::accepted, this, &InviteOffer::take);
    connect(this, &NoticePanel::dismissed, this, [this] { leaveOut(clipboardInvite()); });
}

void InviteOffer::lookAtClipboard() {
    const QString invite = clipboardInvite();
    if (invite.isEmpty() || m_leftOut.contains(hashOf(invite)))
        hide();
    else
        show(tr("There is an invite to %1 on your clipboard.").arg(previewAddress(invite).host));
}

void InviteOffer::leaveOut(const QString& invite) {
    if (!invite.trimmed().isEmpty())
        m_leftOut.insert(hashOf(invite.trimmed()));
}

std::size_t InviteOffer::hashOf(const QString& invite) const { return qHash(invite, m_salt); }

// What is there now counts: the person may have copied something else since.
void InviteOffer::take() {
    const QString invite = clipboardInvite();
    leaveOut(invite);
    if (!invite.isEmpty())
        Q_EMIT taken(invite);
}

} // namespace viz
