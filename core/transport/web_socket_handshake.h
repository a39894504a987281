#pragma once

#include <QByteArray>
#include <QNetworkRequest>

namespace viz {

/// The two messages before the first frame (RFC 6455 section 4), for a library that only has frames. Pure.

/// Longest head of an answer that is looked at.
inline constexpr qsizetype kMaxAnswerBytes = 8 * 1024;

/// 16 random bytes in base64.
[[nodiscard]] QByteArray makeWebSocketKey();
/// The request for a ws or wss URL: no user info, no fragment; header fields of `request` as they are.
[[nodiscard]] QByteArray webSocketRequest(const QNetworkRequest& request, const QByteArray& key);
/// Whether `head`, with its empty line, opens the WebSocket that was asked for with `key`; an extension or a
/// subprotocol was not.
[[nodiscard]] bool opensWebSocket(const QByteArray& head, const QByteArray& key);

/// The host's answer to a request that checkUpgradeRequest() accepts.
[[nodiscard]] QByteArray webSocketAnswer(const QByteArray& request);

} // namespace viz
