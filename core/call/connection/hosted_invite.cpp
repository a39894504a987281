#include "core/call/connection/hosted_invite.h"

#include "core/call/byte_array.h"
#include "core/protocol/session_keys.h"
#include "core/protocol/wire_format.h"

namespace viz {
namespace {

/// No address at which anybody could call.
bool isEveryInterface(const QHostAddress& address) {
    return address == QHostAddress::Any || address == QHostAddress::AnyIPv4 || address == QHostAddress::AnyIPv6;
}

} // namespace

void HostedInvite::begin(const QHostAddress& bindAddress, const std::optional<HostAddress>& publicAddress,
                         const std::optional<HostAddress::CertificateHash>& certificateHash) {
    m_bindAddress = bindAddress;
    m_certificateHash = certificateHash;
    m_secret = SecretBytes::random(kInviteSecretBytes);
    m_knownHosts.clear();
    setPublicAddress(publicAddress);
}

void HostedInvite::end() {
    m_secret = {};
    m_port = 0;
}

void HostedInvite::setPublicAddress(const std::optional<HostAddress>& address) {
    m_publicAddress = address;
    if (!address)
        return;
    const QByteArray name = QByteArray::fromStdString(formatAuthority(*address));
    if (!m_knownHosts.contains(name))
        m_knownHosts += name;
}

HostAddress HostedInvite::localAddress() const {
    const QHostAddress local = isEveryInterface(m_bindAddress) ? QHostAddress(QHostAddress::LocalHost) : m_bindAddress;
    return {
        .security = HostAddress::Security::Plain, .host = local.toString().toStdString(), .port = m_port, .prefix = {}};
}

HostAddress HostedInvite::withCertificate(HostAddress address) const {
    if (m_certificateHash) {
        address.security = HostAddress::Security::Tls;
        address.certificateHash = m_certificateHash;
    }
    return address;
}

QString HostedInvite::text() const {
    if (m_port == 0)
        return {};
    std::string text = formatInvite(withCertificate(m_publicAddress.value_or(localAddress())), m_secret);
    const QString invite = QString::fromStdString(text);
    wipe(text);
    return invite;
}

QString HostedInvite::probePath() const {
    if (m_port == 0)
        return {};
    const InviteKeys keys = InviteKeys::derive(m_secret);
    return QString::fromStdString(requestPath(&keys));
}

QByteArray HostedInvite::probeProof(const QByteArray& nonce) const {
    if (m_port == 0 || nonce.size() != static_cast<qsizetype>(wire::kProbeNonceBytes))
        return {};
    return toByteArray(viz::probeProof(InviteKeys::derive(m_secret), toView(nonce)));
}

QByteArray HostedInvite::endpoint() const {
    return m_publicAddress ? QByteArray::fromStdString(formatInvite(withCertificate(*m_publicAddress), {}))
                           : QByteArray{};
}

} // namespace viz
