#include "core/transport/tls_identity_store.h"

#include <QDir>
#include <QFile>
#include <QTemporaryFile>

#include <sodium.h>

#include <filesystem>
#include <utility>

namespace viz {

namespace {

constexpr QFile::Permissions kOwnerOnly = QFile::ReadOwner | QFile::WriteOwner;

/// Wiped when it goes: there is a private key in it.
class KeyText {
public:
    explicit KeyText(QByteArray bytes) : m_bytes(std::move(bytes)) {}
    KeyText(const KeyText&) = delete;
    KeyText& operator=(const KeyText&) = delete;
    ~KeyText() { sodium_memzero(m_bytes.data(), static_cast<std::size_t>(m_bytes.size())); }

    [[nodiscard]] const QByteArray& bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

/// Windows keeps others out by the access list of the user's folder, which QFile does not show.
bool isPrivate([[maybe_unused]] const QFile& file) {
#if defined(Q_OS_UNIX)
    constexpr QFile::Permissions others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    return !(file.permissions() & others);
#else
    return true;
#endif
}

bool makeFolder(const QString& folder) {
    const QDir dir(folder);
    if (dir.exists())
        return true;
    const QString parent = QDir::cleanPath(folder + QStringLiteral("/.."));
    return QDir().mkpath(parent) && QDir().mkdir(folder, kOwnerOnly | QFile::ExeOwner);
}

bool writeAll(QFile& file, const QByteArray& bytes) {
    return file.write(bytes) == bytes.size() && file.flush() && file.error() == QFile::NoError;
}

/// In one step, so that nobody ever sees half of it. QFile::rename() does not replace.
bool replace(const QString& target, const QString& source) {
    std::error_code error;
    std::filesystem::rename(source.toStdU16String(), target.toStdU16String(), error);
    return !error;
}

} // namespace

TlsIdentityStore::TlsIdentityStore(QString folder) : m_folder(std::move(folder)) {}

QString TlsIdentityStore::filePath() const { return m_folder + QStringLiteral("/tls.pem"); }

tl::expected<TlsIdentity, TlsIdentityError> TlsIdentityStore::loadOrMake(const QDateTime& now) const {
    if (!canServeTls())
        return tl::unexpected(TlsIdentityError::NotInThisBuild);
    if (std::optional<TlsIdentity> kept = load(now))
        return *std::move(kept);
    std::optional<TlsIdentity> made = makeTlsIdentity(now);
    if (!made)
        return tl::unexpected(TlsIdentityError::NotMade);
    if (!save(*made))
        return tl::unexpected(TlsIdentityError::NotKept);
    return *std::move(made);
}

std::optional<TlsIdentity> TlsIdentityStore::load(const QDateTime& now) const {
    QFile file(filePath());
    if (!file.open(QIODevice::ReadOnly) || !isPrivate(file))
        return std::nullopt;
    const KeyText text(file.read(kMaxFileBytes));
    TlsIdentity identity{.certificate = QSslCertificate(text.bytes(), QSsl::Pem),
                         .key = QSslKey(text.bytes(), QSsl::Ec, QSsl::Pem)};
    const bool inOrder = !identity.certificate.isNull() && !identity.key.isNull() && belongTogether(identity) &&
                         identity.certificate.expiryDate() > now;
    return inOrder ? std::optional(std::move(identity)) : std::nullopt;
}

bool TlsIdentityStore::save(const TlsIdentity& identity) const {
    if (!makeFolder(m_folder))
        return false;
    QTemporaryFile file(filePath() + QStringLiteral(".XXXXXX")); // only its owner may read it, from the first moment on
    const KeyText text(identity.key.toPem() + identity.certificate.toPem());
    if (!file.open() || !file.setPermissions(kOwnerOnly) || !writeAll(file, text.bytes()))
        return false;
    const QString written = file.fileName();
    file.close();
    if (!replace(filePath(), written))
        return false;
    file.setAutoRemove(false);
    return true;
}

} // namespace viz
