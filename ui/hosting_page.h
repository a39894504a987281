#pragma once

#include "core/call/call_options.h"
#include "ui/page.h"

#include <optional>

namespace viz {

class AddressStep;
class InviteSheet;
class SecretClipboard;
class StatusLine;
class TunnelStep;

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
    /// As if the person had typed it into the address field.
    void setPublicAddress(const QString& text);
    /// What the address field says now, if it can be understood.
    [[nodiscard]] std::optional<HostAddress> publicAddress() const;

    /// For HostingTunnel, which acts for them.
    [[nodiscard]] TunnelStep& tunnelStep() { return *m_tunnel; }
    [[nodiscard]] AddressStep& addressStep() { return *m_address; }

    [[nodiscard]] QWidget* firstFocus() override;

Q_SIGNALS:
    void backRequested();

private:
    void addTitle();
    void addStep(const QString& title, QWidget* step);
    void addInviteStep();

    StatusLine* m_listening;
    StatusLine* m_missed;
    TunnelStep* m_tunnel;
    AddressStep* m_address;
    InviteSheet* m_invite;
    StatusLine* m_strangers;
    SecretClipboard* m_clipboard;
};

} // namespace viz
