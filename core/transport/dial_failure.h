#pragma once

#include "core/transport/link.h"

#include <QAbstractSocket>
#include <QByteArray>
#include <QString>

#include <optional>

namespace viz {

/// The head of an HTTP answer.
struct HttpAnswer {
    int status = 0;         ///< 100..599
    QString redirectTarget; ///< scheme, host and port of Location; empty without one
    bool wantsTls = false;  ///< says so with "Upgrade: TLS/…" (RFC 2817 section 4.2)
};

/// Nothing if `head` does not begin with an HTTP/1.x status line; it may be cut anywhere behind that.
[[nodiscard]] std::optional<HttpAnswer> parseHttpAnswer(const QByteArray& head);

/// What was seen until a dial failed.
struct DialFailure {
    QAbstractSocket::SocketError error = QAbstractSocket::UnknownSocketError;
    QString errorText;
    QByteArray answer;        ///< what the other side sent instead of a WebSocket, as far as it was received
    QString certificateError; ///< empty: the certificate was not the problem
    bool reached = false;     ///< a TCP connection (for wss: with TLS) existed
};

/// Finds the reason in it. The detail holds neither path nor query, which a redirect would give away. Pure.
[[nodiscard]] LinkEnd nameDialFailure(const DialFailure& failure);

} // namespace viz
