#pragma once

#include <QByteArray>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>

namespace viz::test {

/// A web server on loopback that answers each request's head with whatever a test says, and closes.
class HttpStandIn {
public:
    /// The whole answer to a whole request; empty: silence.
    using Answer = std::function<QByteArray(const QByteArray& request)>;

    explicit HttpStandIn(Answer answer) : m_answer(std::move(answer)) {
        m_listens = m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { welcome(); });
    }

    [[nodiscard]] quint16 port() const { return m_listens ? m_server.serverPort() : 0; }
    [[nodiscard]] const QByteArrayList& requests() const { return m_requests; }
    void close() { m_server.close(); }

private:
    void welcome() {
        QTcpSocket* const socket = m_server.nextPendingConnection();
        QObject::connect(socket, &QTcpSocket::readyRead, &m_server, [this, socket] { read(*socket); });
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    }

    void read(QTcpSocket& socket) {
        if (!socket.peek(65536).contains("\r\n\r\n"))
            return;
        m_requests += socket.readAll();
        const QByteArray answer = m_answer(m_requests.back());
        if (answer.isEmpty())
            return;
        socket.write(answer);
        socket.disconnectFromHost();
    }

    QTcpServer m_server;
    Answer m_answer;
    QByteArrayList m_requests;
    bool m_listens = false;
};

/// The value of a header field in a request; empty if there is none.
[[nodiscard]] inline QByteArray headerOf(const QByteArray& request, const QByteArray& name) {
    for (const QByteArray& line : request.split('\n')) {
        if (line.toLower().startsWith(name.toLower() + ':'))
            return line.sliced(name.size() + 1).trimmed();
    }
    return {};
}

[[nodiscard]] inline QByteArray httpAnswer(const QByteArray& status, const QByteArray& body = {},
                                           const QByteArray& fields = {}) {
    return "HTTP/1.1 " + status + "\r\nConnection: close\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\n" + fields + "\r\n" + body;
}

} // namespace viz::test
