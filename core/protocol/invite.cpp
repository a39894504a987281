#include "core/protocol/invite.h"

#include "core/protocol/certificate_hash.h"
#include "core/protocol/host_name.h"
#include "core/protocol/invite_secret.h"
#include "core/protocol/utf8.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <optional>
#include <utility>

namespace viz {

namespace {

using Security = HostAddress::Security;
using Unexpected = tl::unexpected<AddressError>;

// --- Surroundings of a pasted text -------------------------------------------------------------------------------

bool isWrapping(char32_t value) { return isSpace(value) || isControl(value) || isInvisible(value) || isQuote(value); }

/// The last code point of `text`, which is not empty; bytes is 0 if it is not UTF-8.
CodePoint lastCodePoint(std::string_view text) {
    std::size_t length = 1;
    while (length < std::min<std::size_t>(4, text.size()) && (text[text.size() - length] & 0xc0) == 0x80)
        ++length;
    const CodePoint last = firstCodePoint(text.substr(text.size() - length));
    return last.bytes == length ? last : CodePoint{};
}

std::string_view unwrapped(std::string_view text) {
    while (!text.empty()) {
        const CodePoint first = firstCodePoint(text);
        if (first.bytes == 0 || !isWrapping(first.value))
            break;
        text.remove_prefix(first.bytes);
    }
    while (!text.empty()) {
        const CodePoint last = lastCodePoint(text);
        if (last.bytes == 0 || !isWrapping(last.value))
            break;
        text.remove_suffix(last.bytes);
    }
    return text;
}

// --- Scheme ------------------------------------------------------------------------------------------------------

bool isDigit(char c) { return c >= '0' && c <= '9'; }
char lowered(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowerCase(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), lowered);
    return lower;
}

struct Scheme {
    std::string_view name;
    Security security;
    bool isInvite; ///< viz1: and viz1+ws:, which must have a secret
};

constexpr std::array kSchemes{Scheme{"viz1", Security::Tls, true},    Scheme{"viz1+ws", Security::Plain, true},
                              Scheme{"https", Security::Tls, false},  Scheme{"wss", Security::Tls, false},
                              Scheme{"http", Security::Plain, false}, Scheme{"ws", Security::Plain, false}};

/// Schemes that are written without "//" and would otherwise be read as a host with a bad port.
constexpr std::array<std::string_view, 12> kForeignSchemes{"about",  "blob", "data", "file",  "javascript", "magnet",
                                                           "mailto", "sip",  "sips", "skype", "sms",        "tel"};

/// "viz2", "viz10+ws" and the like.
bool isInviteOfAnyVersion(std::string_view scheme) {
    constexpr std::string_view family = "viz";
    return scheme.substr(0, family.size()) == family && scheme.size() > family.size() && isDigit(scheme[family.size()]);
}

bool isNewerVersion(std::string_view scheme) {
    std::string_view digits = scheme.substr(3);
    digits = digits.substr(0, std::min(digits.find('+'), digits.size()));
    return std::all_of(digits.begin(), digits.end(), isDigit) && digits != "1" && digits.front() != '0';
}

bool isKnownWithoutSlashes(std::string_view scheme) {
    const auto named = [scheme](const Scheme& known) { return known.name == scheme; };
    return std::any_of(kSchemes.begin(), kSchemes.end(), named) || isInviteOfAnyVersion(scheme) ||
           std::find(kForeignSchemes.begin(), kForeignSchemes.end(), scheme) != kForeignSchemes.end();
}

/// Takes "scheme:" or "scheme://" off `text`; nullopt if it begins with the host.
std::optional<std::string> takeScheme(std::string_view& text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || text.find_first_of("/?[@") < colon)
        return std::nullopt;
    std::string scheme = lowerCase(text.substr(0, colon));
    std::string_view rest = text.substr(colon + 1);
    const bool hasSlashes = rest.substr(0, 2) == "//";
    if (!hasSlashes && !isKnownWithoutSlashes(scheme))
        return std::nullopt;
    rest.remove_prefix(hasSlashes ? 2 : 0);
    text = rest;
    return scheme;
}

tl::expected<Scheme, AddressError> knownScheme(std::string_view name) {
    for (const Scheme& scheme : kSchemes)
        if (scheme.name == name)
            return scheme;
    const bool isNewer = isInviteOfAnyVersion(name) && isNewerVersion(name);
    return Unexpected(isNewer ? AddressError::NewerVersion : AddressError::UnknownScheme);
}

// --- Authority ---------------------------------------------------------------------------------------------------

