#pragma once

#include "core/call/call_end.h"
#include "core/call/connection/connection.h"
#include "core/protocol/handshake.h"
#include "core/protocol/invite.h"
#include "core/transport/web_socket_link.h"

#include <QObject>
#include <QTimer>
#include <QUrl>

#include <memory>
#include <optional>
#include <string_view>

namespace viz {

/// One attempt of the joiner to reach the host: a WebSocket and a handshake on it, by invite, by words or by ticket.
/// Network thread. Ends with succeeded() or failed(), never both; destroying it gives up.
class Dial final : public QObject {
    Q_OBJECT

public:
    /// `path`: requestPath() of the invite. An address with a certificate's hash is dialled only at the host with that
    /// certificate. Otherwise a handshake that proves the host by a secret makes the tunnel's certificate unimportant.
    Dial(const HostAddress& address, std::string_view path, JoinerHandshake handshake);
    ~Dial() override;

    void start();
    /// At once; no signal follows.
    void giveUp();
    [[nodiscard]] bool hasTcpConnection() const { return m_link->hasTcpConnection(); }
    /// Once, after succeeded(). The joiner must send nothing before the host has; only then it is sure that the OPEN
    /// arrived.
    [[nodiscard]] Connection takeConnection();

    [[nodiscard]] static QUrl urlOf(const HostAddress& address, std::string_view path);

Q_SIGNALS:
    /// The OPEN is out.
    void succeeded();
    void failed(const viz::CallEnd& end);

private:
    void receive(const QByteArray& message);
    void onClosed(const viz::LinkEnd& end);
    void fail(EndReason reason, CloseCode code);

    QUrl m_url;
    std::optional<HostAddress::CertificateHash> m_certificateHash;
    JoinerHandshake m_handshake;
    std::unique_ptr<WebSocketLink> m_link;
    QTimer m_deadline;
    bool m_over = false;
};

} // namespace viz
