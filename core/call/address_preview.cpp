#include "core/call/address_preview.h"

#include <QUrl>

namespace viz {
namespace {

/// International names as punycode, so that two names that look alike do not read alike.
bool toAscii(HostAddress& address) {
    const QString host = QString::fromStdString(address.host);
    if (host.contains(u':'))
        return true; // IPv6
    const QByteArray ascii = QUrl::toAce(host);
    address.host = ascii.toStdString();
    return !ascii.isEmpty();
}

} // namespace

tl::expected<Invite, AddressError> understandAddress(const QString& text) {
    QByteArray utf8 = text.toUtf8();
    auto invite = understandAddress(std::string_view(utf8.constData(), static_cast<std::size_t>(utf8.size())));
    wipe({utf8.data(), static_cast<std::size_t>(utf8.size())});
    return invite;
}

tl::expected<Invite, AddressError> understandAddress(std::string_view text) {
    auto invite = parseAddress(text);
    if (invite && !toAscii(invite->address))
        return tl::unexpected(AddressError::BadHost);
    return invite;
}

AddressPreview previewAddress(const QString& text) {
    const auto invite = understandAddress(text);
    if (!invite)
        return {.valid = false, .error = invite.error(), .host = {}};
    return {.valid = true,
            .encrypted = invite->address.security == HostAddress::Security::Tls,
            .hasSecret = !invite->secret.empty(),
            .host = QString::fromStdString(formatAuthority(invite->address))};
}

} // namespace viz
