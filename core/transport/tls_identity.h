#pragma once

#include <QDateTime>
#include <QSslCertificate>
#include <QSslKey>

#include <chrono>
#include <optional>

namespace viz {

/// What a TLS server shows, and the private key by which it proves that the certificate is its own.
struct TlsIdentity {
    QSslCertificate certificate;
    QSslKey key;
};

/// Of a certificate that makeTlsIdentity() makes.
inline constexpr std::chrono::days kTlsIdentityLifetime{3650};

/// Whether this build can make identities, and Qt can do TLS here. Without it a host cannot serve TLS; joiners do not
/// need it.
[[nodiscard]] bool canServeTls();

/// A new key on NIST P-256 and a certificate for it that it signed itself: CN "viz", a random serial number, nothing
/// about the user or the machine. Valid from a day before `now`, because clocks differ, and for kTlsIdentityLifetime
/// after it. Nothing if canServeTls() is false, or if OpenSSL fails. Pure but for the random numbers.
[[nodiscard]] std::optional<TlsIdentity> makeTlsIdentity(const QDateTime& now);

/// Whether a server can serve with it: the key is the one that the certificate is for. False without canServeTls().
[[nodiscard]] bool belongTogether(const TlsIdentity& identity);

} // namespace viz
