#pragma once

#include "core/call/call_end.h"
#include "core/call/call_options.h"
#include "core/call/call_state.h"
#include "core/call/device_event.h"
#include "core/pipeline/call_stats.h"

#include <QObject>
#include <QStringList>

#include <chrono>

namespace viz {

/// The other side, as far as it is known.
struct PeerInfo {
    QString name; ///< as they gave it, cleaned, plain text; empty until known
    Verification verification = Verification::Unverified;
    std::array<std::uint8_t, 5> wordIndexes{}; ///< for safetyWordsText()
    bool muted = false;
    bool canHear = true; ///< false: they deafened themselves, or have no loudspeaker now
};

enum class CallNotice : std::uint8_t {
    HedgingAdvised, ///< more than three stalls in the last minute: setHedging(true) would help
    RateRefused,    ///< the tunnel allows only few messages; 320 ms of voice go into one from now on
    Howling,        ///< loudspeaker and microphone fed each other: the microphone was muted
};

/// What the window and the command line can do with a call, and what they hear of it: one call at a time, main thread
/// only. CallSession is the real one; tests of the window bring their own.
class CallControl : public QObject {
    Q_OBJECT

public:
    [[nodiscard]] virtual CallState state() const = 0;
    [[nodiscard]] virtual CallRole role() const = 0;
    [[nodiscard]] virtual const PeerInfo& peer() const = 0;
    [[nodiscard]] virtual bool isMuted() const = 0;
    /// A fresh picture at every call; cheap enough for ten times a second.
    [[nodiscard]] virtual CallStats stats() = 0;

    /// Idle or Ended → Hosting (listening() follows) or Ended.
    virtual void host(viz::HostOptions options) = 0;
    /// Idle or Ended → Connecting.
    virtual void join(viz::JoinOptions options) = 0;
    /// Hosting: waits there, and for those, from now on: listening() follows, or the end if nobody can listen there.
    /// The invite's secret stays, and whoever is about to knock has to begin anew. While somebody rings or talks the
    /// door stays where it is, for they may have to come back by it; once they are declined or gave up it moves. Not
    /// hosting: nothing, host() brings its own.
    virtual void setDoor(const viz::HostDoor& door) = 0;
    /// Hosting: the tunnel's public address is known (or forgotten): inviteChanged() follows.
    virtual void setPublicAddress(const std::optional<viz::HostAddress>& address) = 0;
    /// The text to send to the other person; holds the secret. Empty unless hosting. With no public address the local
    /// one is in it. The caller should keep it no longer than it is shown.
    [[nodiscard]] virtual QString inviteText() const = 0;
    /// Hosting, for the self-test of a public address: the request path below it, and what only this host can answer to
    /// a nonce of 16 bytes (docs/PROTOCOL.md). Both empty unless hosting.
    [[nodiscard]] virtual QString probePath() const = 0;
    [[nodiscard]] virtual QByteArray probeProof(const QByteArray& nonce) const = 0;
    /// Ringing, host: take the call, or not. No microphone is open before accept().
    virtual void accept() = 0;
    virtual void decline() = 0;
    /// Any state: end it, tell the other side. The microphone is closed when it returns.
    virtual void hangUp() = 0;
    /// Ended: the other side was cut off when this side hung up, and is still to hear the goodbye: up to two minutes
    /// long its ways here, such as a tunnel, should stay open. farewellOver() follows.
    [[nodiscard]] virtual bool isFarewellPending() const { return false; }
    virtual void setMuted(bool muted) = 0;
    /// Nothing of the other side is played, and they are told that they are not heard.
    virtual void setDeafened(bool deafened) = 0;
    [[nodiscard]] virtual bool isDeafened() const = 0;
    /// With TalkMode::PushToTalk: whether the key is held. Muted stays muted.
    virtual void setTalking(bool talking) = 0;
    /// Any state; takes effect within one frame. What VoiceOptions brought before.
    virtual void setSound(const viz::SoundSettings& sound) = 0;
    [[nodiscard]] virtual const SoundSettings& sound() const = 0;
    /// Any state: how the voice is packed from now on; longer messages come ProfileControl::kNotice later.
    virtual void setVoice(viz::ProfileName name, const viz::VoiceProfile& profile) = 0;
    /// Any state: another microphone or loudspeaker, now, or when the call that is open needs it. deviceChanged() tells
    /// when it cannot be used.
    virtual void setInput(const viz::AudioInputSpec& input) = 0;
    virtual void setOutput(const viz::AudioOutputSpec& output) = 0;
    /// Ringing, InCall or Reconnecting: the person compared the five words. false ends the call.
    virtual void confirmWords(bool match) = 0;
    /// Joiner, InCall or Reconnecting: the host can be reached at this address, too (their tunnel has a new one). The
    /// same call goes on there. A host tells its joiner by itself when setPublicAddress() is called during a call.
    virtual void setHostAddress(const viz::HostAddress& address) = 0;
    /// Any state: the same records on two connections, for tunnels that stutter, at twice the data. Either side may ask
    /// for it; the joiner dials.
    virtual void setHedging(bool on) = 0;
    [[nodiscard]] virtual bool isHedging() const = 0;

Q_SIGNALS:
    void stateChanged(viz::CallState state);
    /// Hosting: on which local port.
    void listening(const QHostAddress& address, quint16 port);
    void inviteChanged();
    /// Name, verification, words, mute or hearing of the other side changed.
    void peerChanged();
    void mutedChanged(bool muted);
    void deafenedChanged(bool deafened);
    /// A microphone or loudspeaker came or went; the call goes on.
    void deviceChanged(const viz::DeviceEvent& event);
    /// Together with stateChanged(InCall) after Reconnecting: for how long nothing was heard of the other side.
    void resumed(std::chrono::milliseconds silentFor);
    void hedgingChanged(bool on);
    /// Something that the person should know, or could change.
    void noticed(viz::CallNotice notice);
    /// Together with stateChanged(Ended); `end` says why.
    void ended(const viz::CallEnd& end);
    /// isFarewellPending() is false again: they have heard it, can no longer come back, or this side hosts again.
    void farewellOver();
};

/// The five words, in the order to read them out.
[[nodiscard]] QStringList safetyWordsText(const PeerInfo& peer, bool russian);

} // namespace viz

Q_DECLARE_METATYPE(viz::CallNotice)
