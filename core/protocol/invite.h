#pragma once

#include "core/protocol/secret.h"
#include "core/protocol/wire_format.h"

#include <tl/expected.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace viz {

inline constexpr std::size_t kCertificateHashBytes = 16;
inline constexpr std::size_t kCertificateHashChars = 22; ///< base64url without padding

/// Where a host can be reached, without anything secret. `host` is as typed, in UTF-8, its ASCII letters in lower case,
/// IPv6 without brackets; the caller turns international names into punycode (QUrl::toAce) before it connects and shows
/// that form.
struct HostAddress {
    enum class Security : std::uint8_t { Tls, Plain };
    /// BLAKE2b-128 of the SubjectPublicKeyInfo (DER) of the host's certificate.
    using CertificateHash = std::array<std::byte, kCertificateHashBytes>;

    Security security = Security::Tls;
    std::string host;
    std::uint16_t port = 0; ///< 0: the default of the scheme, 443 or 80
    std::string prefix;     ///< path before /v1, "" or "/some/prefix", without a slash at its end
    /// Only with Tls: the certificate must be that one, whoever vouches for it or does not. Without it the usual rules
    /// of TLS hold.
    std::optional<CertificateHash> certificateHash{};

    friend bool operator==(const HostAddress&, const HostAddress&) = default;
};

/// What a joiner needs: an address, and the invite's secret if the text had one (LINK mode; SAS mode without).
struct Invite {
    HostAddress address;
    SecretBytes secret; ///< kInviteSecretBytes, or empty
};

/// Everything that can be wrong with a pasted address; each has its own sentence in ui/status_text and app.
enum class AddressError : std::uint8_t {
    Empty,              ///< nothing but white space
    TooLong,            ///< over kMaxInviteChars, or a path over kMaxPrefixChars: not an address
    UnknownScheme,      ///< ftp://, mailto: and the like
    NoHost,             ///< "https://", "viz1:#…"
    BadHost,            ///< spaces, control characters or other things no host name (or path) has
    BadPort,            ///< not a number from 1 to 65535
    HasUserInfo,        ///< user:password@, which only phishing needs
    HasQuery,           ///< ?…: a web page's address, not a tunnel's
    SecretTooShort,     ///< the invite is cut short
    SecretTooLong,      ///< something was glued to the invite's end
    SecretBadCharacter, ///< a character that no invite has, or a damaged part after its '!'
    SecretBadChecksum,  ///< a character was changed
    NewerVersion,       ///< viz2: and later: this program is too old for it
    SecretMissing,      ///< viz1: without a '#': the end was cut off, whatever is left of the address
};

using wire::kInviteSecretBytes;
using wire::kInviteSecretChars;
inline constexpr std::size_t kMaxInviteChars = 2048;
inline constexpr std::size_t kMaxPrefixChars = 1024;

/// Understands `viz1:` (with `!<22>` behind the port, too), `viz1+ws:`, https, wss, http, ws, bare host, host:port,
/// IPv6 in brackets, paths, `#<24>` and
/// `#k=<24>`, and forgives surrounding white space, quotes, angle brackets and a path that ends in /v1 or /v1/<token>.
/// Without a scheme localhost and private IP addresses are Plain, everything else Tls, never the other way round. A
/// text with a '#' has a good secret or is refused: it never turns into SAS mode.
[[nodiscard]] tl::expected<Invite, AddressError> parseAddress(std::string_view text);

/// `viz1:host[:port][!<22>][/prefix]#<24>` or `viz1+ws:…`; without the '!' and '#' parts if the secret is empty (then
/// as https:// or http://). The caller wipes the text (sodium_memzero) when it has been shown or copied.
[[nodiscard]] std::string formatInvite(const HostAddress& address, const SecretBytes& secret);

/// For the gate's Host allow-list, and for the stored form: `host[:port]`, IPv6 in brackets, no hash.
[[nodiscard]] std::string formatAuthority(const HostAddress& address);

} // namespace viz
