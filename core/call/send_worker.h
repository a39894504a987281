#pragma once

#include "core/call/call_wires.h"
#include "core/pipeline/send_pipeline.h"

#include <QByteArray>
#include <QObject>
#include <QTimer>

#include <array>

namespace viz {

/// The send thread's object: turns what the microphone heard, and what the call has to say, into records.
class SendWorker final : public QObject {
    Q_OBJECT

public:
    /// `sealingKey`: SessionKeys::sealing. The references outlive this object.
    SendWorker(const VoiceProfile& profile, SecretBytes sealingKey, CallWires& wires, const Clock& clock);

    /// Send thread, all of them.
    void start();
    void drainCaptured();
    void sendControl(viz::ControlType type, const QByteArray& data);
    void setMuted(bool muted);
    /// The call was accepted: sound and acknowledgements flow.
    void startSound();
    /// Sends this last message, BYE or DECLINE, and nothing afterwards.
    void finish(viz::ControlType type, const QByteArray& data);

Q_SIGNALS:
    /// To be sent in this order.
    void recordReady(const QByteArray& record);

private:
    void publishStats();

    // Finer than the shortest frame would help nobody; the timer only catches what no captured block wakes.
    static constexpr std::chrono::milliseconds kTick{20};

    CallWires& m_wires;
    SpscRing<std::int16_t>::Consumer m_captured;
    SendPipeline m_pipeline;
    QTimer m_tick;
    std::array<std::int16_t, kMaxFrameSamples> m_block{};
    bool m_soundOn = false;
    bool m_finished = false;
};

} // namespace viz
