#pragma once

#include "ui/notice_panel.h"

#include <QSet>

namespace viz {

/// Offers an invite that lies on the clipboard, once. Keeps neither the clipboard's text nor the invite: of those that
/// are not to be offered, salted hashes. Main thread.
class InviteOffer : public NoticePanel {
    Q_OBJECT

public:
    explicit InviteOffer(QWidget* parent = nullptr);

    /// The window came to the front: offers what is on the clipboard, if that is an invite with its secret, or takes
    /// the offer back.
    void lookAtClipboard();
    /// One that need not be offered: the person's own, one that is in the field already, a used one.
    void leaveOut(const QString& invite);

Q_SIGNALS:
    /// Holds a secret.
    void taken(const QString& invite);

private:
    [[nodiscard]] std::size_t hashOf(const QString& invite) const;
    void take();

    std::size_t m_salt;
    QSet<std::size_t> m_leftOut;
};

} // namespace viz
