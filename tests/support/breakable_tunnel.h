#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

namespace viz::test {

/// A TCP proxy on loopback, on this thread, in front of a host: a test stalls and cuts its connections one by one, or
/// loses what comes after a certain message.
class BreakableTunnel {
public:
    /// Bytes that new connections pass on after the HTTP upgrade; what follows is lost, and the connection hangs.
    struct Limits {
        qint64 toHost = std::numeric_limits<qint64>::max();
        qint64 toJoiner = std::numeric_limits<qint64>::max();
        QByteArray hostName{}; ///< what the host reads in "Host:"; empty: what the joiner wrote
    };
    // A masked frame of the joiner has 6 bytes of header, or 8 when longer than 125 bytes; an unmasked one 4 less.
    static constexpr qint64 kKnockFrame = 80 + 6;
    static constexpr qint64 kOfferFrame = 80 + 2;
    static constexpr qint64 kOpenFrame = 184 + 8;

    explicit BreakableTunnel(quint16 target) : m_target(target) {
        (void)m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { accept(); });
    }
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    /// So far.
    [[nodiscard]] std::size_t count() const { return m_connections.size(); }
    [[nodiscard]] int openCount() const {
        int open = 0;
        for (const auto& connection : m_connections)
            open += connection->near->state() == QAbstractSocket::ConnectedState ? 1 : 0;
        return open;
    }

    void cut(std::size_t index) { m_connections.at(index)->cut(); }
    void cutAll() {
        for (const auto& connection : m_connections)
            connection->cut();
    }
    void stall(std::size_t index) { m_connections.at(index)->stalled = true; }
    void stallAll() {
        for (const auto& connection : m_connections)
            connection->stalled = true;
    }
    /// What was held back comes in a burst.
    void releaseAll() {
        for (const auto& connection : m_connections) {
            connection->stalled = false;
            connection->pump();
        }
    }
    /// For connections to come: stalled from the start; refused; answered with `answer` instead of a host.
    void stallNew(bool on) { m_stallNew = on; }
    void refuseNew() { m_server.close(); }
    void answerNew(const std::optional<QByteArray>& answer) { m_answer = answer; }
    void limitNew(const Limits& limits) { m_limits = limits; }

private:
    struct Direction {
        QTcpSocket& from;
        QTcpSocket& to;
        qint64 allowed;
        QByteArray hostName{};
        QByteArray head{};
        bool upgraded = false;

        void pump() {
            if (to.state() != QAbstractSocket::ConnectedState || from.bytesAvailable() == 0)
                return;
            QByteArray bytes = from.readAll();
            if (!upgraded)
                return upgrade(bytes);
            passOn(bytes);
        }
        void upgrade(const QByteArray& bytes) {
            head += bytes;
            const qsizetype end = head.indexOf("\r\n\r\n");
            if (end < 0)
                return;
            upgraded = true;
            to.write(renamed(head.first(end + 4)));
            passOn(head.sliced(end + 4));
        }
        [[nodiscard]] QByteArray renamed(QByteArray request) const {
            const qsizetype begin = hostName.isEmpty() ? -1 : request.indexOf("\r\nHost: ");
            return begin < 0
                       ? request
                       : request.replace(begin, request.indexOf("\r\n", begin + 2) - begin, "\r\nHost: " + hostName);
        }
        void passOn(const QByteArray& bytes) {
            to.write(bytes.first(std::min<qsizetype>(bytes.size(), allowed)));
            allowed -= std::min<qint64>(bytes.size(), allowed);
        }
    };

    struct Connection {
        Connection(QTcpSocket* joiner, quint16 target, const Limits& limits)
            : near(joiner)
            , far(std::make_unique<QTcpSocket>())
            , toHost{.from = *near, .to = *far, .allowed = limits.toHost, .hostName = limits.hostName}
            , toJoiner{.from = *far, .to = *near, .allowed = limits.toJoiner} {
            for (QTcpSocket* socket : {near.get(), far.get()}) {
                socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
                QObject::connect(socket, &QTcpSocket::readyRead, socket, [this] { pump(); });
                QObject::connect(socket, &QTcpSocket::connected, socket, [this] { pump(); });
                QObject::connect(socket, &QTcpSocket::disconnected, socket, [this] { end(); });
                QObject::connect(socket, &QTcpSocket::errorOccurred, socket, [this] { end(); });
            }
            far->connectToHost(QHostAddress::LocalHost, target);
        }
        ~Connection() {
            near->disconnect();
            far->disconnect();
        }
        void pump() {
            if (stalled)
                return;
            toHost.pump();
            toJoiner.pump();
        }
        void end() {
            if (stalled) // a stalled tunnel does not tell either
                return;
            pump();
            near->disconnectFromHost();
            far->disconnectFromHost();
        }
        void cut() {
            stalled = true; // no farewell
            near->abort();
            far->abort();
        }

        std::unique_ptr<QTcpSocket> near;
        std::unique_ptr<QTcpSocket> far;
        Direction toHost;
        Direction toJoiner;
        bool stalled = false;
    };

    void accept() {
        while (QTcpSocket* const joiner = m_server.nextPendingConnection()) {
            if (m_answer) {
                turnAway(joiner);
                continue;
            }
            joiner->setParent(nullptr);
            m_connections.push_back(std::make_unique<Connection>(joiner, m_target, m_limits));
            m_connections.back()->stalled = m_stallNew;
        }
    }

    void turnAway(QTcpSocket* joiner) {
        QObject::connect(joiner, &QTcpSocket::disconnected, joiner, &QObject::deleteLater);
        QObject::connect(joiner, &QTcpSocket::readyRead, joiner, [joiner, answer = *m_answer] {
            joiner->readAll(); // a close with something unread would be a reset
            joiner->write(answer);
            joiner->disconnectFromHost();
        });
    }

    quint16 m_target;
    QTcpServer m_server;
    std::vector<std::unique_ptr<Connection>> m_connections;
    bool m_stallNew = false;
    std::optional<QByteArray> m_answer;
    Limits m_limits;
};

} // namespace viz::test
