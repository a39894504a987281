#include "core/transport/tls_identity.h"

#include <QSslSocket>

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>

namespace viz {

namespace {

template<auto function>
struct Free {
    template<typename Object>
    void operator()(Object* object) const {
        function(object);
    }
};

using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Free<X509_free>>;
using BigNumber = std::unique_ptr<BIGNUM, Free<BN_free>>;

constexpr long kVersion3 = 2;    // RFC 5280 section 4.1.2.1
constexpr int kSerialBits = 127; // positive, and within the 20 octets of RFC 5280 section 4.1.2.2
constexpr int kDaysBefore = 1;

bool setSerial(X509& certificate) {
    const BigNumber serial(BN_new());
    return serial && BN_rand(serial.get(), kSerialBits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1 &&
           BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(&certificate)) != nullptr;
}

bool setValidity(X509& certificate, std::time_t now) {
    return X509_time_adj_ex(X509_getm_notBefore(&certificate), -kDaysBefore, 0, &now) != nullptr &&
           X509_time_adj_ex(X509_getm_notAfter(&certificate), static_cast<int>(kTlsIdentityLifetime.count()), 0,
                            &now) != nullptr;
}

bool setNames(X509& certificate) {
    X509_NAME* const name = X509_get_subject_name(&certificate);
    const auto* const text = reinterpret_cast<const unsigned char*>("viz");
    return X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, text, -1, -1, 0) == 1 &&
           X509_set_issuer_name(&certificate, name) == 1;
}

Certificate certificateFor(EVP_PKEY& key, std::time_t now) {
    Certificate certificate(X509_new());
    const bool made = certificate && X509_set_version(certificate.get(), kVersion3) == 1 && setSerial(*certificate) &&
                      setValidity(*certificate, now) && setNames(*certificate) &&
                      X509_set_pubkey(certificate.get(), &key) == 1 &&
                      X509_sign(certificate.get(), &key, EVP_sha256()) > 0;
    return made ? std::move(certificate) : nullptr;
}

// --- OpenSSL's objects as bytes that Qt reads, and back ------------------------------------------------------------

QByteArray derOf(const X509& certificate) {
    QByteArray der(i2d_X509(&certificate, nullptr), '\0');
    auto* end = reinterpret_cast<unsigned char*>(der.data());
    i2d_X509(&certificate, &end);
    return der;
}

QByteArray derOf(const EVP_PKEY& key) {
    QByteArray der(i2d_PrivateKey(&key, nullptr), '\0');
    auto* end = reinterpret_cast<unsigned char*>(der.data());
    i2d_PrivateKey(&key, &end);
    return der;
}

const unsigned char* raw(const QByteArray& bytes) { return reinterpret_cast<const unsigned char*>(bytes.constData()); }

Certificate parsed(const QSslCertificate& certificate) {
    const QByteArray der = certificate.toDer();
    const unsigned char* at = raw(der);
    return Certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
}

Key parsed(const QSslKey& key) {
    QByteArray der = key.toDer();
    const unsigned char* at = raw(der);
    Key result(d2i_PrivateKey(EVP_PKEY_EC, nullptr, &at, static_cast<long>(der.size())));
    OPENSSL_cleanse(der.data(), static_cast<std::size_t>(der.size()));
    return result;
}

TlsIdentity asQtObjects(const X509& certificate, const EVP_PKEY& key) {
    QByteArray keyDer = derOf(key);
    TlsIdentity identity{.certificate = QSslCertificate(derOf(certificate), QSsl::Der),
                         .key = QSslKey(keyDer, QSsl::Ec, QSsl::Der)};
    OPENSSL_cleanse(keyDer.data(), static_cast<std::size_t>(keyDer.size()));
    return identity;
}

} // namespace

bool canServeTls() { return QSslSocket::supportsSsl(); }

std::optional<TlsIdentity> makeTlsIdentity(const QDateTime& now) {
    const Key key(canServeTls() ? EVP_EC_gen("P-256") : nullptr);
    const Certificate certificate = key ? certificateFor(*key, now.toSecsSinceEpoch()) : nullptr;
    if (!certificate)
        return std::nullopt;
    TlsIdentity identity = asQtObjects(*certificate, *key);
    return belongTogether(identity) ? std::optional(std::move(identity)) : std::nullopt;
}

bool belongTogether(const TlsIdentity& identity) {
    const Certificate certificate = parsed(identity.certificate);
    const Key key = parsed(identity.key);
    const bool fits = certificate && key && X509_check_private_key(certificate.get(), key.get()) == 1;
    ERR_clear_error(); // Qt reads this thread's errors, too, and would take ours for its own
    return fits;
}

} // namespace viz
