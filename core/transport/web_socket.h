#pragma once

#include <QAbstractSocket>
#include <QByteArray>
#include <QList>
#include <QObject>
#include <QSslError>
#include <QString>

#include <memory>

class QNetworkProxy;
class QNetworkRequest;
class QSslConfiguration;
class QTcpSocket;

namespace viz {

/// One WebSocket as a library gives it: the HTTP handshake of who dials, and the frames of RFC 6455. The port behind
/// which WebSocketLink and WebSocketHost do not see which library that is; it has no rules of Viz. Lives on the network
/// thread. After abort() it is silent, whatever still happens below.
class WebSocket : public QObject {
    Q_OBJECT

public:
    /// Once, for a socket of makeWebSocket(). `request`: a ws or wss URL, and header fields that go out besides those
    /// of the handshake. Anything that fails is told by lost(), perhaps before this returns.
    virtual void dial(const QNetworkRequest& request, const QNetworkProxy& proxy, const QSslConfiguration& tls) = 0;
    /// Of a frame and of a message that comes in; what announces more is answered with close code 1009.
    virtual void setMaxMessageBytes(int bytes) = 0;
    virtual void send(const QByteArray& message) = 0;
    /// Sends a goodbye, which is with the operating system when this returns if it had room for all that was sent
    /// before. Goes on reading until the other side has said it, too; whoever waits for that sets a limit.
    virtual void close(int code) = 0;
    virtual void abort() = 0;
    /// Only in a slot of sslErrors().
    virtual void ignoreSslErrors() = 0;

    /// What send() took and the connection below has not.
    [[nodiscard]] virtual qint64 bytesToWrite() const = 0;
    /// The connection below (a QSslSocket for wss), which belongs to this; null where there is none.
    [[nodiscard]] virtual QTcpSocket* connection() const = 0;
    /// After closing(): the close code of the other side, or the one that says what it did wrong.
    [[nodiscard]] virtual int closeCode() const = 0;
    /// After lost().
    [[nodiscard]] virtual QAbstractSocket::SocketError error() const = 0;
    [[nodiscard]] virtual QString errorText() const = 0;
    /// After lost() of a dial: what the other side sent instead of a WebSocket, the first 8 KiB of it.
    [[nodiscard]] virtual QByteArray answer() const = 0;

Q_SIGNALS:
    /// TCP, and with wss TLS, has a connection; the request has not gone out yet, and never will if this is aborted
    /// now.
    void reached();
    void sslErrors(const QList<QSslError>& errors);
    void opened();
    void messageReceived(const QByteArray& message);
    /// Of a binary message, before messageReceived().
    void frameReceived(bool isLast);
    /// A text message, or a part of one.
    void textReceived();
    /// The other side says goodbye, or breaks RFC 6455 and is told so. lost() follows if it keeps to the rules.
    void closing();
    /// There is no connection (any more). May come more than once.
    void lost();
};

/// Does the host's half of the handshake.
class WebSocketUpgrader : public QObject {
    Q_OBJECT

public:
    /// `socket`: of HostGate::passed(), with its request unread; belongs to this from now on.
    virtual void upgrade(QTcpSocket* socket) = 0;

Q_SIGNALS:
    /// An open WebSocket, perhaps before upgrade() returns. Its connection() is the socket that was given, and the
    /// receiver owns it. A socket whose connection ends before is deleted.
    void upgraded(viz::WebSocket* webSocket);
};

/// By the library that the build has chosen (VIZ_WEBSOCKETS).
[[nodiscard]] std::unique_ptr<WebSocket> makeWebSocket();
[[nodiscard]] std::unique_ptr<WebSocketUpgrader> makeWebSocketUpgrader();

} // namespace viz