struct Authority {
    std::string_view host;
    std::optional<std::string_view> port; ///< the text after the colon, if there is one
};

tl::expected<Authority, AddressError> splitBracketed(std::string_view text) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos || !isIpv6(text.substr(1, end - 1)))
        return Unexpected(AddressError::BadHost);
    const std::string_view rest = text.substr(end + 1);
    if (!rest.empty() && rest.front() != ':')
        return Unexpected(AddressError::BadHost);
    Authority authority{.host = text.substr(1, end - 1), .port = std::nullopt};
    if (!rest.empty())
        authority.port = rest.substr(1);
    return authority;
}

tl::expected<Authority, AddressError> splitAuthority(std::string_view text) {
    if (text.find('@') != std::string_view::npos)
        return Unexpected(AddressError::HasUserInfo);
    if (text.substr(0, 1) == "[")
        return splitBracketed(text);
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || isIpv6(text))
        return Authority{.host = text, .port = std::nullopt};
    return Authority{.host = text.substr(0, colon), .port = text.substr(colon + 1)};
}

std::optional<std::uint16_t> parsePort(std::string_view text) {
    std::uint16_t port = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, port);
    if (text.empty() || error != std::errc{} || stop != end || port == 0)
        return std::nullopt;
    return port;
}

tl::expected<HostAddress, AddressError> parseAuthority(std::string_view text) {
    const tl::expected<Authority, AddressError> parts = splitAuthority(text);
    if (!parts)
        return Unexpected(parts.error());
    HostAddress address;
    address.host = lowerCase(parts->host);
    if (address.host.size() > 1 && address.host.back() == '.')
        address.host.pop_back(); // the root's dot: the same name
    if (address.host.empty())
        return Unexpected(AddressError::NoHost);
    if (kindOfHost(address.host) == HostKind::Invalid)
        return Unexpected(AddressError::BadHost);
    const std::optional<std::uint16_t> port = parts->port ? parsePort(*parts->port) : std::uint16_t{0};
    if (!port)
        return Unexpected(AddressError::BadPort);
    address.port = *port;
    return address;
}

// --- Path --------------------------------------------------------------------------------------------------------

bool isHex(char c) { return isDigit(c) || (lowered(c) >= 'a' && lowered(c) <= 'f'); }

bool isPathCharacter(char c) {
    constexpr std::string_view others = "-._~!$&()*+,;=:@/"; // no ': a paste may have it around the whole
    return isDigit(c) || (lowered(c) >= 'a' && lowered(c) <= 'z') || others.find(c) != std::string_view::npos;
}

/// RFC 3986 section 3.3 without the apostrophe, and without "." and "..", which would be resolved on the way.
bool isPath(std::string_view path) {
    for (std::size_t i = 0; i < path.size(); ++i) {
        const bool isEscape = path[i] == '%' && i + 2 < path.size() && isHex(path[i + 1]) && isHex(path[i + 2]);
        if (!isEscape && !isPathCharacter(path[i]))
            return false;
    }
    const std::string closed = std::string(path) + '/';
    return closed.find("/./") == std::string::npos && closed.find("/../") == std::string::npos;
}

bool isPathToken(std::string_view text) {
    return text.size() == wire::kPathTokenChars && std::all_of(text.begin(), text.end(), [](char c) {
               return isDigit(c) || (lowered(c) >= 'a' && lowered(c) <= 'z') || c == '-' || c == '_';
           });
}

