#include "core/transport/upgrade_request.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

namespace viz {

namespace {

constexpr std::string_view kLineEnd = "\r\n";
constexpr std::string_view kHeaderEnd = "\r\n\r\n";
constexpr std::string_view kMethod = "GET ";
constexpr std::string_view kVersion = " HTTP/1.1";

char lowered(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool sameName(std::string_view a, std::string_view b) { return std::ranges::equal(a, b, {}, lowered, lowered); }

bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool isLetterOrDigit(char c) { return isDigit(c) || (lowered(c) >= 'a' && lowered(c) <= 'z'); }

/// A character of a header's name (RFC 9110 section 5.6.2).
bool isTokenCharacter(char c) {
    return isLetterOrDigit(c) || std::string_view{"!#$%&'*+-.^_`|~"}.find(c) != std::string_view::npos;
}

/// Of a header's value: no control character but the tab; bytes above ASCII are let through.
bool isValueCharacter(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
}

bool isVisible(char c) { return c > 0x20 && c < 0x7f; }

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blank = " \t";
    const std::size_t first = text.find_first_not_of(blank);
    return first == std::string_view::npos ? std::string_view{}
                                           : text.substr(first, text.find_last_not_of(blank) - first + 1);
}

/// Cuts `text` at the first `separator`, which goes; all of it if there is none.
std::string_view takeUpTo(std::string_view& text, std::string_view separator) {
    const std::size_t end = text.find(separator);
    const std::string_view head = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + separator.size());
    return head;
}

/// No early exit, so that the time tells nothing about how much of a guess was right. The length is no secret.
bool sameInConstantTime(std::string_view a, std::string_view b) {
    if (a.size() != b.size())
        return false;
    volatile unsigned char difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        difference = static_cast<unsigned char>(difference | (a[i] ^ b[i]));
    return difference == 0;
}

bool isKnownPath(std::string_view target, std::span<const std::string> paths) {
    bool known = false;
    for (const std::string& path : paths)
        known |= sameInConstantTime(target, path);
    return known;
}

struct HostAndPort {
    std::string_view host; ///< with the brackets of an IPv6 address
    std::string_view port; ///< empty: none given
};

bool isHostName(std::string_view host) {
    const auto legal = [](char c) { return isLetterOrDigit(c) || c == '.' || c == '-' || c == '_'; };
    return !host.empty() && std::ranges::all_of(host, legal);
}

bool isBracketedAddress(std::string_view host) {
    const auto legal = [](char c) { return isLetterOrDigit(c) || c == ':' || c == '.'; };
    return host.size() > 2 && host.front() == '[' && host.back() == ']' &&
           std::ranges::all_of(host.substr(1, host.size() - 2), legal);
}

bool isPort(std::string_view port) { return !port.empty() && port.size() <= 5 && std::ranges::all_of(port, isDigit); }

std::optional<HostAndPort> splitHost(std::string_view text) {
    const std::size_t colon = text.find(':', text.starts_with('[') ? std::min(text.find(']'), text.size()) : 0);
    HostAndPort parts{.host = text.substr(0, colon), .port = {}};
    if (!isHostName(parts.host) && !isBracketedAddress(parts.host))
        return std::nullopt;
    if (colon == std::string_view::npos)
        return parts;
    parts.port = text.substr(colon + 1);
    return isPort(parts.port) ? std::optional{parts} : std::nullopt;
}

bool isOwnHost(const HostAndPort& host, std::string_view localAddress) {
    constexpr std::array<std::string_view, 3> loopback{"localhost", "127.0.0.1", "[::1]"};
    return sameName(host.host, localAddress) ||
           std::ranges::any_of(loopback, [&](std::string_view name) { return sameName(host.host, name); });
}

bool isAllowedHost(const HostAndPort& host, std::string_view localAddress, std::span<const std::string> hosts) {
    const auto matches = [&](const std::string& known) {
        const auto parts = splitHost(known);
        return parts && sameName(parts->host, host.host) && (parts->port.empty() || parts->port == host.port);
    };
    return hosts.empty() || isOwnHost(host, localAddress) || std::ranges::any_of(hosts, matches);
}

/// What matters of a request's header fields.
struct Fields {
    std::optional<std::string_view> host;
    bool origin = false;
    bool body = false;
    bool upgradeToWebSocket = false;
    bool connectionUpgrade = false;
    bool version13 = false;
    bool key = false;
    std::string_view nonce;
};

bool listContains(std::string_view list, std::string_view wanted) {
    while (!list.empty()) {
        if (sameName(trimmed(takeUpTo(list, ",")), wanted))
            return true;
    }
    return false;
}

/// 16 bytes in base64 (RFC 6455 section 4.1).
bool isWebSocketKey(std::string_view value) {
    const auto legal = [](char c) { return isLetterOrDigit(c) || c == '+' || c == '/'; };
    return value.size() == 24 && value.ends_with("==") && std::ranges::all_of(value.substr(0, 22), legal);
}

bool isProbeNonce(std::string_view value) {
    const auto legal = [](char c) { return isLetterOrDigit(c) || c == '-' || c == '_'; };
    return value.size() == kProbeNonceChars && std::ranges::all_of(value, legal);
}

/// False: a second Host.
bool note(std::string_view name, std::string_view value, Fields& fields) {
    if (sameName(name, "host"))
        return !std::exchange(fields.host, value).has_value();
    if (sameName(name, "origin") || sameName(name, "sec-websocket-origin"))
        fields.origin = true;
    else if (sameName(name, "transfer-encoding") || (sameName(name, "content-length") && value != "0"))
        fields.body = true;
    else if (sameName(name, "upgrade"))
        fields.upgradeToWebSocket |= listContains(value, "websocket");
    else if (sameName(name, "connection"))
        fields.connectionUpgrade |= listContains(value, "upgrade");
    else if (sameName(name, "sec-websocket-version"))
        fields.version13 = value == "13";
    else if (sameName(name, "sec-websocket-key"))
        fields.key = isWebSocketKey(value);
    else if (sameName(name, "x-viz-nonce"))
        fields.nonce = isProbeNonce(value) ? value : std::string_view{};
    return true;
}

/// One `Name: value`; no blank before the colon and no continuation line, both of which proxies read differently.
bool readField(std::string_view line, Fields& fields) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0)
        return false;
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = line.substr(colon + 1);
    return std::ranges::all_of(name, isTokenCharacter) && std::ranges::all_of(value, isValueCharacter) &&
           note(name, trimmed(value), fields);
}

