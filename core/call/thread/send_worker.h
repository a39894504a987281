#pragma once

#include "core/call/connection/connection.h"
#include "core/call/thread/call_wires.h"
#include "core/pipeline/send/send_pipeline.h"

#include <QByteArray>
#include <QObject>
#include <QTimer>

#include <array>
#include <map>
#include <optional>

namespace viz {

/// The send thread's object: turns what the microphone heard, and what the call has to say, into records.
class SendWorker final : public QObject {
    Q_OBJECT

public:
    /// The references outlive this object.
    SendWorker(const SendSettings& settings, CallWires& wires, const Clock& clock);

    /// Send thread, all of them.
    /// `first`: the call's first connection.
    void start(const viz::RouteOpeningPtr& first);
    /// Another connection. Says at once on it how things stand: the record proves the keys, and what was said last may
    /// have been lost with the connection before.
    void addRoute(const viz::RouteOpeningPtr& opening);
    void setRouteInUse(viz::RouteId route, bool inUse);
    void removeRoute(viz::RouteId route);

    void drainCaptured();
    /// What has been drained came from one microphone, what comes now from another.
    void changeMicrophone();
    /// Said once.
    void sendControl(viz::ControlType type, const QByteArray& data);
    /// Said now, and again, as it was last, whenever a connection is added or used again.
    void sendState(viz::ControlType type, const QByteArray& data);
    /// Not again.
    void forgetState(viz::ControlType type);
    void setMuted(bool muted);
    /// Whether the other side is heard here: told to it.
    void setCanHear(bool canHear);
    void setTalking(bool talking);
    void setSound(const viz::SoundSettings& sound);
    /// See MicrophoneCleaner::setMayHowl().
    void setMayHowl(bool mayHowl);
    void changeSettings(const viz::SendSettings& settings);
    /// The call was accepted: sound and acknowledgements flow.
    void startSound();
    /// Sends this last message, BYE or DECLINE, and nothing afterwards but the same on every connection that is added.
    void finish(viz::ControlType type, const QByteArray& data);

Q_SIGNALS:
    /// To be sent in this order.
    void recordReady(viz::RouteId route, const QByteArray& record);
    /// Once a call: loudspeaker and microphone feed each other. The microphone is muted already.
    void howled();

private:
    void sayHowThingsStand();
    void tellMute();
    void watchHowling(const SendStats& stats);
    void tick();
    void publishStats();

    // Finer than the shortest frame would help nobody. Only for when no captured sound comes: that wakes this thread
    // anyway, and a timer beside it woke it 50 times a second more.
    static constexpr std::chrono::milliseconds kTick{20};

    CallWires& m_wires;
    const Clock& m_clock;
    SpscRing<std::int16_t>::Consumer m_captured;
    SendPipeline m_pipeline;
    QTimer m_tick;
    std::array<std::int16_t, kMaxFrameSamples> m_block{};
    std::map<ControlType, QByteArray> m_states; ///< of sendState()
    MuteState m_mute;
    bool m_hasHowled = false;
    bool m_soundOn = false;
    std::optional<ControlMessage> m_farewell; ///< of finish()
};

} // namespace viz
