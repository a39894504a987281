#pragma once

#include "core/call/call_control.h"
#include "ui/hearing_proof.h"
#include "ui/key_choice.h"
#include "ui/own_voice.h"
#include "ui/page.h"
#include "ui/voice_hints.h"

class QLabel;

namespace viz {

class CallBanner;
class CallButton;
class DelayPanel;
class IconButton;
class OwnVoice;
class PeerVoice;
class StatusLine;
class TalkKey;
class WordsPanel;
class WrapLabel;

/// The call: who, how long, how far verified, both voices, the delay, and the large buttons. M mutes, D deafens, and
/// with push-to-talk the key talks while it is held.
class CallPage : public Page {
    Q_OBJECT

public:
    explicit CallPage(QWidget* parent = nullptr);
    ~CallPage() override;

    /// A new call begins.
    void start(const CallControl& call);
    void setPeer(const PeerInfo& peer);
    void setMuted(bool muted);
    void setDeafened(bool deafened);
    /// Talking mode and volume are shown; to be told again when somebody else changes them.
    void setSound(const SoundSettings& sound);
    /// The key of push-to-talk; Space until then.
    /// `everywhere`: whatever window is in front.
    void setTalkKey(const KeyChoice& key, bool everywhere);
    void setHedging(bool on);
    /// Bytes that the month's budget has left; none: there is no budget.
    void setBudgetLeft(std::optional<std::uint64_t> bytes);
    void setReconnecting(bool reconnecting);
    [[nodiscard]] bool isReconnecting() const { return m_reconnecting; }
    void showResumed(std::chrono::milliseconds silentFor);
    void showNotice(CallNotice notice);
    void showDeviceEvent(const DeviceEvent& event);
    void showStats(const CallStats& stats);

    [[nodiscard]] QWidget* firstFocus() override;

Q_SIGNALS:
    void muteRequested(bool muted);
    void deafenRequested(bool deafened);
    /// The key of push-to-talk is held, or not any more.
    void talkingChanged(bool talking);
    /// 0 to SoundSettings::kMaxVolumePercent.
    void peerVolumeRequested(int percent);
    void endRequested();
    void settingsRequested();
    void wordsCompared(bool match);
    void hedgingRequested(bool on);
    /// The host's new address, or an invite with it; can be understood, may hold a secret.
    void newAddressGiven(const QString& text);

private:
    void addHeader();
    void addVoices();
    void addBanner();
    void addButtons();
    void addKeys();
    void showNames();
    void showFacts();
    void talk(bool held);
    void toggleMute() { Q_EMIT muteRequested(!m_facts.muted); }
    void toggleDeafen() { Q_EMIT deafenRequested(!m_deafened); }
    [[nodiscard]] QString peerName() const;

    WrapLabel* m_name;
    QLabel* m_duration;
    IconButton* m_settings;
    StatusLine* m_verification;
    WordsPanel* m_words;
    OwnVoice* m_ownVoice;
    PeerVoice* m_peerVoice;
    DelayPanel* m_delay;
    CallBanner* m_banner;
    CallButton* m_mute;
    CallButton* m_deafen;
    CallButton* m_end;
    TalkKey* m_talkKey;
    PeerInfo m_peer;
    OwnVoiceFacts m_facts;
    VoiceHints m_hints;
    HearingProof m_proof;
    bool m_transmitting = false; ///< also without the key: `viz ctl talk`
    bool m_deafened = false;
    bool m_reconnecting = false;
};

} // namespace viz
