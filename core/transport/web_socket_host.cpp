#include "core/transport/web_socket_host.h"

#include "core/transport/host_gate.h"
#include "core/transport/web_socket.h"
#include "core/transport/web_socket_link.h"

#include <QHash>
#include <QTcpSocket>

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
    };

    explicit State(WebSocketHost& theHost);

    void welcome(QTcpSocket* socket, const QByteArray& path);
    void handOver(std::unique_ptr<WebSocket> socket);
    void forget(const QTcpSocket* socket);
    [[nodiscard]] bool isFull(const QByteArray& path) const;
    void setPolicy(UpgradePolicy policy) { gate.setPolicy(std::move(policy)); }

    WebSocketHost& host;
    HostGate gate;
    std::vector<Stranger> strangers;
    QHash<QByteArray, int> places; ///< by path
    std::unique_ptr<WebSocketUpgrader> upgrader = makeWebSocketUpgrader();
};

WebSocketHost::State::State(WebSocketHost& theHost) : host(theHost) {
    gate.setFull([this](const QByteArray& path) { return isFull(path); });
    QObject::connect(&gate, &HostGate::passed, upgrader.get(),
                     [this](QTcpSocket* socket, const QByteArray& path) { welcome(socket, path); });
    QObject::connect(upgrader.get(), &WebSocketUpgrader::upgraded, upgrader.get(),
                     [this](WebSocket* socket) { handOver(std::unique_ptr<WebSocket>(socket)); });
}

void WebSocketHost::State::welcome(QTcpSocket* socket, const QByteArray& path) {
    strangers.push_back({.socket = socket, .path = path});
    whenGone(*socket, *upgrader, [this, socket] { forget(socket); });
    upgrader->upgrade(socket);
}

void WebSocketHost::State::handOver(std::unique_ptr<WebSocket> socket) {
    const QTcpSocket* const connection = socket->connection();
    const auto stranger = std::ranges::find(strangers, connection, &Stranger::socket);
    if (stranger == strangers.end())
        return;
    const QByteArray path = stranger->path;
    auto* const link = new WebSocketLink(std::move(socket));
    QObject::connect(link, &WebSocketLink::settled, upgrader.get(), [this, connection] { forget(connection); });
    Q_EMIT host.arrived(link, path);
}

void WebSocketHost::State::forget(const QTcpSocket* socket) {
    std::erase_if(strangers, [&](const Stranger& stranger) { return stranger.socket == socket; });
}

bool WebSocketHost::State::isFull(const QByteArray& path) const {
    return strangers.size() >= kMaxStrangers ||
           std::ranges::count(strangers, path, &Stranger::path) >= places.value(path, kMaxStrangers);
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

void WebSocketHost::limitStrangers(const QByteArray& path, int places) { m_state->places[path] = places; }

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
