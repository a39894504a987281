#pragma once

#include "core/call/call_control.h"
#include "ui/call_alerts.h"

#include <QElapsedTimer>
#include <QFrame>

class QTimer;

namespace viz {

class IconButton;
class NewAddressForm;
class StatusLine;
class WrapLabel;

/// What the person should know during a call, and what they can do about it: one thing at a time, the most serious
/// first; hidden while there is nothing.
class CallBanner : public QFrame {
    Q_OBJECT

public:
    struct Times {
        std::chrono::milliseconds patience{3000};     ///< of reconnecting, before there is talk of new addresses
        std::chrono::milliseconds resumed{5000};      ///< how long it says that the call goes on
        std::chrono::milliseconds rateRefused{30000}; ///< unless it is sent away
    };

    explicit CallBanner(QWidget* parent = nullptr);

    void setTimes(const Times& times) { m_times = times; }
    /// A new call begins.
    void start(CallRole role);
    void setReconnecting(bool reconnecting);
    void showResumed(std::chrono::milliseconds silentFor);
    void showNotice(CallNotice notice);
    /// The quality is lowered, because the path is slow.
    void setWeak(bool weak);
    /// On: advice to use two connections has been followed.
    void setHedging(bool on);

    [[nodiscard]] std::optional<CallAlert> alert() const { return m_alerts.mostSerious(); }

Q_SIGNALS:
    /// The host's new address, or an invite with it; can be understood, may hold a secret.
    void addressGiven(const QString& text);
    void hedgingRequested();

private:
    void addContents();
    void addButtons();
    void set(CallAlert alert, bool holds);
    void dismiss();
    void showAlert();
    void showSentences(CallAlert alert);
    void showControls(std::optional<CallAlert> alert);
    void setPanel(const QString& panel);
    [[nodiscard]] QString titleOf(CallAlert alert) const;
    [[nodiscard]] QString moreOf(CallAlert alert) const;
    [[nodiscard]] bool isPatienceOver() const;

    Times m_times;
    CallRole m_role = CallRole::Joiner;
    CallAlerts m_alerts;
    std::chrono::milliseconds m_silentFor{};
    QElapsedTimer m_sinceStall;
    QTimer* m_tick;
    QTimer* m_resumedTime;
    QTimer* m_rateRefusedTime;
    StatusLine* m_title;
    WrapLabel* m_more;
    NewAddressForm* m_newAddress;
    IconButton* m_hedge;
    IconButton* m_dismiss;
};

} // namespace viz
