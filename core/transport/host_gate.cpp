#include "core/transport/host_gate.h"

#include <QHostAddress>
#include <QNetworkProxy>
#include <QSslSocket>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <limits>
#include <memory>
#include <string>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

namespace viz {

namespace {

constexpr char kTlsHandshakeRecord = 0x16; // RFC 8446 section 5.1: the first byte of every TLS connection

const QByteArray& tlsRequired() {
    static const QByteArray status("426 Upgrade Required\r\nUpgrade: TLS/1.2, HTTP/1.1");
    return status;
}

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

qintptr endOfVisitorsFiles() {
#ifdef Q_OS_UNIX
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < std::numeric_limits<int>::max()) {
        const auto end = static_cast<qintptr>(files.rlim_cur);
        return end - std::min(HostGate::kSpareFiles, end / 4);
    }
#endif
    return std::numeric_limits<qintptr>::max();
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
        if (m_socket->bytesAvailable() > 0) // they may have come before anybody listened to their signal
            read();
    }

    ~Visitor() override { drop(); }

private:
    void read() {
        auto* const secure = qobject_cast<QSslSocket*>(m_socket.get());
        if (!secure || secure->mode() != QSslSocket::UnencryptedMode)
            readRequest();
        else if (!std::exchange(m_waitsForTurn, true))
            m_gate.takeTurn(*this, [this] { startTls(); });
    }

    void startTls() {
        char first = 0;
        m_waitsForTurn = false;
        if (!m_socket || m_socket->peek(&first, 1) != 1)
            return;
        if (first == kTlsHandshakeRecord)
            static_cast<QSslSocket&>(*m_socket).startServerEncryption();
        else
            sendAway(tlsRequired());
    }

    void readRequest() {
        const QByteArray request = m_socket->peek(kMaxUpgradeRequestBytes + 1);
        const std::string_view bytes(request.constData(), static_cast<std::size_t>(request.size()));
        const UpgradeCheck check = checkUpgradeRequest(bytes, m_localAddress, m_gate.policy());
        if (check.verdict == UpgradeVerdict::Incomplete)
            return;
        const QByteArray path(check.path.data(), static_cast<qsizetype>(check.path.size()));
        if (check.verdict == UpgradeVerdict::Accept && !m_gate.isFull(path))
            pass(path);
        else
            sendAway(statusLine(check.verdict), m_gate.proofField(check));
    }

    void pass(const QByteArray& path) {
        m_patience.stop();
        m_socket->disconnect(this);
        deleteLater();
        Q_EMIT m_gate.passed(m_socket.release(), path);
    }

    /// `fields`: more header fields, each with its line end.
    void sendAway(const QByteArray& status, const QByteArray& fields = {}) {
        disconnect(m_socket.get(), &QTcpSocket::readyRead, this, nullptr);
        // Unread bytes would turn the close into a reset that overtakes the answer.
        m_socket->readAll();
        m_socket->write("HTTP/1.1 " + status + "\r\n" + fields + "Connection: close\r\nContent-Length: 0\r\n\r\n");
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
    bool m_waitsForTurn = false;
};

} // namespace

void whenGone(QTcpSocket& socket, QObject& context, const std::function<void()>& tell) {
    auto* const shadow = new QObject(&socket);
    QObject::connect(shadow, &QObject::destroyed, &context, tell);
}

/// It listens on this computer, whatever proxy is used to get out of it: a SOCKS proxy could listen for us, too.
HostGate::HostGate() : m_endOfFiles(endOfVisitorsFiles()) {
    setProxy(QNetworkProxy::NoProxy);
    setMaxPendingConnections(kMaxArrivals);
    setListenBacklogSize(kBacklog);
    connect(this, &QTcpServer::newConnection, this, &HostGate::receive, Qt::QueuedConnection);
    connect(this, &QTcpServer::acceptError, this, &HostGate::catchBreath);
    connect(&m_pace, &QTimer::timeout, this, &HostGate::nextTurn);
    m_pace.setTimerType(Qt::PreciseTimer);
    m_pace.setInterval(kTlsPace);
}

/// QTcpServer stops accepting for good when the system has no descriptor or no memory left (Qt 6.4.2).
void HostGate::catchBreath() {
    QTimer::singleShot(kBreath, this, [this] {
        if (isListening())
            resumeAccepting();
    });
}

/// POSIX gives the lowest free number, so the number says how many are taken.
bool HostGate::hasPlaceFor(qintptr descriptor) const {
    return m_socketCount < kMaxSockets && descriptor < m_endOfFiles;
}

void HostGate::shut() {
    close();
    qDeleteAll(m_visitors.children());
}

void HostGate::serveTls(const TlsIdentity& identity) {
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificate(identity.certificate);
    tls.setPrivateKey(identity.key);
    tls.setPeerVerifyMode(QSslSocket::VerifyNone); // callers have no certificates
    tls.setCaCertificates({});                     // or Qt gives each connection a store of all that the system trusts
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setSslOption(QSsl::SslOptionDisableSessionTickets, true);
    m_tls = tls;
}

void HostGate::takeTurn(QObject& visitor, std::function<void()> startTls) {
    m_turns.push_back({.visitor = &visitor, .startTls = std::move(startTls)});
    if (m_pace.isActive())
        return;
    m_pace.start();
    nextTurn();
}

void HostGate::nextTurn() {
    while (!m_turns.empty() && !m_turns.front().visitor)
        m_turns.pop_front();
    if (m_turns.empty())
        return m_pace.stop();
    const Turn turn = std::move(m_turns.front());
    m_turns.pop_front();
    turn.startTls();
}

void HostGate::setProof(const QByteArray& path, Proof proof) {
    m_provenPath = path;
    m_proof = std::move(proof);
}

QByteArray HostGate::proofField(const UpgradeCheck& check) const {
    if (!m_proof || check.nonce.empty() || QByteArrayView(check.path) != m_provenPath)
        return {};
    constexpr auto alphabet = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    const QByteArrayView text(check.nonce);
    const QByteArray nonce = QByteArray::fromBase64(text.toByteArray(), alphabet);
    return "X-Viz: " + m_proof(nonce).toBase64(alphabet) + "\r\n";
}

std::unique_ptr<QTcpSocket> HostGate::makeSocket() const {
    if (!m_tls)
        return std::make_unique<QTcpSocket>();
    auto secure = std::make_unique<QSslSocket>();
    secure->setSslConfiguration(*m_tls);
    return secure;
}

/// Into QTcpServer's queue: its loop ends where that is full, and goes on when receive() has made room.
void HostGate::incomingConnection(qintptr descriptor) {
    std::unique_ptr<QTcpSocket> socket = makeSocket();
    socket->setReadBufferSize(kReadBufferBytes);
    if (socket->setSocketDescriptor(descriptor))
        addPendingConnection(socket.release());
}

void HostGate::receive() {
    std::unique_ptr<QTcpSocket> socket(nextPendingConnection());
    if (!socket || socket->state() != QAbstractSocket::ConnectedState || !hasPlaceFor(socket->socketDescriptor()))
        return;
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    ++m_socketCount;
    whenGone(*socket, *this, [this] { --m_socketCount; });
    new Visitor(*this, std::move(socket), &m_visitors);
}

} // namespace viz
