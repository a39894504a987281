#pragma once

#include "core/call/call_control.h"
#include "core/call/call_devices.h"
#include "core/call/call_state_machine.h"
#include "core/call/call_upkeep.h"
#include "core/call/connection/arrival.h"
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
/// Lives on the main thread and never blocks it for longer than a closing microphone takes. What the workers report
/// comes as queued signals; everything else is asked of them through their threads. After a call its threads are kept
/// for at most a second, so that the goodbye still gets out.
class CallSession final : public CallControl {
    Q_OBJECT

public:
    /// `factory` outlives this object.
    explicit CallSession(AudioFactory& factory, QObject* parent = nullptr);
    /// `times`: when a silent call counts as interrupted, and when as lost.
    CallSession(AudioFactory& factory, const StallWatch::Times& times, QObject* parent = nullptr);
    /// Ends a running call; waits up to half a second for the goodbye to get out.
    ~CallSession() override;

    [[nodiscard]] CallState state() const override { return m_machine.state(); }
    [[nodiscard]] CallRole role() const override { return m_role; }
    [[nodiscard]] const PeerInfo& peer() const override { return m_peer; }
    [[nodiscard]] bool isMuted() const override { return m_muted; }
    [[nodiscard]] CallStats stats() override;

    void host(viz::HostOptions options) override;
    void join(viz::JoinOptions options) override;
    void setPublicAddress(const std::optional<viz::HostAddress>& address) override;
    [[nodiscard]] QString inviteText() const override;
    [[nodiscard]] QString probePath() const override;
    [[nodiscard]] QByteArray probeProof(const QByteArray& nonce) const override;
    void accept() override;
    void decline() override;
    void hangUp() override;
    void setMuted(bool muted) override;
    void setDeafened(bool deafened) override;
    [[nodiscard]] bool isDeafened() const override { return m_deafened; }
    void setTalking(bool talking) override;
    void setSound(const viz::SoundSettings& sound) override;
    [[nodiscard]] const SoundSettings& sound() const override { return m_voice.sound; }
    void setInput(const viz::AudioInputSpec& input) override;
    void setOutput(const viz::AudioOutputSpec& output) override;
    void confirmWords(bool match) override;
    void setHostAddress(const viz::HostAddress& address) override;
    /// Before a call it has no effect: VoiceOptions::hedging says how the call begins.
    void setHedging(bool on) override;
    [[nodiscard]] bool isHedging() const override { return m_upkeep.isHedging(); }

private:
    // Beginning.
    [[nodiscard]] bool begin(CallEvent request, CallRole role, const VoiceOptions& voice);
    void onListening(quint16 port);
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
    void applyInput();
    void applyOutput();
    void tellHearing();
    void onHowled();
    void onDeviceEvent(const viz::DeviceEvent& event);
    void onDeviceFailed(viz::DeviceError error, bool input);

    // The end.
    void end(CallEnd callEnd, std::optional<ByeReason> goodbye);

    [[nodiscard]] bool isOnCall() const { return state() == CallState::InCall || state() == CallState::Reconnecting; }
    void tellPeer(ControlType type, const QByteArray& data = {});
    void changeState(CallEvent event);
    template<typename Sender, typename Signal, typename Handler>
    void listenTo(Sender* sender, Signal signal, const int& epoch, Handler handler);

    AudioFactory& m_factory;
    const StallWatch::Times m_times;
    CallStateMachine m_machine;
    CallRole m_role = CallRole::Host;
    VoiceOptions m_voice;
    PeerInfo m_peer;
    bool m_muted = false;
    bool m_deafened = false;
    bool m_canHear = true; ///< as the peer was told

    HostedInvite m_invite;
    HostAddress::Security m_security = HostAddress::Security::Tls; ///< joiner: of the way to the host

    // Signals that were on their way when a call or a peer went are recognised by these having moved on.
    int m_callEpoch = 0;
    int m_peerEpoch = 0;

    std::unique_ptr<CallThreads> m_threads;
    RetiredCalls m_retired{this};
    CallUpkeep m_upkeep{this};
    CallDevices m_devices;
    QTimer m_ringTimer;
    std::optional<MonotonicTime> m_connectedAt;
    std::optional<Samples> m_peerCaptureDelay; ///< see CallStats
    CallStats m_lastStats;
};

} // namespace viz
