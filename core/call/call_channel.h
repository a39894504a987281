#pragma once

#include "core/base/clock.h"
#include "core/call/call_end.h"
#include "core/call/call_state.h"
#include "core/call/call_wires.h"
#include "core/pipeline/receive_pipeline.h"
#include "core/transport/link.h"

#include <QByteArrayList>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace viz {

/// The network thread's end of an authenticated connection: passes sealed records to the link and what the link brings
/// to ReceivePipeline, and notices when the other side has died.
class CallChannel final : public QObject {
    Q_OBJECT

public:
    /// In a call something comes at least every 500 ms, whatever the profile.
    static constexpr std::chrono::seconds kDeadInCall{6};
    /// While it rings there are keepalives every 20 s: two may be late.
    static constexpr std::chrono::seconds kDeadIdle{45};

    /// Takes over `link`, which is open and admitted. The references outlive this object.
    CallChannel(std::unique_ptr<Link> link, CallRole role, SecretBytes openingKey, CallWires& wires,
                const Clock& clock);
    ~CallChannel() override;

    /// Network thread, all of them.
    /// Begins to signal. What came since the handshake was kept until now, when somebody listens.
    void start();
    void send(const QByteArray& record);
    /// The call was accepted here.
    void allowSound();

Q_SIGNALS:
    void controlArrived(viz::ControlType type, const QByteArray& data);
    /// Once: the link is closed, or must be because of what the peer did or did not do. After a BYE in
    /// either direction the reason means nothing.
    void over(viz::EndReason reason, const QString& detail);

private:
    // Ten seconds of the densest profile: longer than a starved main thread takes to wire a new peer.
    static constexpr qsizetype kMaxEarlyRecords = 500;

    void take(const QByteArray& record);
    void receive(const QByteArray& record);
    void onControl(const ControlMessage& message);
    void onClosed(const viz::LinkEnd& end);
    void checkAlive();
    void fail(EndReason reason, CloseCode code, const QString& detail);

    std::unique_ptr<Link> m_link;
    CallRole m_role;
    CallWires& m_wires;
    const Clock& m_clock;
    ReceivePipeline m_pipeline;
    QTimer m_aliveTimer;
    MonotonicTime m_lastReceived;
    QByteArrayList m_early; ///< before start()
    std::optional<LinkEnd> m_earlyEnd;
    bool m_started = false;
    bool m_inCall = false;
    bool m_over = false;
};

} // namespace viz

Q_DECLARE_METATYPE(viz::ControlType)
Q_DECLARE_METATYPE(viz::EndReason)
