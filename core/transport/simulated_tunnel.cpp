#include "core/transport/simulated_tunnel.h"

#include "core/base/clock.h"
#include "core/transport/tunnel_pipe.h"

#include <QHostAddress>
#include <QNetworkProxy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <memory>
#include <optional>
#include <utility>

namespace viz {

namespace {

using Time = ImpairmentSchedule::Time;

constexpr std::uint32_t kSaltToHost = 1;
constexpr std::uint32_t kSaltToJoiner = 2;

/// One for a whole tunnel: both directions, every connection.
struct TunnelWeather {
    explicit TunnelWeather(const TunnelSpec& spec) : toHost(spec, kSaltToHost), toJoiner(spec, kSaltToJoiner) {}

    ImpairmentSchedule toHost;
    ImpairmentSchedule toJoiner;
    qint64 bytesToHost = 0;
    qint64 bytesToJoiner = 0;
    std::function<Time()> elapsed;
};

void prepare(QTcpSocket& socket) {
    socket.setProxy(QNetworkProxy::NoProxy);
    // Backpressure: what does not fit stays with the sender.
    socket.setReadBufferSize(TunnelPipe::kMaxHeldBytes / 4);
    socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
}

/// A joiner's socket and the one to the host; deletes itself when either is gone.
class TunnelConnection final : public QObject {
public:
    TunnelConnection(std::unique_ptr<QTcpSocket> joiner, quint16 targetPort, TunnelWeather& weather, QObject* parent)
        : QObject(parent), m_joiner(std::move(joiner)), m_weather(weather) {
        prepare(*m_joiner);
        m_host.setProxy(QNetworkProxy::NoProxy);
        connect(&m_host, &QTcpSocket::connected, this, &TunnelConnection::join);
        connect(&m_host, &QTcpSocket::errorOccurred, this, &TunnelConnection::checkEnd);
        connect(&m_host, &QTcpSocket::disconnected, this, &TunnelConnection::checkEnd);
        connect(m_joiner.get(), &QTcpSocket::disconnected, this, &TunnelConnection::checkEnd);
        m_host.connectToHost(QHostAddress::LocalHost, targetPort);
    }

    ~TunnelConnection() override {
        // The sockets tell of their end while they are destroyed.
        m_host.disconnect(this);
        m_joiner->disconnect(this);
    }

    void reset() {
        m_toHost.reset();
        m_toJoiner.reset();
        m_host.abort();
        m_joiner->abort();
        deleteLater();
    }

private:
    void join() {
        prepare(m_host);
        m_toHost = std::make_unique<TunnelPipe>(TunnelPipe::Ends{.from = *m_joiner, .to = m_host}, m_weather.toHost,
                                                m_weather.elapsed, m_weather.bytesToHost);
        m_toJoiner = std::make_unique<TunnelPipe>(TunnelPipe::Ends{.from = m_host, .to = *m_joiner}, m_weather.toJoiner,
                                                  m_weather.elapsed, m_weather.bytesToJoiner);
    }

    void checkEnd() {
        const bool joinerGone = m_joiner->state() == QAbstractSocket::UnconnectedState;
        const bool hostGone = m_host.state() == QAbstractSocket::UnconnectedState;
        if (hostGone && !m_toHost)
            m_joiner->disconnectFromHost(); // the host could not be reached
        if (hostGone && joinerGone)
            deleteLater();
    }

    std::unique_ptr<QTcpSocket> m_joiner;
    QTcpSocket m_host;
    TunnelWeather& m_weather;
    std::unique_ptr<TunnelPipe> m_toHost;
    std::unique_ptr<TunnelPipe> m_toJoiner;
};

} // namespace

struct SimulatedTunnel::State {
    explicit State(const TunnelSpec& theSpec) : spec(theSpec), weather(theSpec) {
        weather.elapsed = [this] { return elapsed(); };
        server.setProxy(QNetworkProxy::NoProxy);
        QObject::connect(&server, &QTcpServer::newConnection, &server, [this] { acceptAll(); });
    }

    /// Its first call is the tunnel's first byte.
    Time elapsed() {
        if (!firstByte) {
            firstByte = clock.now();
            armCuts();
        }
        return std::chrono::duration_cast<Time>(clock.now() - *firstByte);
    }

    void armCuts() {
        for (const std::chrono::milliseconds at : spec.cuts)
            QTimer::singleShot(at, Qt::PreciseTimer, &server, [this] { cut(); });
    }

    void cut() {
        for (QObject* const child : connections.children())
            static_cast<TunnelConnection*>(child)->reset();
    }

    void acceptAll() {
        while (std::unique_ptr<QTcpSocket> joiner{server.nextPendingConnection()}) {
            joiner->setParent(nullptr);
            new TunnelConnection(std::move(joiner), targetPort, weather, &connections);
        }
    }

    const TunnelSpec spec;
    const SteadyClock clock;
    std::optional<MonotonicTime> firstByte;
    quint16 targetPort = 0;
    TunnelWeather weather;
    QObject connections; ///< parent of TunnelConnections and of nothing else; goes before the weather that they use
    QTcpServer server;
};

SimulatedTunnel::SimulatedTunnel(const TunnelSpec& spec) : m_state(std::make_unique<State>(spec)) {}

SimulatedTunnel::~SimulatedTunnel() = default;

bool SimulatedTunnel::listen(quint16 targetPort) {
    m_state->targetPort = targetPort;
    return m_state->server.listen(QHostAddress::LocalHost, 0);
}

quint16 SimulatedTunnel::port() const { return m_state->server.serverPort(); }

qint64 SimulatedTunnel::bytesToHost() const { return m_state->weather.bytesToHost; }

qint64 SimulatedTunnel::bytesToJoiner() const { return m_state->weather.bytesToJoiner; }

} // namespace viz
