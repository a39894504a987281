#pragma once

#include "core/transport/public_key_hash.h"
#include "core/transport/tls_identity.h"
#include "tests/unit/transport/transport_fixtures.h"

#include <QSslSocket>

namespace viz::test {

inline QUrl tlsUrlTo(quint16 port, const char* path = kPath) {
    QUrl url = urlOf(port, path);
    url.setScheme(QStringLiteral("wss"));
    return url;
}

inline PublicKeyHash hashOf(const TlsIdentity& identity) { return publicKeyHash(identity.certificate).value(); }

/// A TCP server that begins TLS with every caller and records what it is sent.
class RecordingTlsServer final : public QTcpServer {
public:
    explicit RecordingTlsServer(TlsIdentity identity) : m_identity(std::move(identity)) {
        listen(QHostAddress::LocalHost, 0);
    }

    int ends = 0;        ///< connections that are over
    QByteArray received; ///< in clear, of all callers
    QSsl::SslProtocol protocol = QSsl::UnknownProtocol;

protected:
    void incomingConnection(qintptr descriptor) override {
        auto* const socket = new QSslSocket(this);
        socket->setSocketDescriptor(descriptor);
        socket->setLocalCertificate(m_identity.certificate);
        socket->setPrivateKey(m_identity.key);
        connect(socket, &QSslSocket::encrypted, this, [this, socket] { protocol = socket->sessionProtocol(); });
        connect(socket, &QSslSocket::readyRead, this, [this, socket] { received += socket->readAll(); });
        connect(socket, &QSslSocket::disconnected, this, [this] { ++ends; });
        socket->startServerEncryption();
    }

private:
    TlsIdentity m_identity;
};

} // namespace viz::test
