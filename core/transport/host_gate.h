#pragma once

#include "core/transport/tls_identity.h"
#include "core/transport/upgrade_request.h"

#include <QByteArray>
#include <QSslConfiguration>
#include <QTcpServer>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

class QTcpSocket;

namespace viz {

/// The door in front of the WebSocket server: reads the HTTP request of each connection itself, sends strangers away
/// with an empty answer, and passes on sockets whose request is in order and still unread. A socket of its own is never
/// older than kPatience, and no more than kMaxSockets exist, passed ones included, until they are destroyed.
class HostGate final : public QTcpServer {
    Q_OBJECT

public:
    static constexpr int kMaxSockets = 64;
    static constexpr std::chrono::milliseconds kPatience{5'000};
    /// Bytes that wait unread in a socket; more stay with the sender. Above the limits of header and message.
    static constexpr qint64 kReadBufferBytes = 16 * qint64{1024};

    HostGate();
    ~HostGate() override { shut(); }

    /// For connections that arrive from now on.
    void serveTls(const TlsIdentity& identity);

    [[nodiscard]] const UpgradePolicy& policy() const { return m_policy; }
    void setPolicy(UpgradePolicy policy) { m_policy = std::move(policy); }
    /// Makes X-Viz of X-Viz-Nonce; both are bytes.
    using Proof = std::function<QByteArray(const QByteArray& nonce)>;
    /// A request for exactly `path` that is no WebSocket gets a proof with its 426 if it asks for one.
    void setProof(const QByteArray& path, Proof proof);
    /// The header field for such a request, with its line end; empty if there is nothing to prove.
    [[nodiscard]] QByteArray proofField(const UpgradeCheck& check) const;
    /// While full, requests that are in order get 503.
    void setFull(bool full) { m_full = full; }
    [[nodiscard]] bool isFull() const { return m_full; }
    /// Sockets of this gate that exist, passed ones included.
    [[nodiscard]] int socketCount() const { return m_socketCount; }
    /// Stops listening and sends everybody away who was not passed.
    void shut();

Q_SIGNALS:
    /// The receiver owns `socket`, which has no parent.
    void passed(QTcpSocket* socket, const QByteArray& path);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    [[nodiscard]] std::unique_ptr<QTcpSocket> makeSocket() const;

    QObject m_visitors; ///< parent of the connections that were not passed yet
    std::optional<QSslConfiguration> m_tls;
    UpgradePolicy m_policy;
    QByteArray m_provenPath;
    Proof m_proof;
    int m_socketCount = 0;
    bool m_full = false;
};

/// Calls `tell` when `socket` is destroyed, as long as `context` lives. Its own destroyed() does not serve: QWebSocket
/// severs every connection of its socket, not only those that it made (Qt 6.4.2).
void whenGone(QTcpSocket& socket, QObject& context, const std::function<void()>& tell);

} // namespace viz
