#include "core/transport/host_gate.h"

#include <QHostAddress>
#include <QTcpSocket>
#include <QTimer>

#include <memory>
#include <string>

namespace viz {

namespace {

QByteArray statusLine(UpgradeVerdict verdict) {
    switch (verdict) {
    case UpgradeVerdict::Forbidden:
        return QByteArrayLiteral("403 Forbidden");
    case UpgradeVerdict::NotFound:
        return QByteArrayLiteral("404 Not Found");
    case UpgradeVerdict::UpgradeRequired:
        return QByteArrayLiteral("426 Upgrade Required\r\nUpgrade: websocket");
    case UpgradeVerdict::Accept:
        return QByteArrayLiteral("503 Service Unavailable");
    default:
        return QByteArrayLiteral("400 Bad Request");
    }
}

std::string hostLiteral(const QHostAddress& address) {
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    if (isIpv4)
        return QHostAddress(ipv4).toString().toStdString();
    QHostAddress unscoped(address);
    unscoped.setScopeId({});
    return '[' + unscoped.toString().toStdString() + ']';
}

/// One connection until it is passed on or gone.
class Visitor final : public QObject {
public:
    Visitor(HostGate& gate, std::unique_ptr<QTcpSocket> socket, QObject* parent)
        : QObject(parent)
        , m_gate(gate)
        , m_socket(std::move(socket))
        , m_localAddress(hostLiteral(m_socket->localAddress())) {
        connect(m_socket.get(), &QTcpSocket::readyRead, this, &Visitor::read);
        connect(m_socket.get(), &QTcpSocket::disconnected, this, &Visitor::leave);
        m_patience.setSingleShot(true);
        connect(&m_patience, &QTimer::timeout, this, &Visitor::leave);
        m_patience.start(HostGate::kPatience);
    }

    ~Visitor() override { drop(); }

private:
    void read() {
        const QByteArray request = m_socket->peek(kMaxUpgradeRequestBytes + 1);
        const std::string_view bytes(request.constData(), static_cast<std::size_t>(request.size()));
        const UpgradeCheck check = checkUpgradeRequest(bytes, m_localAddress, m_gate.policy());
        if (check.verdict == UpgradeVerdict::Incomplete)
            return;
        if (check.verdict == UpgradeVerdict::Accept && !m_gate.isFull())
            pass(QByteArray(check.path.data(), static_cast<qsizetype>(check.path.size())));
        else
            sendAway(check.verdict);
    }

    void pass(const QByteArray& path) {
        m_patience.stop();
        m_socket->disconnect(this);
        deleteLater();
        Q_EMIT m_gate.passed(m_socket.release(), path);
    }

    void sendAway(UpgradeVerdict verdict) {
        disconnect(m_socket.get(), &QTcpSocket::readyRead, this, nullptr);
        // Unread bytes would turn the close into a reset that overtakes the answer.
        m_socket->readAll();
        m_socket->write("HTTP/1.1 " + statusLine(verdict) + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        m_socket->disconnectFromHost(); // the patience goes on for one that does not take the answer
    }

    void leave() {
        drop();
        deleteLater();
    }

    void drop() {
        m_patience.stop();
        if (!m_socket)
            return;
        m_socket->disconnect(this);
        m_socket->abort();
        m_socket.release()->deleteLater(); // this may be its own signal
    }

    HostGate& m_gate;
    std::unique_ptr<QTcpSocket> m_socket;
    const std::string m_localAddress;
    QTimer m_patience;
};

} // namespace

void whenGone(QTcpSocket& socket, QObject& context, const std::function<void()>& tell) {
    auto* const shadow = new QObject(&socket);
    QObject::connect(shadow, &QObject::destroyed, &context, tell);
}

void HostGate::shut() {
    close();
    qDeleteAll(m_visitors.children());
}

void HostGate::incomingConnection(qintptr descriptor) {
    auto socket = std::make_unique<QTcpSocket>();
    if (!socket->setSocketDescriptor(descriptor) || m_socketCount >= kMaxSockets) {
        socket->abort();
        return;
    }
    socket->setReadBufferSize(kReadBufferBytes);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    ++m_socketCount;
    whenGone(*socket, *this, [this] { --m_socketCount; });
    new Visitor(*this, std::move(socket), &m_visitors);
}

} // namespace viz
