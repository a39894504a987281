#pragma once

#include "core/call/arrival.h"
#include "core/protocol/handshake.h"
#include "core/protocol/invite.h"
#include "core/transport/web_socket_link.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace viz {

/// The joiner's way in, on the network thread: dials, shakes hands, and hands over an authenticated channel or says why
/// not. A joiner with a secret never tries without it.
class JoinAttempt final : public QObject {
    Q_OBJECT

public:
    struct Setup {
        HostAddress address;
        std::optional<InviteKeys> keys; ///< of the invite's secret; without it SAS mode
        QString name;
    };

    JoinAttempt(Setup setup, CallWires& wires, const Clock& clock);
    ~JoinAttempt() override;

    /// Network thread.
    void start();

Q_SIGNALS:
    /// The WebSocket is open; the handshake runs.
    void connected();
    void arrived(const viz::ArrivalPtr& arrival);
    void failed(const viz::CallEnd& end);

private:
    void receive(const QByteArray& message);
    void consumeOffer(ByteView offer);
    void onClosed(const viz::LinkEnd& end);
    void fail(EndReason reason, CloseCode code);
    void finish();

    Setup m_setup;
    CallWires& m_wires;
    const Clock& m_clock;
    JoinerHandshake m_handshake;
    std::unique_ptr<WebSocketLink> m_link;
    QTimer m_deadline;
    bool m_over = false;
};

} // namespace viz
