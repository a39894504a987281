// WebSockets where Qt's own module is missing: frames by libwslay, the rest on QTcpSocket and QSslSocket.

#include "core/transport/upgrade_request.h"
#include "core/transport/web_socket.h"
#include "core/transport/web_socket_frames.h"
#include "core/transport/web_socket_handshake.h"

#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpSocket>

#include <utility>

namespace viz {

namespace {

using Side = WebSocketFrames::Side;

/// Bytes that wait unread; more stay with the sender.
constexpr qint64 kReadBufferBytes = 16 * 1024;
constexpr char kHeadEnd[] = "\r\n\r\n";

class WslayWebSocket final : public WebSocket {
public:
    /// For dial().
    WslayWebSocket() : m_frames(Side::Client, listener()) {}
    /// Open already, and the one to whom `connection` belongs.
    explicit WslayWebSocket(QTcpSocket* connection);

    void dial(const QNetworkRequest& request, const QNetworkProxy& proxy, const QSslConfiguration& tls) override;
    void setMaxMessageBytes(int bytes) override { m_frames.setMaxMessageBytes(bytes); }
    void send(const QByteArray& message) override;
    void close(int code) override;
    void abort() override;
    void ignoreSslErrors() override;

    [[nodiscard]] qint64 bytesToWrite() const override { return m_connection ? m_connection->bytesToWrite() : 0; }
    [[nodiscard]] QTcpSocket* connection() const override { return m_connection; }
    [[nodiscard]] int closeCode() const override { return m_frames.closeCode(); }
    [[nodiscard]] QAbstractSocket::SocketError error() const override;
    [[nodiscard]] QString errorText() const override;
    [[nodiscard]] QByteArray answer() const override { return m_answer; }

private:
    enum class Phase : std::uint8_t { Idle, Dialling, Open, Over };

    [[nodiscard]] WebSocketFrames::Listener listener();
    void adopt(QTcpSocket* connection);
    void connectPlain(const QUrl& url, const QNetworkProxy& proxy);
    void connectEncrypted(const QUrl& url, const QNetworkProxy& proxy, const QSslConfiguration& tls);
    void ask();
    void read();
    void readAnswer();
    void readFrames();
    void flush();
    void giveUp(const QString& why);

