#pragma once

#include <cstdint>
#include <string_view>

namespace viz {

enum class HostKind : std::uint8_t {
    Invalid, ///< neither a name nor an address
    Local,   ///< localhost, or a loopback, private or link-local IP address (RFC 1122, 1918, 3927, 4193, 4291)
    Public,  ///< every other one, names included
};

/// `host` is a name in UTF-8, four decimal numbers, or an IPv6 address without brackets and zone.
[[nodiscard]] HostKind kindOfHost(std::string_view host);
[[nodiscard]] bool isIpv6(std::string_view host);

} // namespace viz
