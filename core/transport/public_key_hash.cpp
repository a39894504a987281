#include "core/transport/public_key_hash.h"

#include <QSslKey>

#include <sodium.h>

namespace viz {

std::optional<PublicKeyHash> publicKeyHash(const QSslCertificate& certificate) {
    const QByteArray der = certificate.publicKey().toDer();
    if (der.isEmpty())
        return std::nullopt;
    PublicKeyHash hash{};
    crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                       reinterpret_cast<const unsigned char*>(der.constData()),
                       static_cast<unsigned long long>(der.size()), nullptr, 0);
    return hash;
}

bool areEqual(const PublicKeyHash& one, const PublicKeyHash& other) {
    return sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

} // namespace viz
