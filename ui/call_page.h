#pragma once

#include "core/call/call_control.h"
#include "ui/page.h"

class QHBoxLayout;
class QLabel;

namespace viz {

class CallBanner;
class DelayPanel;
class IconButton;
class LevelBar;
class StatusLine;
class WordsPanel;
class WrapLabel;

/// The call: who, how long, how far verified, both levels, the delay, and the two large buttons.
class CallPage : public Page {
    Q_OBJECT

public:
    explicit CallPage(QWidget* parent = nullptr);

    /// A new call begins.
    void start(const CallControl& call);
    void setPeer(const PeerInfo& peer);
    void setMuted(bool muted);
    void setHedging(bool on);
    void setReconnecting(bool reconnecting);
    [[nodiscard]] bool isReconnecting() const { return m_reconnecting; }
    void showResumed(std::chrono::milliseconds silentFor);
    void showNotice(CallNotice notice);
    void showStats(const CallStats& stats);

    [[nodiscard]] QWidget* firstFocus() override;

Q_SIGNALS:
    void muteRequested(bool muted);
    void endRequested();
    void wordsCompared(bool match);
    void hedgingRequested(bool on);
    /// The host's new address, or an invite with it; can be understood, may hold a secret.
    void newAddressGiven(const QString& text);

private:
    void addHeader();
    void addMeters();
    void addBanner();
    void addButtons();

    WrapLabel* m_name;
    QLabel* m_duration;
    StatusLine* m_verification;
    WordsPanel* m_words;
    LevelBar* m_ownLevel;
    StatusLine* m_ownState;
    WrapLabel* m_peerCaption;
    LevelBar* m_peerLevel;
    StatusLine* m_peerState;
    DelayPanel* m_delay;
    CallBanner* m_banner;
    IconButton* m_mute;
    IconButton* m_end;
    bool m_muted = false;
    bool m_reconnecting = false;
};

} // namespace viz
