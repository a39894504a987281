// WebSockets by Qt's own module.

#include "core/transport/web_socket.h"

#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QPointer>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpSocket>
#include <QWebSocket>
#include <QWebSocketServer>

#include <algorithm>
#include <vector>

namespace viz {

namespace {

/// Must exceed the largest message + 14 bytes of frame header, or large frames never complete.
constexpr qint64 kReadBufferBytes = 16 * 1024;
/// A head of an HTTP answer that is looked at.
constexpr qint64 kAnswerBytes = 8 * 1024;

/// QWebSocket's error signal got its own name in Qt 6.5; before, it shares one with error().
constexpr auto kErrorSignal =
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    &QWebSocket::errorOccurred;
#else
    qOverload<QAbstractSocket::SocketError>(&QWebSocket::error);
#endif

class QtWebSocket final : public WebSocket {
public:
    explicit QtWebSocket(std::unique_ptr<QWebSocket> socket);

    void dial(const QNetworkRequest& request, const QNetworkProxy& proxy, const QSslConfiguration& tls) override;
    void setMaxMessageBytes(int bytes) override;
    void send(const QByteArray& message) override { m_socket->sendBinaryMessage(message); }
    void close(int code) override { m_socket->close(static_cast<QWebSocketProtocol::CloseCode>(code)); }
    void abort() override;
    void ignoreSslErrors() override { m_socket->ignoreSslErrors(); }

    [[nodiscard]] qint64 bytesToWrite() const override { return m_socket->bytesToWrite(); }
    [[nodiscard]] QTcpSocket* connection() const override { return m_connection; }
    [[nodiscard]] int closeCode() const override { return m_socket->closeCode(); }
    [[nodiscard]] QAbstractSocket::SocketError error() const override;
    [[nodiscard]] QString errorText() const override;
    [[nodiscard]] QByteArray answer() const override;

private:
    void passOn();
    void watchConnection();
    void keepAnswer();
    void becomeOpen();

    std::unique_ptr<QWebSocket> m_socket;
    QPointer<QTcpSocket> m_connection; ///< inside of m_socket
};

QtWebSocket::QtWebSocket(std::unique_ptr<QWebSocket> socket)
    : m_socket(std::move(socket)), m_connection(m_socket->findChild<QTcpSocket*>()) {
    m_socket->setParent(this); // it moves between threads with this
    m_socket->setReadBufferSize(kReadBufferBytes);
    passOn();
}

void QtWebSocket::passOn() {
    const QWebSocket* const socket = m_socket.get();
    connect(socket, kErrorSignal, this, &WebSocket::lost);
    connect(socket, &QWebSocket::disconnected, this, &WebSocket::lost);
    connect(socket, &QWebSocket::aboutToClose, this, &WebSocket::closing);
    connect(socket, &QWebSocket::sslErrors, this, &WebSocket::sslErrors);
    connect(socket, &QWebSocket::binaryMessageReceived, this, &WebSocket::messageReceived);
    connect(socket, &QWebSocket::binaryFrameReceived, this,
            [this](const QByteArray&, bool isLast) { Q_EMIT frameReceived(isLast); });
    connect(socket, &QWebSocket::textFrameReceived, this, [this] { Q_EMIT textReceived(); });
}

void QtWebSocket::dial(const QNetworkRequest& request, const QNetworkProxy& proxy, const QSslConfiguration& tls) {
    connect(m_socket.get(), &QWebSocket::connected, this, &QtWebSocket::becomeOpen);
    m_socket->setSslConfiguration(tls);
    m_socket->setProxy(proxy);
    m_socket->open(request);
    m_connection = m_socket->findChild<QTcpSocket*>();
    watchConnection();
}

/// The request waits in a QSslSocket until it is encrypted (Qt 6.4.2), and goes with it if the socket is aborted.
void QtWebSocket::watchConnection() {
    if (auto* const secure = qobject_cast<QSslSocket*>(m_connection))
        connect(secure, &QSslSocket::encrypted, this, &QtWebSocket::keepAnswer);
    else if (m_connection)
        connect(m_connection, &QTcpSocket::connected, this, &QtWebSocket::keepAnswer);
}

/// QWebSocket keeps status and headers of an answer to itself. Within a transaction the bytes that it reads can be
/// read once more if it then fails.
void QtWebSocket::keepAnswer() {
    m_connection->startTransaction();
    Q_EMIT reached();
}

QByteArray QtWebSocket::answer() const {
    if (!m_connection || !m_connection->isTransactionStarted())
        return {};
    m_connection->rollbackTransaction();
    return m_connection->peek(kAnswerBytes);
}

void QtWebSocket::becomeOpen() {
    if (m_connection)
        m_connection->commitTransaction();
    Q_EMIT opened();
}

void QtWebSocket::setMaxMessageBytes(int bytes) {
    m_socket->setMaxAllowedIncomingFrameSize(static_cast<quint64>(bytes));
    m_socket->setMaxAllowedIncomingMessageSize(static_cast<quint64>(bytes));
}

void QtWebSocket::abort() {
    m_socket->disconnect(this);
    if (m_connection)
        m_connection->disconnect(this);
    m_socket->abort();
}

QAbstractSocket::SocketError QtWebSocket::error() const {
    return m_connection ? m_connection->error() : m_socket->error();
}

QString QtWebSocket::errorText() const { return m_connection ? m_connection->errorString() : m_socket->errorString(); }

class QtUpgrader final : public WebSocketUpgrader {
public:
    QtUpgrader() { connect(&m_server, &QWebSocketServer::newConnection, this, &QtUpgrader::takeUpgraded); }

    void upgrade(QTcpSocket* socket) override;

private:
    void takeUpgraded();
    [[nodiscard]] QTcpSocket* takeConnectionOf(const QWebSocket& webSocket);

    std::vector<QPointer<QTcpSocket>> m_waiting;
    QWebSocketServer m_server{QString(), QWebSocketServer::NonSecureMode}; ///< never listens, only shakes hands
};

void QtUpgrader::upgrade(QTcpSocket* socket) {
    std::erase(m_waiting, nullptr);
    m_waiting.emplace_back(socket);
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    socket->setParent(&m_server);
    m_server.handleConnection(socket);
}

void QtUpgrader::takeUpgraded() {
    while (std::unique_ptr<QWebSocket> webSocket{m_server.nextPendingConnection()}) {
        QTcpSocket* const connection = takeConnectionOf(*webSocket);
        if (!connection)
            continue;
        disconnect(connection, &QTcpSocket::disconnected, connection, nullptr);
        connection->setParent(webSocket.get()); // they live, move between threads and die together
        Q_EMIT upgraded(new QtWebSocket(std::move(webSocket)));
    }
}

/// QWebSocketServer does not tell which socket it has upgraded.
QTcpSocket* QtUpgrader::takeConnectionOf(const QWebSocket& webSocket) {
    const auto isBelow = [&](const QPointer<QTcpSocket>& socket) {
        return socket && socket->peerPort() == webSocket.peerPort() &&
               socket->peerAddress() == webSocket.peerAddress() && socket->localAddress() == webSocket.localAddress();
    };
    const auto found = std::ranges::find_if(m_waiting, isBelow);
    if (found == m_waiting.end())
        return nullptr;
    QTcpSocket* const connection = *found;
    m_waiting.erase(found);
    return connection;
}

} // namespace

std::unique_ptr<WebSocket> makeWebSocket() { return std::make_unique<QtWebSocket>(std::make_unique<QWebSocket>()); }

std::unique_ptr<WebSocketUpgrader> makeWebSocketUpgrader() { return std::make_unique<QtUpgrader>(); }

} // namespace viz
