#pragma once

#include "core/tunnel/tunnel_provider.h"

#include <QUrl>

#include <optional>

namespace viz {

/// The URL in `candidate` (a URL, a host name or host:port) if it may be an address of `provider`: https (or a plain
/// TCP port), a host that the row allows, no user name, no path, no international name. Nothing otherwise, for
/// whatever a program prints must not lead callers elsewhere. Host in lower case; http:// for plain TCP.
[[nodiscard]] std::optional<QUrl> acceptAddress(const QString& candidate, const TunnelProvider& provider);

/// The URL that a user wrote into the settings: http or https, any host, perhaps a port and a path before /v1; no user
/// name, query or fragment.
[[nodiscard]] std::optional<QUrl> acceptKnownAddress(const QString& text);

} // namespace viz
