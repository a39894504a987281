#pragma once

#include "core/protocol/invite.h"

#include <QByteArrayList>
#include <QHostAddress>
#include <QString>

#include <optional>

namespace viz {

/// Where the host of a call can be reached, and the secret that lets people in. Main thread.
class HostedInvite {
public:
    /// Another call: a new secret.
    /// With `certificateHash` the host serves TLS itself, and every address says so.
    void begin(const QHostAddress& bindAddress, const std::optional<HostAddress>& publicAddress,
               const std::optional<HostAddress::CertificateHash>& certificateHash = std::nullopt);
    /// Wipes the secret.
    void end();

    [[nodiscard]] const SecretBytes& secret() const { return m_secret; }
    [[nodiscard]] const QHostAddress& bindAddress() const { return m_bindAddress; }
    void setBindAddress(const QHostAddress& address) { m_bindAddress = address; }
    void setPort(quint16 port) { m_port = port; }
    /// Earlier public addresses of this call are not forgotten: the peer may use them still.
    void setPublicAddress(const std::optional<HostAddress>& address);
    /// `host[:port]` of the public addresses.
    [[nodiscard]] const QByteArrayList& knownHosts() const { return m_knownHosts; }
    /// The text with the secret in it; empty before the port is known. Without a public address the local one is in it.
    [[nodiscard]] QString text() const;
    /// See CallControl.
    [[nodiscard]] QString probePath() const;
    [[nodiscard]] QByteArray probeProof(const QByteArray& nonce) const;
    /// The public address without the secret, as ENDPOINT has it; empty if there is none.
    [[nodiscard]] QByteArray endpoint() const;

private:
    [[nodiscard]] HostAddress localAddress() const;
    [[nodiscard]] HostAddress withCertificate(HostAddress address) const;

    QHostAddress m_bindAddress;
    quint16 m_port = 0;
    std::optional<HostAddress> m_publicAddress;
    std::optional<HostAddress::CertificateHash> m_certificateHash;
    QByteArrayList m_knownHosts;
    SecretBytes m_secret;
};

} // namespace viz
