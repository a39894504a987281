#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace viz {

/// What the gate does with the bytes that a stranger has sent so far.
enum class UpgradeVerdict : std::uint8_t {
    Incomplete,      ///< wait for more
    Accept,          ///< hand over to the WebSocket server
    BadRequest,      ///< 400: not a plain HTTP/1.1 GET, or over the limit
    Forbidden,       ///< 403: a browser (Origin), or a name that is not ours (Host)
    NotFound,        ///< 404: no such path
    UpgradeRequired, ///< 426: the right path, but no WebSocket
};

/// For whom the gate opens.
struct UpgradePolicy {
    std::vector<std::string> paths; ///< exact request targets
    std::vector<std::string> hosts; ///< lower case, `host` (any port) or `host:port`; empty: any well-formed one
};

struct UpgradeCheck {
    UpgradeVerdict verdict = UpgradeVerdict::Incomplete;
    std::string_view path;  ///< into the request, on Accept and UpgradeRequired
    std::string_view nonce; ///< likewise, on UpgradeRequired: X-Viz-Nonce, kProbeNonceChars of base64url, or empty
};

/// 16 bytes in base64url without padding. An X-Viz-Nonce that is anything else is ignored.
inline constexpr std::size_t kProbeNonceChars = 22;

/// Header of a request with its empty line; more is a BadRequest.
inline constexpr std::size_t kMaxUpgradeRequestBytes = 8192;

/// Looks at a request as far as it has come; call it again with more bytes while the verdict is Incomplete. Pure.
///
/// `localAddress` is the address, without a port, at which the connection arrived (`127.0.0.1`, `[fe80::1]`): it and
/// loopback names pass as Host with any port. A name that resolves to this machine only by DNS rebinding does not,
/// once the public names are known. The path is judged before Origin and Host: who does not know it learns only 404.
/// What proxies add (X-Forwarded-*, Via) is ignored.
[[nodiscard]] UpgradeCheck checkUpgradeRequest(std::string_view bytes, std::string_view localAddress,
                                               const UpgradePolicy& policy);

} // namespace viz