std::optional<Fields> readFields(std::string_view lines) {
    Fields fields;
    while (!lines.empty()) {
        if (!readField(takeUpTo(lines, kLineEnd), fields))
            return std::nullopt;
    }
    return fields;
}

std::optional<std::string_view> requestTarget(std::string_view line) {
    if (!line.starts_with(kMethod) || !line.ends_with(kVersion) || line.size() <= kMethod.size() + kVersion.size())
        return std::nullopt;
    const std::string_view target = line.substr(kMethod.size(), line.size() - kMethod.size() - kVersion.size());
    return std::ranges::all_of(target, isVisible) ? std::optional{target} : std::nullopt;
}

bool isWebSocketUpgrade(const Fields& fields) {
    return fields.upgradeToWebSocket && fields.connectionUpgrade && fields.version13;
}

UpgradeVerdict judge(std::string_view target, const Fields& fields, std::string_view localAddress,
                     const UpgradePolicy& policy) {
    const auto host = splitHost(fields.host.value_or(""));
    if (!host || fields.body)
        return UpgradeVerdict::BadRequest;
    if (!isKnownPath(target, policy.paths))
        return UpgradeVerdict::NotFound;
    if (fields.origin || !isAllowedHost(*host, localAddress, policy.hosts))
        return UpgradeVerdict::Forbidden;
    if (!isWebSocketUpgrade(fields))
        return UpgradeVerdict::UpgradeRequired;
    return fields.key ? UpgradeVerdict::Accept : UpgradeVerdict::BadRequest;
}

/// Who does not know the path learns nothing, so nothing of the request is used.
UpgradeCheck found(UpgradeVerdict verdict, std::string_view target, std::string_view nonce) {
    switch (verdict) {
    case UpgradeVerdict::Accept:
        return {.verdict = verdict, .path = target, .nonce = {}};
    case UpgradeVerdict::UpgradeRequired:
        return {.verdict = verdict, .path = target, .nonce = nonce};
    default:
        return {.verdict = verdict, .path = {}, .nonce = {}};
    }
}

/// Wrong from the first byte on, or too long: no need to wait for the rest.
UpgradeVerdict judgePart(std::string_view bytes) {
    const bool hopeless = bytes.substr(0, kMethod.size()) != kMethod.substr(0, bytes.size());
    return hopeless || bytes.size() >= kMaxUpgradeRequestBytes ? UpgradeVerdict::BadRequest
                                                               : UpgradeVerdict::Incomplete;
}

} // namespace

UpgradeCheck checkUpgradeRequest(std::string_view bytes, std::string_view localAddress, const UpgradePolicy& policy) {
    const std::size_t end = bytes.find(kHeaderEnd);
    if (end == std::string_view::npos)
        return {.verdict = judgePart(bytes), .path = {}, .nonce = {}};
    // Nothing may follow: a WebSocket client speaks again after the 101.
    if (end + kHeaderEnd.size() != bytes.size() || bytes.size() > kMaxUpgradeRequestBytes)
        return {.verdict = UpgradeVerdict::BadRequest, .path = {}, .nonce = {}};
    std::string_view lines = bytes.substr(0, end);
    const auto target = requestTarget(takeUpTo(lines, kLineEnd));
    const auto fields = readFields(lines);
    if (!target || !fields)
        return {.verdict = UpgradeVerdict::BadRequest, .path = {}, .nonce = {}};
    return found(judge(*target, *fields, localAddress, policy), *target, fields->nonce);
}

} // namespace viz
