#include "core/transport/web_socket_link.h"

#include "core/transport/dial_failure.h"
#include "core/transport/system_proxy.h"
#include "core/transport/web_socket.h"

#include <QLoggingCategory>
#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QSslConfiguration>
#include <QSslError>
#include <QSslSocket>
#include <QStringList>
#include <QTcpSocket>
#include <QTimer>

#include <optional>
#include <utility>

#ifdef Q_OS_LINUX
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#endif

Q_LOGGING_CATEGORY(vizTransport, "viz.transport")

namespace viz {

namespace {

using Reason = LinkEnd::Reason;
using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kCloseTimeout = 1s;
/// Pongs pile up for a peer that pings and does not read; whoever makes us hold more is not a caller.
constexpr qint64 kMaxStrangerBacklogBytes = 64 * 1024;
constexpr qint64 kMaxBacklogBytes = 4 * 1024 * 1024;

/// Each makes one tunnel's warning page step aside; the others ignore it.
QNetworkRequest dialRequest(const QUrl& url) {
    QNetworkRequest request(url.adjusted(QUrl::RemoveFragment | QUrl::RemoveUserInfo));
    request.setRawHeader("User-Agent", "Viz/1");
    request.setRawHeader("ngrok-skip-browser-warning", "1");
    request.setRawHeader("bypass-tunnel-reminder", "1");
    request.setRawHeader("skip_zrok_interstitial", "1");
    request.setRawHeader("X-Tunnel-Skip-AntiPhishing-Page", "true");
    request.setRawHeader("X-Pinggy-No-Screen", "1");
    return request;
}

/// After an outage TCP waits as long again as it has waited. With few packets in flight it need not: on a path of 60 ms
/// the first message arrived 1.0 instead of 1.5 s after the end of an outage of 3 s, and 0.9 instead of 8.1 s after one
/// of 10 s (20 ms messages, medians, Linux 6.18). Other systems do not have it.
void retrySteadily([[maybe_unused]] const QTcpSocket& socket) {
#ifdef TCP_THIN_LINEAR_TIMEOUTS
    const int on = 1;
    setsockopt(static_cast<int>(socket.socketDescriptor()), IPPROTO_TCP, TCP_THIN_LINEAR_TIMEOUTS, &on, sizeof on);
#endif
}

QString describe(const QList<QSslError>& errors) {
    QStringList texts;
    for (const QSslError& error : errors)
        texts += error.errorString();
    texts.removeDuplicates();
    return texts.join(QStringLiteral("; "));
}

/// RFC 6455 section 7.4.1: with these one side says that the other broke the rules.
bool saysViolation(int closeCode) {
    return closeCode == 1002 || closeCode == 1003 || closeCode == 1007 || closeCode == 1009;
}

} // namespace

struct WebSocketLink::State {
    enum class Phase : std::uint8_t { Idle, Dialling, Open, Closing, Ended };

    explicit State(WebSocketLink& theLink) : link(theLink), deadline(new QTimer(&theLink)) {
        deadline->setSingleShot(true);
        QObject::connect(deadline, &QTimer::timeout, &link, [this] { expire(); });
    }

    void adopt(std::unique_ptr<WebSocket> theSocket);
    void watchMessages();
    void dial(const QUrl& url, Certificate certificate);
    void dial(const QUrl& url, const PublicKeyHash& expected);
    void startDialling(const QUrl& url, const QSslConfiguration& tls);
    void judgeCertificate(const QList<QSslError>& errors, Certificate certificate);
    [[nodiscard]] bool isExpectedHost() const;
    void onReached();
    void becomeOpen();
    void countFragment(bool isLast);
    void checkBacklog();
    void noteClosing();
    void expire();
    void startClosing(const LinkEnd& why, CloseCode code);
    void lost();
    void judgeDial();
    void end(const LinkEnd& why);
    /// Closes the socket and hands it over for deletion; null if there is none.
    [[nodiscard]] WebSocket* letGo();

