#pragma once

#include <QNetworkProxy>
#include <QUrl>

namespace viz {

/// The proxy on the way to a WebSocket: the one that QNetworkProxyFactory names for web pages at this place (https for
/// wss), because that is what people set up. Left to itself Qt looks for one for "tcp", and finds none where only
/// https_proxy is set (6.4.2). NoProxy if there is none, and for this computer itself. May look into the system's
/// settings.
///
/// Only the origin is asked for: a configuration script has no business with the path.
[[nodiscard]] QNetworkProxy proxyFor(const QUrl& webSocket);

} // namespace viz