bool endsWith(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/// What Viz itself would append: a slash, /v1 or /v1/<token>.
std::string_view withoutOwnPart(std::string_view path) {
    if (endsWith(path, "/"))
        return path.substr(0, path.size() - 1);
    if (endsWith(path, wire::kBasePath))
        return path.substr(0, path.size() - wire::kBasePath.size());
    const std::size_t slash = path.rfind('/');
    if (slash != std::string_view::npos && isPathToken(path.substr(slash + 1)) &&
        endsWith(path.substr(0, slash), wire::kBasePath))
        return path.substr(0, slash - wire::kBasePath.size());
    return path;
}

std::string_view prefixOf(std::string_view path) {
    std::string_view shorter = withoutOwnPart(path);
    while (shorter.size() < path.size()) {
        path = shorter;
        shorter = withoutOwnPart(path);
    }
    return path;
}

// --- The whole ---------------------------------------------------------------------------------------------------

/// `text`: everything between the scheme and the '#'.
tl::expected<HostAddress, AddressError> parseHostAddress(std::string_view text) {
    if (text.find('?') != std::string_view::npos)
        return Unexpected(AddressError::HasQuery);
    const std::size_t slash = std::min(text.find('/'), text.size());
    tl::expected<HostAddress, AddressError> address = parseAuthority(text.substr(0, slash));
    if (!address)
        return address;
    if (text.size() - slash > kMaxPrefixChars)
        return Unexpected(AddressError::TooLong);
    if (!isPath(text.substr(slash)))
        return Unexpected(AddressError::BadHost);
    address->prefix = prefixOf(text.substr(slash));
    return address;
}

/// The same for an invite by TLS, where a '!' and the certificate's hash may stand behind the port.
tl::expected<HostAddress, AddressError> parseTlsInviteAddress(std::string_view text) {
    const std::size_t end = std::min(text.find_first_of("/?"), text.size());
    const std::size_t mark = text.substr(0, end).find('!');
    if (mark == std::string_view::npos)
        return parseHostAddress(text);
    const std::string withoutHash = std::string(text.substr(0, mark)) + std::string(text.substr(end));
    tl::expected<HostAddress, AddressError> address = parseHostAddress(withoutHash);
    if (!address)
        return address;
    address->certificateHash = parseCertificateHash(text.substr(mark + 1, end - mark - 1));
    if (!address->certificateHash)
        return Unexpected(AddressError::SecretBadCharacter);
    return address;
}

Security securityWithoutScheme(const HostAddress& address) {
    return kindOfHost(address.host) == HostKind::Local ? Security::Plain : Security::Tls;
}

tl::expected<HostAddress, AddressError> parseWithScheme(std::string_view text, bool hasSecret) {
    const std::optional<std::string> name = takeScheme(text);
    if (!name) {
        tl::expected<HostAddress, AddressError> address = parseHostAddress(text);
        if (address)
            address->security = securityWithoutScheme(*address);
        return address;
    }
    const tl::expected<Scheme, AddressError> scheme = knownScheme(*name);
    if (!scheme)
        return Unexpected(scheme.error());
    if (scheme->isInvite && !hasSecret)
        return Unexpected(AddressError::SecretMissing);
    const bool mayHaveHash = scheme->isInvite && scheme->security == Security::Tls;
    tl::expected<HostAddress, AddressError> address =
        mayHaveHash ? parseTlsInviteAddress(text) : parseHostAddress(text);
    if (address)
        address->security = scheme->security;
    return address;
}

tl::expected<SecretBytes, AddressError> parseFragment(std::string_view fragment) {
    constexpr std::string_view name = "k=";
    if (fragment.substr(0, name.size()) == name)
        fragment.remove_prefix(name.size());
    return parseInviteSecret(fragment);
}

std::string_view schemeText(Security security, bool isInvite) {
    if (isInvite)
        return security == Security::Tls ? "viz1:" : "viz1+ws:";
    return security == Security::Tls ? "https://" : "http://";
}

} // namespace

tl::expected<Invite, AddressError> parseAddress(std::string_view text) {
    text = unwrapped(text);
    if (text.empty())
        return Unexpected(AddressError::Empty);
    if (text.size() > kMaxInviteChars)
        return Unexpected(AddressError::TooLong);
    const std::size_t hash = text.find('#');
    const bool hasSecret = hash != std::string_view::npos;
    tl::expected<HostAddress, AddressError> address = parseWithScheme(text.substr(0, hash), hasSecret);
    if (!address)
        return Unexpected(address.error());
    Invite invite{.address = std::move(*address), .secret = {}};
    if (!hasSecret)
        return invite;
    tl::expected<SecretBytes, AddressError> secret = parseFragment(text.substr(hash + 1));
    if (!secret)
        return Unexpected(secret.error());
    invite.secret = std::move(*secret);
    return invite;
}

std::string formatInvite(const HostAddress& address, const SecretBytes& secret) {
    assert(!address.certificateHash || address.security == Security::Tls);
    std::string text(schemeText(address.security, !secret.empty()));
    text += formatAuthority(address);
    if (address.certificateHash && !secret.empty())
        text += '!' + formatCertificateHash(*address.certificateHash);
    text += address.prefix;
    if (secret.empty())
        return text;
    text += '#';
    text.reserve(text.size() + kInviteSecretChars);
    appendInviteSecret(secret, text);
    return text;
}

std::string formatAuthority(const HostAddress& address) {
    const bool isBracketed = address.host.find(':') != std::string::npos;
    std::string text = isBracketed ? '[' + address.host + ']' : address.host;
    if (address.port != 0)
        text += ':' + std::to_string(address.port);
    return text;
}

} // namespace viz
