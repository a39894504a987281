#include "core/transport/web_socket_host.h"

#include "core/transport/host_gate.h"
#include "core/transport/web_socket_link.h"

#include <QTcpSocket>
#include <QWebSocket>
#include <QWebSocketServer>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace viz {

static_assert(WebSocketHost::kMaxSockets == HostGate::kMaxSockets);

struct WebSocketHost::State {
    /// Passed the gate, not admitted yet.
    struct Stranger {
        QTcpSocket* socket = nullptr;
        QByteArray path;
        bool upgraded = false;
    };

    explicit State(WebSocketHost& theHost);

    void welcome(QTcpSocket* socket, const QByteArray& path);
    void takeUpgraded();
    void handOver(std::unique_ptr<QWebSocket> socket);
    [[nodiscard]] Stranger* strangerBehind(const QWebSocket& socket);
    void forget(const QTcpSocket* socket);
    void setPolicy(UpgradePolicy policy) { gate.setPolicy(std::move(policy)); }

    WebSocketHost& host;
    HostGate gate;
    std::vector<Stranger> strangers;
    QWebSocketServer server; ///< never listens; does the WebSocket handshake of the sockets that the gate passes
};

WebSocketHost::State::State(WebSocketHost& theHost)
    : host(theHost), server(QString(), QWebSocketServer::NonSecureMode) {
    QObject::connect(&gate, &HostGate::passed, &server,
                     [this](QTcpSocket* socket, const QByteArray& path) { welcome(socket, path); });
    QObject::connect(&server, &QWebSocketServer::newConnection, &server, [this] { takeUpgraded(); });
}

void WebSocketHost::State::welcome(QTcpSocket* socket, const QByteArray& path) {
    strangers.push_back({.socket = socket, .path = path});
    gate.setFull(strangers.size() >= kMaxStrangers);
    whenGone(*socket, server, [this, socket] { forget(socket); });
    QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    socket->setParent(&server);
    server.handleConnection(socket);
}

void WebSocketHost::State::takeUpgraded() {
    while (std::unique_ptr<QWebSocket> socket{server.nextPendingConnection()}) {
        socket->setParent(nullptr);
        handOver(std::move(socket));
    }
}

void WebSocketHost::State::handOver(std::unique_ptr<QWebSocket> socket) {
    Stranger* const stranger = strangerBehind(*socket);
    if (!stranger)
        return;
    stranger->upgraded = true;
    QTcpSocket* const transport = stranger->socket;
    const QByteArray path = stranger->path;
    QObject::disconnect(transport, &QTcpSocket::disconnected, transport, nullptr);
    transport->setParent(socket.get()); // they live, move between threads and die together
    auto* const link = new WebSocketLink(std::move(socket));
    QObject::connect(link, &WebSocketLink::admitted, &server, [this, transport] { forget(transport); });
    Q_EMIT host.arrived(link, path);
}

WebSocketHost::State::Stranger* WebSocketHost::State::strangerBehind(const QWebSocket& socket) {
    const auto isBehind = [&](const Stranger& stranger) {
        return !stranger.upgraded && stranger.socket->peerPort() == socket.peerPort() &&
               stranger.socket->peerAddress() == socket.peerAddress() &&
               stranger.socket->localAddress() == socket.localAddress();
    };
    const auto found = std::ranges::find_if(strangers, isBehind);
    return found == strangers.end() ? nullptr : &*found;
}

void WebSocketHost::State::forget(const QTcpSocket* socket) {
    std::erase_if(strangers, [&](const Stranger& stranger) { return stranger.socket == socket; });
    gate.setFull(strangers.size() >= kMaxStrangers);
}

namespace {

std::vector<std::string> asStrings(const QByteArrayList& list) {
    std::vector<std::string> strings;
    for (const QByteArray& item : list)
        strings.push_back(item.toStdString());
    return strings;
}

} // namespace

WebSocketHost::WebSocketHost() : m_state(std::make_unique<State>(*this)) {}

WebSocketHost::~WebSocketHost() = default;

void WebSocketHost::serveTls(const TlsIdentity& identity) { m_state->gate.serveTls(identity); }

bool WebSocketHost::listen(const QHostAddress& address, quint16 port) { return m_state->gate.listen(address, port); }

quint16 WebSocketHost::port() const { return m_state->gate.serverPort(); }

QString WebSocketHost::errorText() const { return m_state->gate.errorString(); }

int WebSocketHost::socketCount() const { return m_state->gate.socketCount(); }

void WebSocketHost::setPaths(const QByteArrayList& paths) {
    UpgradePolicy policy = m_state->gate.policy();
    policy.paths = asStrings(paths);
    m_state->setPolicy(std::move(policy));
}

void WebSocketHost::setKnownHosts(const QByteArrayList& hosts) {
    UpgradePolicy policy = m_state->gate.policy();
    policy.hosts = asStrings(hosts);
    m_state->setPolicy(std::move(policy));
}

void WebSocketHost::setProof(const QByteArray& path, std::function<QByteArray(const QByteArray& nonce)> proof) {
    m_state->gate.setProof(path, std::move(proof));
}

void WebSocketHost::stopListening() { m_state->gate.shut(); }

} // namespace viz