    WebSocketFrames m_frames;
    QTcpSocket* m_connection = nullptr; ///< a child
    Phase m_phase = Phase::Idle;
    QNetworkRequest m_request;
    QByteArray m_key;
    QByteArray m_answer;
    QString m_ownError;
};

WslayWebSocket::WslayWebSocket(QTcpSocket* connection) : m_frames(Side::Server, listener()), m_phase(Phase::Open) {
    adopt(connection);
}

WebSocketFrames::Listener WslayWebSocket::listener() {
    return {.onFrame = [this](bool isLast) { Q_EMIT frameReceived(isLast); },
            .onText = [this] { Q_EMIT textReceived(); },
            .onMessage = [this](const QByteArray& message) { Q_EMIT messageReceived(message); }};
}

void WslayWebSocket::adopt(QTcpSocket* connection) {
    m_connection = connection;
    connection->setParent(this); // they live, move between threads and die together
    connection->setReadBufferSize(kReadBufferBytes);
    connect(connection, &QTcpSocket::readyRead, this, &WslayWebSocket::read);
    connect(connection, &QTcpSocket::errorOccurred, this, &WebSocket::lost);
    connect(connection, &QTcpSocket::disconnected, this, &WebSocket::lost);
}

void WslayWebSocket::dial(const QNetworkRequest& request, const QNetworkProxy& proxy, const QSslConfiguration& tls) {
    const QUrl url = request.url();
    m_request = request;
    m_phase = Phase::Dialling;
    if (url.scheme() == QLatin1StringView("ws"))
        return connectPlain(url, proxy);
    if (url.scheme() == QLatin1StringView("wss") && QSslSocket::supportsSsl())
        return connectEncrypted(url, proxy, tls);
    giveUp(QStringLiteral("neither ws nor wss, or no TLS"));
}

void WslayWebSocket::connectPlain(const QUrl& url, const QNetworkProxy& proxy) {
    constexpr int kPort = 80;
    auto* const socket = new QTcpSocket;
    adopt(socket);
    connect(socket, &QTcpSocket::connected, this, &WslayWebSocket::ask);
    socket->setProxy(proxy);
    socket->connectToHost(url.host(), static_cast<quint16>(url.port(kPort)));
}

void WslayWebSocket::connectEncrypted(const QUrl& url, const QNetworkProxy& proxy, const QSslConfiguration& tls) {
    constexpr int kPort = 443;
    auto* const socket = new QSslSocket;
    adopt(socket);
    connect(socket, &QSslSocket::encrypted, this, &WslayWebSocket::ask);
    connect(socket, &QSslSocket::sslErrors, this, &WebSocket::sslErrors);
    socket->setSslConfiguration(tls);
    socket->setProxy(proxy);
    socket->connectToHostEncrypted(url.host(), static_cast<quint16>(url.port(kPort)));
}

void WslayWebSocket::ask() {
    Q_EMIT reached();
    if (m_phase != Phase::Dialling)
        return;
    m_key = makeWebSocketKey();
    m_connection->write(webSocketRequest(m_request, m_key));
}

void WslayWebSocket::read() {
    if (m_phase == Phase::Dialling)
        readAnswer();
    if (m_phase == Phase::Open)
        readFrames();
}

void WslayWebSocket::readAnswer() {
    m_answer = m_connection->peek(kMaxAnswerBytes);
    const qsizetype end = m_answer.indexOf(kHeadEnd);
    if (end < 0 && m_answer.size() < kMaxAnswerBytes)
        return;
    if (end < 0 || !opensWebSocket(m_answer.first(end + qsizetype{sizeof kHeadEnd - 1}), m_key))
        return giveUp(QStringLiteral("not the answer of a WebSocket"));
    m_connection->skip(end + qsizetype{sizeof kHeadEnd - 1});
    m_answer.clear();
    m_phase = Phase::Open;
    Q_EMIT opened();
}

void WslayWebSocket::readFrames() {
    const bool wasClosing = m_frames.closeCode() != 0;
    m_frames.read(m_connection->readAll());
    if (m_phase != Phase::Open)
        return;
    flush();
    if (!wasClosing && m_frames.closeCode() != 0)
        Q_EMIT closing();
    if (m_phase == Phase::Open && m_frames.closeCode() != 0)
        m_connection->disconnectFromHost();
}

void WslayWebSocket::flush() {
    if (const QByteArray bytes = m_frames.takeOutput(); !bytes.isEmpty())
        m_connection->write(bytes);
}

void WslayWebSocket::send(const QByteArray& message) {
    if (m_phase != Phase::Open)
        return;
    m_frames.write(message);
    flush();
}

void WslayWebSocket::close(int code) {
    if (m_phase != Phase::Open)
        return;
    m_frames.writeClose(code);
    flush();
    m_connection->flush(); // the thread may end before its loop comes round to it
}

void WslayWebSocket::abort() {
    m_phase = Phase::Over;
    m_frames.stopReading();
    if (!m_connection)
        return;
    m_connection->disconnect(this);
    m_connection->abort();
}

void WslayWebSocket::ignoreSslErrors() {
    if (auto* const secure = qobject_cast<QSslSocket*>(m_connection))
        secure->ignoreSslErrors();
}

void WslayWebSocket::giveUp(const QString& why) {
    m_ownError = why;
    m_phase = Phase::Over;
    Q_EMIT lost();
}

QAbstractSocket::SocketError WslayWebSocket::error() const {
    return m_connection && m_ownError.isEmpty() ? m_connection->error() : QAbstractSocket::UnknownSocketError;
}

QString WslayWebSocket::errorText() const {
    return m_connection && m_ownError.isEmpty() ? m_connection->errorString() : m_ownError;
}

class WslayUpgrader final : public WebSocketUpgrader {
public:
    void upgrade(QTcpSocket* socket) override {
        const QByteArray request = socket->read(static_cast<qint64>(kMaxUpgradeRequestBytes));
        socket->write(webSocketAnswer(request));
        Q_EMIT upgraded(new WslayWebSocket(socket));
    }
};

} // namespace

std::unique_ptr<WebSocket> makeWebSocket() { return std::make_unique<WslayWebSocket>(); }

std::unique_ptr<WebSocketUpgrader> makeWebSocketUpgrader() { return std::make_unique<WslayUpgrader>(); }

} // namespace viz
