#pragma once

#include "core/call/call_options.h"
#include "ui/page.h"

#include <optional>

class QButtonGroup;
class QLineEdit;

namespace viz {

class CopyField;
class SecretClipboard;
class StatusLine;
class WrapLabel;

/// Waiting for a call, in three steps: open a tunnel, say where it leads, send the invite.
class HostingPage : public Page {
    Q_OBJECT

public:
    explicit HostingPage(QWidget* parent = nullptr);

    /// 0: not known yet.
    void setPort(quint16 port);
    void setInvite(const QString& invite);
    /// Somebody rang and gave up; empty text takes the line away.
    void setMissedCall(const QString& sentence);
    /// Only holders of the invite can ring.
    void setLinkOnly(bool linkOnly);
    /// What the address field says now, if it can be understood.
    [[nodiscard]] std::optional<HostAddress> publicAddress() const;

    [[nodiscard]] QWidget* firstFocus() override;

Q_SIGNALS:
    void publicAddressChanged(const std::optional<viz::HostAddress>& address);
    void backRequested();

private:
    void addTitle();
    void addTunnelStep();
    void addAddressStep();
    void addInviteStep();
    void showGuide();
    void showAddress();

    quint16 m_port = 0;
    StatusLine* m_listening;
    StatusLine* m_missed;
    QButtonGroup* m_choice;
    CopyField* m_command;
    WrapLabel* m_hint;
    QLineEdit* m_address;
    StatusLine* m_understood;
    CopyField* m_invite;
    StatusLine* m_strangers;
    SecretClipboard* m_clipboard;
};

} // namespace viz
