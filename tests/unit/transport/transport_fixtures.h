#pragma once

#include "core/transport/link.h"
#include "core/transport/web_socket_host.h"
#include "tests/support/wait_for.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace viz::test {

inline constexpr char kPath[] = "/v1/PhIx1lBaOsM";

inline QUrl urlOf(quint16 port, const char* path = kPath) {
    return QUrl(QStringLiteral("ws://127.0.0.1:%1%2").arg(port).arg(QLatin1StringView(path)));
}

inline QByteArray upgradeRequest(const char* path = kPath, const QByteArray& extraFields = {}) {
    return QByteArray("GET ") + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
           extraFields + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
}

/// A frame as a client sends it, masked with zeros.
inline QByteArray frameOf(int opcode, const QByteArray& payload, bool last = true) {
    QByteArray frame;
    frame += static_cast<char>((last ? 0x80 : 0) | opcode);
    if (payload.size() < 126) {
        frame += static_cast<char>(0x80 | payload.size());
    } else {
        frame += static_cast<char>(0x80 | 126);
        frame += static_cast<char>(payload.size() >> 8);
        frame += static_cast<char>(payload.size());
    }
    return frame + QByteArray(4, '\0') + payload;
}

inline constexpr int kContinuation = 0;
inline constexpr int kText = 1;
inline constexpr int kBinary = 2;
inline constexpr int kCloseFrame = 8;
inline constexpr int kPing = 9;

/// Notes what a link says.
class LinkRecorder {
public:
    explicit LinkRecorder(Link& link) {
        QObject::connect(&link, &Link::opened, &link, [this] { ++opened; });
        QObject::connect(&link, &Link::received, &link, [this](const QByteArray& message) {
            afterTheEnd |= !ends.empty();
            messages.push_back(message);
        });
        QObject::connect(&link, &Link::closed, &link, [this](const LinkEnd& end) { ends.push_back(end); });
    }

    [[nodiscard]] bool waitForEnd() const {
        return waitFor([&] { return !ends.empty(); });
    }

    int opened = 0;
    std::vector<QByteArray> messages;
    std::vector<LinkEnd> ends;
    bool afterTheEnd = false;
};

/// A TCP client without manners.
class RawPeer {
public:
    explicit RawPeer(quint16 port, const QByteArray& firstWords = {}) {
        QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket, [this] { m_received += m_socket.readAll(); });
        QObject::connect(&m_socket, &QTcpSocket::connected, &m_socket, [this] { m_wasConnected = true; });
        m_socket.connectToHost(QHostAddress::LocalHost, port);
        m_socket.write(firstWords);
    }

    [[nodiscard]] QTcpSocket& socket() { return m_socket; }
    [[nodiscard]] const QByteArray& received() const { return m_received; }
    void write(const QByteArray& bytes) { m_socket.write(bytes); }
    void stopReading() {
        m_socket.disconnect(&m_socket);
        m_socket.setReadBufferSize(1);
    }
    [[nodiscard]] bool waitForConnection() {
        return waitFor([&] { return m_wasConnected; });
    }
    [[nodiscard]] bool waitForEnd() {
        return waitFor([&] { return m_socket.state() == QAbstractSocket::UnconnectedState; });
    }
    [[nodiscard]] bool waitForUpgrade() {
        return waitFor([&] { return m_received.contains("\r\n\r\n"); }) && m_received.startsWith("HTTP/1.1 101");
    }

private:
    QTcpSocket m_socket;
    QByteArray m_received;
    bool m_wasConnected = false;
};

/// A WebSocketHost on a free port that keeps and records what arrives.
class HostWorld {
public:
    struct Guest {
        std::unique_ptr<Link> link;
        std::unique_ptr<LinkRecorder> record;
        QByteArray path;
    };

    explicit HostWorld(const std::optional<TlsIdentity>& identity = std::nullopt) {
        QObject::connect(&host, &WebSocketHost::arrived, &host, [this](Link* link, const QByteArray& path) {
            guests.push_back({std::unique_ptr<Link>(link), std::make_unique<LinkRecorder>(*link), path});
        });
        host.setPaths({kPath});
        if (identity)
            host.serveTls(*identity);
        isListening = host.listen(QHostAddress::LocalHost, 0);
    }

    [[nodiscard]] bool waitForGuests(std::size_t count) const {
        return waitFor([&] { return guests.size() == count; });
    }
    [[nodiscard]] bool waitForNoSockets() const {
        return waitFor([&] { return host.socketCount() == 0; });
    }

    WebSocketHost host;
    std::vector<Guest> guests;
    bool isListening = false;
};

/// A TCP server that lets a test deal with every connection.
class RawServer {
public:
    using Handler = std::function<void(QTcpSocket& socket, const QByteArray& request)>;

    /// `handler` runs once a connection, when the request's empty line is there.
    explicit RawServer(Handler handler) : m_handler(std::move(handler)) {
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { accept(); });
        m_server.listen(QHostAddress::LocalHost, 0);
    }

    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }

private:
    void accept() {
        QTcpSocket* const socket = m_server.nextPendingConnection();
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
            if (!socket->peek(16'384).contains("\r\n\r\n"))
                return;
            socket->disconnect(socket);
            m_handler(*socket, socket->readAll());
        });
    }

    Handler m_handler;
    QTcpServer m_server;
};

} // namespace viz::test