    WebSocketLink& link;
    QTimer* const deadline;
    WebSocket* socket = nullptr; ///< a child of the link
    Phase phase = Phase::Idle;
    std::optional<PublicKeyHash> hostKey; ///< dialled: only a host with this key will do
    LinkEnd planned;                      ///< while Closing: how it will have ended
    QString certificateError;
    qint64 maxBacklogBytes = kMaxStrangerBacklogBytes;
    int fragments = 0;
    bool reached = false;
};

void WebSocketLink::State::adopt(std::unique_ptr<WebSocket> theSocket) {
    socket = theSocket.release();
    socket->setParent(&link);
    socket->setMaxMessageBytes(kMaxStrangerMessageBytes);
    QObject::connect(socket, &WebSocket::lost, &link, [this] { lost(); });
    QObject::connect(socket, &WebSocket::closing, &link, [this] { noteClosing(); });
}

void WebSocketLink::State::watchMessages() {
    phase = Phase::Open;
    QObject::connect(socket, &WebSocket::messageReceived, &link, &Link::received);
    QObject::connect(socket, &WebSocket::frameReceived, &link, [this](bool isLast) { countFragment(isLast); });
    QObject::connect(socket, &WebSocket::textReceived, &link, [this] {
        startClosing({.reason = Reason::Violation, .detail = QStringLiteral("text message")}, CloseCode::Malformed);
    });
    if (const QTcpSocket* const connection = socket->connection())
        QObject::connect(connection, &QTcpSocket::readyRead, &link, [this] { checkBacklog(); });
}

void WebSocketLink::State::dial(const QUrl& url, Certificate certificate) {
    adopt(makeWebSocket());
    QObject::connect(socket, &WebSocket::sslErrors, &link,
                     [this, certificate](const QList<QSslError>& errors) { judgeCertificate(errors, certificate); });
    startDialling(url, QSslConfiguration::defaultConfiguration());
}

/// Whose certificate it is decides, not who signed it; see onReached().
void WebSocketLink::State::dial(const QUrl& url, const PublicKeyHash& expected) {
    hostKey = expected;
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    adopt(makeWebSocket());
    startDialling(url, tls);
}

void WebSocketLink::State::startDialling(const QUrl& url, const QSslConfiguration& tls) {
    QObject::connect(socket, &WebSocket::reached, &link, [this] { onReached(); });
    QObject::connect(socket, &WebSocket::opened, &link, [this] { becomeOpen(); });
    phase = Phase::Dialling;
    deadline->start(kConnectTimeout);
    socket->dial(dialRequest(url), proxyFor(url), tls);
}

void WebSocketLink::State::judgeCertificate(const QList<QSslError>& errors, Certificate certificate) {
    certificateError = describe(errors);
    if (certificate == Certificate::MustBeTrusted)
        return;
    qCInfo(vizTransport) << "the tunnel's certificate is not trusted, the invite vouches for the host:"
                         << std::exchange(certificateError, {});
    socket->ignoreSslErrors();
}

bool WebSocketLink::State::isExpectedHost() const {
    const auto* const secure = qobject_cast<const QSslSocket*>(socket->connection());
    if (!hostKey)
        return true;
    const auto found = secure ? publicKeyHash(secure->peerCertificate()) : std::nullopt;
    return found && areEqual(*found, *hostKey);
}

void WebSocketLink::State::onReached() {
    if (!isExpectedHost())
        return end({.reason = Reason::TlsFailed,
                    .detail = QStringLiteral("the host's certificate is not the one that the invite names")});
    reached = true;
    socket->connection()->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    retrySteadily(*socket->connection());
}

void WebSocketLink::State::becomeOpen() {
    deadline->stop();
    watchMessages();
    Q_EMIT link.opened();
}

void WebSocketLink::State::countFragment(bool isLast) {
    if (++fragments > kMaxFragments)
        return startClosing({.reason = Reason::Violation, .detail = QStringLiteral("too many fragments")},
                            CloseCode::Malformed);
    if (isLast)
        fragments = 0;
}

void WebSocketLink::State::checkBacklog() {
    if (link.bytesPending() > maxBacklogBytes)
        end({.reason = Reason::Violation, .detail = QStringLiteral("does not read what it asks for")});
}

/// Of a dial that fails more may be known in a moment: with TLS a socket is disconnected before it has an error.
void WebSocketLink::State::lost() {
    switch (phase) {
    case Phase::Dialling:
        QMetaObject::invokeMethod(
            &link, [this] { judgeDial(); }, Qt::QueuedConnection);
        return;
    case Phase::Closing:
        return end(planned);
    default:
        return end({.reason = Reason::NetworkError, .detail = socket->errorText()});
    }
}

void WebSocketLink::State::judgeDial() {
    if (phase != Phase::Dialling)
        return;
    end(nameDialFailure({.error = socket->error(),
                         .errorText = socket->errorText(),
                         .answer = socket->answer(),
                         .certificateError = certificateError,
                         .reached = reached}));
}

/// The close code tells whether the peer said goodbye or broke the rules.
void WebSocketLink::State::noteClosing() {
    if (phase != Phase::Open)
        return;
    const int code = socket->closeCode();
    const Reason reason = saysViolation(code) ? Reason::Violation : Reason::ClosedByPeer;
    planned = {.reason = reason, .closeCode = code};
    phase = Phase::Closing;
    deadline->start(kCloseTimeout);
    Q_EMIT link.settled();
}

void WebSocketLink::State::expire() {
    if (phase == Phase::Dialling)
        end({.reason = Reason::ConnectTimeout, .detail = QStringLiteral("no WebSocket within 15 s")});
    else
        end(planned);
}

void WebSocketLink::State::startClosing(const LinkEnd& why, CloseCode code) {
    planned = why;
    phase = Phase::Closing;
    deadline->start(kCloseTimeout);
    QObject::disconnect(socket, &WebSocket::messageReceived, &link, nullptr);
    QObject::disconnect(socket, &WebSocket::frameReceived, &link, nullptr);
    QObject::disconnect(socket, &WebSocket::textReceived, &link, nullptr);
    Q_EMIT link.settled();
    socket->close(static_cast<int>(code));
}

void WebSocketLink::State::end(const LinkEnd& why) {
    if (phase == Phase::Ended)
        return;
    phase = Phase::Ended;
    if (WebSocket* const old = letGo())
        old->deleteLater(); // this may be one of its own signals
    Q_EMIT link.closed(why);
}

WebSocket* WebSocketLink::State::letGo() {
    deadline->stop();
    WebSocket* const old = std::exchange(socket, nullptr);
    if (!old)
        return nullptr;
    old->disconnect(&link);
    if (old->connection())
        old->connection()->disconnect(&link);
    old->abort();
    old->setParent(nullptr);
    return old;
}

WebSocketLink::WebSocketLink() : m_state(std::make_unique<State>(*this)) {}

WebSocketLink::WebSocketLink(std::unique_ptr<WebSocket> accepted) : WebSocketLink() {
    m_state->adopt(std::move(accepted));
    if (const QTcpSocket* const connection = m_state->socket->connection())
        retrySteadily(*connection);
    m_state->watchMessages();
}

// At once: a thread that ends does not come round to what is deleted later.
WebSocketLink::~WebSocketLink() { delete m_state->letGo(); }

void WebSocketLink::open(const QUrl& url, Certificate certificate) {
    if (m_state->phase == State::Phase::Idle)
        m_state->dial(url, certificate);
}

void WebSocketLink::open(const QUrl& url, const PublicKeyHash& hostKey) {
    if (m_state->phase != State::Phase::Idle)
        return;
    if (url.scheme() == QLatin1StringView("wss"))
        return m_state->dial(url, hostKey);
    m_state->phase = State::Phase::Dialling;
    QMetaObject::invokeMethod(
        this,
        [this] { m_state->end({.reason = Reason::TlsFailed, .detail = QStringLiteral("no TLS, no certificate")}); },
        Qt::QueuedConnection);
}

bool WebSocketLink::hasTcpConnection() const {
    const QTcpSocket* const connection = m_state->socket ? m_state->socket->connection() : nullptr;
    return connection && connection->state() == QAbstractSocket::ConnectedState;
}

void WebSocketLink::send(const QByteArray& message) {
    if (m_state->phase == State::Phase::Open)
        m_state->socket->send(message);
}

qint64 WebSocketLink::bytesPending() const {
    if (!m_state->socket)
        return 0;
    const auto* const secure = qobject_cast<const QSslSocket*>(m_state->socket->connection());
    return m_state->socket->bytesToWrite() + (secure ? secure->encryptedBytesToWrite() : 0);
}

void WebSocketLink::admit() {
    if (!m_state->socket)
        return;
    m_state->maxBacklogBytes = kMaxBacklogBytes;
    m_state->socket->setMaxMessageBytes(kMaxMessageBytes);
    Q_EMIT settled();
}

void WebSocketLink::close(CloseCode code) {
    const LinkEnd why{.reason = Reason::ClosedByUs, .closeCode = static_cast<int>(code)};
    if (m_state->phase == State::Phase::Open)
        m_state->startClosing(why, code);
    else if (m_state->phase == State::Phase::Dialling)
        m_state->end(why);
}

void WebSocketLink::abort() {
    if (m_state->phase != State::Phase::Idle)
        m_state->end({.reason = Reason::ClosedByUs});
}

} // namespace viz
