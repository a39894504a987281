#pragma once

#include "core/call/call_control.h"

#include <QWidget>

namespace viz {

class LevelBar;
class StateBand;

/// How it stands with one's own voice, the most important first.
enum class OwnVoiceState : std::uint8_t {
    Muted,
    Unconnected,  ///< the banner tells of it; nothing to add
    NoMicrophone, ///< gone or denied; the banner says more
    HoldToTalk,
    MicrophoneSilent,
    NotHeard, ///< the other side has no sound now
    Heard,    ///< proven
    Unproven,
};

struct OwnVoiceFacts {
    bool muted = false;
    bool connected = true;
    bool microphoneLost = false;
    bool keyMissing = false; ///< push-to-talk, and the key is not held
    bool microphoneSilent = false;
    bool peerCanHear = true;
    bool heard = false;

    friend bool operator==(const OwnVoiceFacts&, const OwnVoiceFacts&) = default;
};

[[nodiscard]] OwnVoiceState ownVoiceState(const OwnVoiceFacts& facts);

/// The part of the call page about one's own voice: level, and whether the other side hears it.
class OwnVoice : public QWidget {
    Q_OBJECT

public:
    explicit OwnVoice(QWidget* parent = nullptr);

    /// `peerName` and `talkKey` as the person reads them, never empty.
    void setNames(const QString& peerName, const QString& talkKey);
    void setFacts(const OwnVoiceFacts& facts);
    void showLevel(const SendStats& sent);

private:
    void showState();

    OwnVoiceFacts m_facts;
    QString m_peerName;
    QString m_talkKey;
    LevelBar* m_level;
    StateBand* m_state;
};

} // namespace viz
