#pragma once

#include <QSslCertificate>

#include <array>
#include <cstddef>
#include <optional>

namespace viz {

/// BLAKE2b-128 of a certificate's SubjectPublicKeyInfo (DER, RFC 5280 section 4.1): names a TLS server by the key that
/// it must prove to hold, whatever else its certificate says.
using PublicKeyHash = std::array<std::byte, 16>;

/// Nothing for a null certificate, and for a key of a kind that Qt cannot write (it can RSA, DSA and EC).
[[nodiscard]] std::optional<PublicKeyHash> publicKeyHash(const QSslCertificate& certificate);

/// In constant time.
[[nodiscard]] bool areEqual(const PublicKeyHash& one, const PublicKeyHash& other);

} // namespace viz
