#pragma once

#include <QWebSocket>

namespace viz {

/// QWebSocket's error signal got its own name in Qt 6.5; before, it shares one with error().
inline constexpr auto kWebSocketErrorSignal =
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    &QWebSocket::errorOccurred;
#else
    qOverload<QAbstractSocket::SocketError>(&QWebSocket::error);
#endif

} // namespace viz
