#pragma once

#include "core/call/call_control.h"
#include "core/call/call_sound.h"
#include "core/call/call_state_machine.h"
#include "core/call/call_upkeep.h"
#include "core/call/connection/arrival.h"
#include "core/call/connection/host_reception.h"
#include "core/call/connection/hosted_invite.h"
#include "core/call/thread/call_threads.h"
#include "core/call/thread/retired_calls.h"
#include "core/device/audio_factory.h"

#include <QByteArray>
#include <QTimer>

#include <memory>
#include <optional>

namespace viz {

/// One call at a time, from host() or join() to its end: the only class that creates threads and wires them.
///
/// A call outlives its connections: CallChannel says when nothing comes through and when it does again, and meanwhile
/// everything here stays as it is, the sound too.
///
/// Lives on the main thread and blocks it no longer than a closing microphone takes, but for the process's first
/// connection to the sound system (core/device/audio_backend.h), which waits for the server. What the workers report
/// comes as queued signals; everything else is asked of them through their threads. After a call RetiredCalls
/// keeps its threads until the goodbye is out.
class CallSession final : public CallControl {
    Q_OBJECT

public:
    /// `factory` outlives this object.
    explicit CallSession(AudioFactory& factory, QObject* parent = nullptr);
    /// `times`: when a silent call counts as interrupted, and when as lost.
    CallSession(AudioFactory& factory, const StallWatch::Times& times, QObject* parent = nullptr);
    /// Ends a running call; see ~RetiredCalls() for how long it waits for the goodbye to get out.
    ~CallSession() override;

    [[nodiscard]] CallState state() const override { return m_machine.state(); }
    [[nodiscard]] CallRole role() const override { return m_role; }
    [[nodiscard]] const PeerInfo& peer() const override { return m_peer; }
    [[nodiscard]] bool isMuted() const override { return m_sound.isMuted(); }
    [[nodiscard]] CallStats stats() override;

    void host(viz::HostOptions options) override;
    void join(viz::JoinOptions options) override;
    void setDoor(const viz::HostDoor& door) override;
    void setPublicAddress(const std::optional<viz::HostAddress>& address) override;
    [[nodiscard]] QString inviteText() const override;
    [[nodiscard]] QString probePath() const override;
    [[nodiscard]] QByteArray probeProof(const QByteArray& nonce) const override;
    void accept() override;
    void decline() override;
    void hangUp() override;
    [[nodiscard]] bool isFarewellPending() const override { return m_retired.isAnyoneCutOff(); }
    void setMuted(bool muted) override { m_sound.setMuted(muted); }
    void setDeafened(bool deafened) override { m_sound.setDeafened(deafened); }
    [[nodiscard]] bool isDeafened() const override { return m_sound.isDeafened(); }
    void setTalking(bool talking) override { m_sound.setTalking(talking); }
    void setSound(const viz::SoundSettings& sound) override { m_sound.setSettings(sound); }
    [[nodiscard]] const SoundSettings& sound() const override { return m_sound.settings(); }
    void setVoice(viz::ProfileName name, const viz::VoiceProfile& profile) override;
    void setInput(const viz::AudioInputSpec& input) override { m_sound.setInput(input); }
    void setOutput(const viz::AudioOutputSpec& output) override { m_sound.setOutput(output); }
    void confirmWords(bool match) override;
    void setHostAddress(const viz::HostAddress& address) override;
    /// Before host() or join() it has no effect: VoiceOptions::hedging says how the call begins.
    void setHedging(bool on) override;
    [[nodiscard]] bool isHedging() const override { return m_upkeep.isHedging(); }

private:
    // Beginning.
    [[nodiscard]] bool begin(CallEvent request, CallRole role, const VoiceOptions& voice);
    [[nodiscard]] HostReception::Place placeOf(const HostDoor& door) const;
    void onListening(const QHostAddress& address, quint16 port);
    void tellKnownHosts();
    void tellEndpoint();

    // A peer arrives.
    void onArrived(const viz::ArrivalPtr& arrival);
    void wirePeer(Arrival& arrival);
    void wireRoutes(SendWorker* sender, CallChannel* channel);
    void greetCaller();
    void dropCaller(ControlType farewell);
    void forgetPeer();

    // What the peer says.
    void onControl(viz::ControlType type, const QByteArray& data);
    void onPeerNamed(const QString& name);
    void onAccepted();
    void onEndpoint(const QByteArray& data);
    void onCodec(const QByteArray& data);
    void onBye(const QByteArray& data);
    void onInterrupted();
    void onResumed(std::chrono::milliseconds silentFor);
    void onRateRefused() { m_upkeep.onRateRefused(); }
    void onMute(const QByteArray& data);
    void onChannelOver(viz::EndReason reason, const QString& detail);
    void onRingTimeout();

    // Sound.
    void startSound();
    void onHowled();
    void onDeviceFailed(viz::DeviceError error, bool input);

    // The end.
    void end(CallEnd callEnd, std::optional<ByeReason> goodbye);

    [[nodiscard]] bool isOnCall() const { return state() == CallState::InCall || state() == CallState::Reconnecting; }
    void tellPeer(ControlType type, const QByteArray& data = {});
    void changeState(CallEvent event);
    template<typename Sender, typename Signal, typename Handler>
    void listenTo(Sender* sender, Signal signal, const int& epoch, Handler handler);

    const StallWatch::Times m_times;
    CallStateMachine m_machine;
    CallRole m_role = CallRole::Host;
    VoiceOptions m_voice;
    PeerInfo m_peer;

    HostedInvite m_invite;
    HostDoor m_door;                                               ///< host: what the reception was told
    bool m_ownTls = false;                                         ///< host: serves TLS itself
    HostAddress::Security m_security = HostAddress::Security::Tls; ///< joiner: of the way to the host

    // Signals that were on their way when a call or a peer went are recognised by these having moved on.
    int m_callEpoch = 0;
    int m_peerEpoch = 0;

    std::unique_ptr<CallThreads> m_threads;
    RetiredCalls m_retired{this};
    CallUpkeep m_upkeep{this};
    CallSound m_sound;
    QTimer m_ringTimer;
    std::optional<MonotonicTime> m_connectedAt;
    std::optional<Samples> m_peerCaptureDelay; ///< see CallStats
    CallStats m_lastStats;
};

} // namespace viz
