#pragma once

#include "core/transport/tls_identity.h"

#include <QString>

#include <tl/expected.hpp>

#include <cstdint>

namespace viz {

enum class TlsIdentityError : std::uint8_t {
    NotInThisBuild, ///< canServeTls() is false
    NotMade,        ///< OpenSSL failed
    NotKept,        ///< the folder or the file cannot be written
};

/// Keeps one TLS identity in a folder of the user's, in one file that only the user may read, so that the same host has
/// the same certificate the next time.
///
/// What is there is used only if all of it is in order: a key and a certificate that belong together, not expired, and
/// (on Unix) a file that nobody else was allowed to read or write. Anything else is replaced.
class TlsIdentityStore {
public:
    /// Key and certificate take less than 1 KiB in PEM.
    static constexpr qint64 kMaxFileBytes = 16 * 1024;

    /// `folder` need not exist yet.
    explicit TlsIdentityStore(QString folder);

    [[nodiscard]] QString filePath() const;
    /// The identity of the folder, or a new one that is in it from now on. Reads and writes files, takes milliseconds.
    [[nodiscard]] tl::expected<TlsIdentity, TlsIdentityError> loadOrMake(const QDateTime& now) const;

private:
    [[nodiscard]] std::optional<TlsIdentity> load(const QDateTime& now) const;
    [[nodiscard]] bool save(const TlsIdentity& identity) const;

    QString m_folder;
};

} // namespace viz
