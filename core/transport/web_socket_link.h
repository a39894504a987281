#pragma once

#include "core/transport/link.h"
#include "core/transport/public_key_hash.h"

#include <QUrl>

#include <chrono>
#include <memory>

namespace viz {

class WebSocket;

/// A Link over one WebSocket: dialled by the joiner, or accepted by WebSocketHost. Small writes go out at once
/// (TCP_NODELAY) on either end.
class WebSocketLink final : public Link {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kConnectTimeout{15'000};
    /// A message in more fragments than this is a Violation (an endless stream of empty ones costs no memory).
    static constexpr int kMaxFragments = 4;

    /// For the joiner; open() dials.
    WebSocketLink();
    /// For the host: an accepted socket that is open already; opened() is not emitted.
    explicit WebSocketLink(std::unique_ptr<WebSocket> accepted);
    ~WebSocketLink() override;

    /// Whether the tunnel's TLS certificate matters. It does not to a caller who proves the host by the invite's
    /// secret: the tunnel is never trusted, and a wrong certificate is only worth a line in the log.
    enum class Certificate : std::uint8_t { MustBeTrusted, NeedNotBeTrusted };

    /// `url`: ws or wss with the request path, no fragment, no user info. Sends the headers that make tunnels' warning
    /// pages step aside, no Origin, no subprotocol, no extension. Redirects are not followed.
    void open(const QUrl& url, Certificate certificate = Certificate::MustBeTrusted);
    /// The same for a host whose certificate nobody vouches for: its key must have this hash, or the link ends with
    /// TlsFailed before a byte of the request goes out. That the key's holder is there TLS itself proves. `url`: wss.
    void open(const QUrl& url, const viz::PublicKeyHash& hostKey);

    /// Whether TCP has a connection: the tunnel, or whatever stands before it, is there, even if the WebSocket is not
    /// open yet. False after the end.
    [[nodiscard]] bool hasTcpConnection() const;

    void send(const QByteArray& message) override;
    [[nodiscard]] qint64 bytesPending() const override;
    void admit() override;
    void close(viz::CloseCode code) override;
    void abort() override;

Q_SIGNALS:
    /// Nobody's place among the strangers is needed any more: admit() was called, or the end has begun.
    void settled();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace viz
