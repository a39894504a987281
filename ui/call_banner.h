#pragma once

#include "core/call/call_control.h"
#include "ui/alert_words.h"

#include <QElapsedTimer>
#include <QFrame>

#include <array>

class QTimer;

namespace viz {

class IconButton;
class NewAddressForm;
class StatusLine;
class VoiceHints;
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
        std::chrono::milliseconds replaced{30000};    ///< the same, of a device
        std::chrono::milliseconds returned{5000};
    };

    explicit CallBanner(QWidget* parent = nullptr);

    void setTimes(const Times& times) { m_times = times; }
    /// A new call begins.
    void start(CallRole role);
    /// `name` as the person reads it, never empty.
    void setPeer(const QString& name, bool canHear);
    void setMuted(bool muted);
    /// Empty: no push-to-talk.
    void setTalkKey(const QString& key);
    /// Another program has it.
    void setKeyTaken(bool taken);
    void setReconnecting(bool reconnecting);
    void showResumed(std::chrono::milliseconds silentFor);
    void showNotice(CallNotice notice);
    void showDeviceEvent(const DeviceEvent& event);
    void setHints(const VoiceHints& hints);
    /// The quality is lowered, because the path is slow.
    void setWeak(bool weak);
    /// On: advice to use two connections has been followed.
    void setHedging(bool on);

    [[nodiscard]] std::optional<CallAlert> alert() const { return m_alerts.mostSerious(); }
    /// Gone or denied, and nothing to use instead; also if that was sent away.
    [[nodiscard]] bool isMicrophoneLost() const { return m_alerts.holds(CallAlert::MicrophoneLost); }

Q_SIGNALS:
    /// The host's new address, or an invite with it; can be understood, may hold a secret.
    void addressGiven(const QString& text);
    void hedgingRequested();

private:
    void addContents();
    void addTitle();
    void addAdviceButtons();
    void addExpiries();
    void set(CallAlert alert, bool holds);
    void raise(CallAlert alert);
    void raiseFor(CallAlert alert, std::chrono::milliseconds time);
    void dismiss();
    void showAlert();
    void tellOf(CallAlert alert);
    void showSentences(CallAlert alert);
    void showControls(std::optional<CallAlert> alert);
    void setPanel(const QString& panel);
    [[nodiscard]] bool isPatienceOver() const;

    Times m_times;
    CallAlerts m_alerts;
    AlertFacts m_facts;
    std::optional<CallAlert> m_told; ///< to a screen reader
    QElapsedTimer m_sinceStall;
    QTimer* m_tick;
    std::array<QTimer*, kCallAlerts> m_expiries{}; ///< of alerts that go by themselves
    StatusLine* m_title;
    WrapLabel* m_more;
    NewAddressForm* m_newAddress;
    IconButton* m_close;
    QWidget* m_advice; ///< its two buttons
};

} // namespace viz
