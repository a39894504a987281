#include "app/own_certificate.h"

#include <QStandardPaths>

namespace viz {
namespace {

Failure failureFor(TlsIdentityError error, const QString& path) {
    switch (error) {
    case TlsIdentityError::NotInThisBuild:
        return {.status = ExitStatus::Usage,
                .sentence = u"This build of Viz cannot serve TLS (--tls): it was made without OpenSSL, or Qt finds no "
                            "TLS library here."_qs};
    case TlsIdentityError::NotKept:
        return {.status = ExitStatus::NoDevice,
                .sentence = u"Viz cannot write %1: check its folder and its permissions."_qs.arg(path)};
    case TlsIdentityError::NotMade:
        break;
    }
    return {.status = ExitStatus::Internal, .sentence = u"OpenSSL could not make a certificate for --tls."_qs};
}

} // namespace

tl::expected<TlsIdentity, Failure> ownCertificate(const QString& folder) {
    const TlsIdentityStore store(folder);
    auto identity = store.loadOrMake(QDateTime::currentDateTimeUtc());
    if (!identity)
        return tl::make_unexpected(failureFor(identity.error(), store.filePath()));
    return *std::move(identity);
}

QString ownCertificateFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/viz"_qs;
}

} // namespace viz
