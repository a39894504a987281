#pragma once

#include "core/transport/link.h"
#include "core/transport/tls_identity.h"

#include <QByteArrayList>
#include <QHostAddress>

#include <functional>
#include <memory>
#include <optional>

namespace viz {

/// The listening side: a TCP gate that lets only well-formed requests for a known path through to the WebSocket
/// server. Lives on the network thread.
///
/// A stranger gets 404, 403, 426 or 400 with an empty body before any WebSocket exists, at most 8 KiB of header and 5 s
/// of patience, and 64 sockets in all. Links that were not admitted are limited to 8, and fewer of one path. With TLS
/// the same holds, and the TLS handshake is part of the 5 s.
class WebSocketHost : public QObject {
    Q_OBJECT

public:
    static constexpr int kMaxSockets = 64;
    static constexpr int kMaxStrangers = 8;

    WebSocketHost();
    ~WebSocketHost() override;

    /// Before listen(): everybody must speak TLS, plain HTTP gets 426. `identity` is one that a TlsIdentityStore or
    /// makeTlsIdentity() gave.
    void serveTls(const viz::TlsIdentity& identity);
    /// False: the port is taken or not allowed; errorText() says which. Port 0 picks a free one.
    [[nodiscard]] bool listen(const QHostAddress& address, quint16 port);
    [[nodiscard]] quint16 port() const;
    [[nodiscard]] QString errorText() const;
    /// Connections that exist: before the upgrade, and links until their socket is gone.
    [[nodiscard]] int socketCount() const;

    /// Exact request paths that are let through; compared in constant time.
    void setPaths(const QByteArrayList& paths);
    /// Of the kMaxStrangers, `places` at most may come by `path`: so that one which anybody can guess does not take the
    /// places of those who know the other.
    void limitStrangers(const QByteArray& path, int places);
    /// Public names (`host` or `host:port`) under which requests may arrive, besides loopback and the listen address.
    /// While it is empty every well-formed Host header passes: no public address is known yet.
    void setKnownHosts(const QByteArrayList& hosts);
    /// Who asks for exactly `path` without a WebSocket, and with X-Viz-Nonce (16 bytes in base64url without padding),
    /// gets X-Viz = `proof` of these bytes with the 426: so the owner can test from outside whether an address leads
    /// here. Called on this thread.
    void setProof(const QByteArray& path, std::function<QByteArray(const QByteArray& nonce)> proof);
    /// No new links from now on; those that exist go on.
    void stopListening();

Q_SIGNALS:
    /// A WebSocket is open on one of the paths. The receiver owns `link` (deleteLater).
    void arrived(viz::Link* link, const QByteArray& path);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace viz
