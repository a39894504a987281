#pragma once

#include "core/transport/tls_identity.h"
#include "core/transport/upgrade_request.h"

#include <QByteArray>
#include <QPointer>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTimer>

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

class QTcpSocket;

namespace viz {

/// The door in front of the WebSocket server: reads the HTTP request of each connection itself, sends strangers away
/// with an empty answer, and passes on sockets whose request is in order and still unread. A socket of its own is never
/// older than kPatience, and no more than kMaxSockets exist, passed ones included, until they are destroyed; besides
/// them kMaxArrivals that the system handed over a moment ago. Where the program may open only few files, visitors get
/// fewer of them, so that the call has what it needs.
class HostGate final : public QTcpServer {
    Q_OBJECT

public:
    static constexpr int kMaxSockets = 64;
    static constexpr std::chrono::milliseconds kPatience{5'000};
    /// Connections taken from the system before this thread looks after everything else again. Without a limit Qt takes
    /// them for as long as a crowd brings them: the records of a call waited 20 to 48 ms.
    static constexpr int kMaxArrivals = 8;
    /// Connections that the system holds ready meanwhile; whoever comes while they are all taken tries again after 1 s.
    static constexpr int kBacklog = 256;
    /// Files that visitors leave to the rest of the program (sound devices, recordings, a tunnel program and its
    /// probes), or a quarter of what it may open, if that is less.
    static constexpr qintptr kSpareFiles = 16;
    /// When the system refuses another connection: after this the next is tried.
    static constexpr std::chrono::milliseconds kBreath{100};
    /// From one visitor's TLS handshake to the next. Each costs this thread about a millisecond, and the records of a
    /// call wait meanwhile: 64 at once held them up for 60 to 90 ms.
    static constexpr std::chrono::milliseconds kTlsPace{2};
    /// Bytes that wait unread in a socket; more stay with the sender. Above the limits of header and message.
    static constexpr qint64 kReadBufferBytes = 16 * qint64{1024};

    HostGate();
    ~HostGate() override { shut(); }

    /// For connections that arrive from now on.
    void serveTls(const TlsIdentity& identity);
    /// Runs `startTls` for a visitor, at once or when those before it have had their turn (kTlsPace), if `visitor` is
    /// still there.
    void takeTurn(QObject& visitor, std::function<void()> startTls);

    [[nodiscard]] const UpgradePolicy& policy() const { return m_policy; }
    void setPolicy(UpgradePolicy policy) { m_policy = std::move(policy); }
    /// Makes X-Viz of X-Viz-Nonce; both are bytes.
    using Proof = std::function<QByteArray(const QByteArray& nonce)>;
    /// A request for exactly `path` that is no WebSocket gets a proof with its 426 if it asks for one.
    void setProof(const QByteArray& path, Proof proof);
    /// The header field for such a request, with its line end; empty if there is nothing to prove.
    [[nodiscard]] QByteArray proofField(const UpgradeCheck& check) const;
    using IsFull = std::function<bool(const QByteArray& path)>;
    /// Where `isFull` says so of its path, a request that is in order gets 503.
    void setFull(IsFull isFull) { m_isFull = std::move(isFull); }
    [[nodiscard]] bool isFull(const QByteArray& path) const { return m_isFull && m_isFull(path); }
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
    struct Turn {
        QPointer<QObject> visitor;
        std::function<void()> startTls;
    };

    void receive();
    void nextTurn();
    void catchBreath();
    [[nodiscard]] bool hasPlaceFor(qintptr descriptor) const;
    [[nodiscard]] std::unique_ptr<QTcpSocket> makeSocket() const;

    QObject m_visitors; ///< parent of the connections that were not passed yet
    std::optional<QSslConfiguration> m_tls;
    QTimer m_pace;            ///< active while the next turn must wait
    std::deque<Turn> m_turns; ///< who waits
    UpgradePolicy m_policy;
    qintptr m_endOfFiles; ///< descriptors from here on are not for visitors
    QByteArray m_provenPath;
    Proof m_proof;
    IsFull m_isFull;
    int m_socketCount = 0;
};

/// Calls `tell` when `socket` is destroyed, as long as `context` lives. Its own destroyed() does not serve: QWebSocket
/// severs every connection of its socket, not only those that it made (Qt 6.4.2).
void whenGone(QTcpSocket& socket, QObject& context, const std::function<void()>& tell);

} // namespace viz
