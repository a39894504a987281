#include "core/protocol/host_name.h"

#include "core/protocol/utf8.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace viz {

namespace {

constexpr std::size_t kMaxNameChars = 253; // RFC 1035 section 2.3.4
constexpr std::size_t kMaxLabelChars = 63;

using Ipv4 = std::array<std::uint8_t, 4>;
using Ipv6 = std::array<std::uint16_t, 8>;

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }

/// All of `text` as a number of at most `maxDigits` digits.
template<typename Number>
std::optional<Number> parseNumber(std::string_view text, std::size_t maxDigits, int base) {
    Number number{};
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number, base);
    if (text.empty() || text.size() > maxDigits || error != std::errc{} || stop != end)
        return std::nullopt;
    return number;
}

/// Takes the text before the next `separator` off `rest`, with the separator.
std::string_view takeUntil(std::string_view& rest, char separator) {
    const std::size_t length = std::min(rest.find(separator), rest.size());
    const std::string_view taken = rest.substr(0, length);
    rest.remove_prefix(std::min(length + 1, rest.size()));
    return taken;
}

std::optional<Ipv4> parseIpv4(std::string_view text) {
    if (std::count(text.begin(), text.end(), '.') != 3)
        return std::nullopt;
    Ipv4 address{};
    for (std::uint8_t& part : address) {
        const std::optional<std::uint8_t> number = parseNumber<std::uint8_t>(takeUntil(text, '.'), 3, 10);
        if (!number)
            return std::nullopt;
        part = *number;
    }
    return address;
}

/// One side of the "::" of an IPv6 address.
struct Ipv6Groups {
    Ipv6 values{};
    std::size_t count = 0;

    bool add(std::uint16_t value) {
        if (count == values.size())
            return false;
        values[count++] = value;
        return true;
    }
    bool add(std::string_view group) {
        const std::optional<std::uint16_t> value = parseNumber<std::uint16_t>(group, 4, 16);
        return value && add(*value);
    }
    bool add(const Ipv4& tail) {
        return add(static_cast<std::uint16_t>(tail[0] << 8 | tail[1])) &&
               add(static_cast<std::uint16_t>(tail[2] << 8 | tail[3]));
    }
};

std::optional<Ipv6Groups> parseGroups(std::string_view text) {
    Ipv6Groups groups;
    if (text.empty())
        return groups;
    if (text.back() == ':')
        return std::nullopt;
    while (!text.empty()) {
        const std::string_view group = takeUntil(text, ':');
        const std::optional<Ipv4> tail = text.empty() ? parseIpv4(group) : std::nullopt;
        if (!(tail ? groups.add(*tail) : groups.add(group)))
            return std::nullopt;
    }
    return groups;
}

std::optional<Ipv6> parseIpv6(std::string_view text) {
    const std::size_t gap = text.find("::");
    const bool hasGap = gap != std::string_view::npos;
    const std::optional<Ipv6Groups> head = parseGroups(text.substr(0, gap));
    const std::optional<Ipv6Groups> tail = parseGroups(hasGap ? text.substr(gap + 2) : std::string_view{});
    if (!head || !tail)
        return std::nullopt;
    const std::size_t count = head->count + tail->count;
    const bool dottedBeforeGap = hasGap && text.substr(0, gap).find('.') != std::string_view::npos;
    if (dottedBeforeGap || (hasGap ? count > 7 : count != 8))
        return std::nullopt;
    Ipv6 address = head->values;
    std::copy_n(tail->values.begin(), tail->count, address.end() - static_cast<std::ptrdiff_t>(tail->count));
    return address;
}

bool isLocal(const Ipv4& address) {
    const auto [a, b, c, d] = address;
    return a == 127 || a == 10 || (a == 172 && b >= 16 && b < 32) || (a == 192 && b == 168) || (a == 169 && b == 254);
}

bool isMappedIpv4(const Ipv6& address) {
    return std::all_of(address.begin(), address.begin() + 5, [](std::uint16_t group) { return group == 0; }) &&
           address[5] == 0xffff;
}

bool isLocal(const Ipv6& address) {
    if (isMappedIpv4(address))
        return isLocal(Ipv4{static_cast<std::uint8_t>(address[6] >> 8), static_cast<std::uint8_t>(address[6] & 0xff),
                            static_cast<std::uint8_t>(address[7] >> 8), static_cast<std::uint8_t>(address[7] & 0xff)});
    constexpr Ipv6 loopback{0, 0, 0, 0, 0, 0, 0, 1};
    return address == loopback || (address[0] & 0xfe00) == 0xfc00 || (address[0] & 0xffc0) == 0xfe80;
}

bool isLabel(std::string_view label) {
    const bool ascii = std::all_of(label.begin(), label.end(), isAscii);
    return !label.empty() && label.front() != '-' && label.back() != '-' && (!ascii || label.size() <= kMaxLabelChars);
}

/// Which characters an international name may have is for punycode to say (QUrl::toAce); here only those go that could
/// deceive whoever reads it.
bool hasOnlyNameCharacters(std::string_view text) {
    while (!text.empty()) {
        const CodePoint next = firstCodePoint(text);
        const char c = text.front();
        const bool fine = next.bytes == 1 ? isAsciiLetter(c) || isDigit(c) || c == '-' || c == '.' || c == '_'
                                          : next.bytes > 1 && !isControl(next.value) && !isSpace(next.value) &&
                                                !isQuote(next.value) && !isInvisible(next.value);
        if (!fine)
            return false;
        text.remove_prefix(next.bytes);
    }
    return true;
}

/// "1.2.3", "0x7f.1" and "256.1.1.1" are neither names nor addresses that everybody reads alike.
bool endsInNumber(std::string_view host) {
    const std::string_view last = host.substr(host.rfind('.') + 1);
    return isDigit(last.front()) && (std::all_of(last.begin(), last.end(), isDigit) || last.substr(0, 2) == "0x");
}

bool isName(std::string_view host) {
    if (host.empty() || host.size() > kMaxNameChars || host.back() == '.' || !hasOnlyNameCharacters(host))
        return false;
    std::string_view rest = host;
    while (!rest.empty())
        if (!isLabel(takeUntil(rest, '.')))
            return false;
    return !endsInNumber(host);
}

bool isLocalName(std::string_view host) {
    constexpr std::string_view name = "localhost";
    constexpr std::string_view domain = ".localhost";
    return host == name || (host.size() > domain.size() && host.substr(host.size() - domain.size()) == domain);
}

HostKind kindOf(bool isLocalHost) { return isLocalHost ? HostKind::Local : HostKind::Public; }

} // namespace

bool isIpv6(std::string_view host) { return parseIpv6(host).has_value(); }

HostKind kindOfHost(std::string_view host) {
    if (const std::optional<Ipv4> address = parseIpv4(host))
        return kindOf(isLocal(*address));
    if (const std::optional<Ipv6> address = parseIpv6(host))
        return kindOf(isLocal(*address));
    return isName(host) ? kindOf(isLocalName(host)) : HostKind::Invalid;
}

} // namespace viz
