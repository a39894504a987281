#include "core/transport/web_socket_handshake.h"

#include "core/transport/dial_failure.h"
#include "core/transport/http_head.h"

#include <QCryptographicHash>
#include <QList>
#include <QRandomGenerator>
#include <QUrl>

#include <array>

namespace viz {

namespace {

constexpr int kSwitchingProtocols = 101;
constexpr char kAcceptSuffix[] = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455 section 1.3

QByteArray acceptKey(const QByteArray& key) {
    return QCryptographicHash::hash(key + kAcceptSuffix, QCryptographicHash::Sha1).toBase64();
}

/// As in the Host field: the port only if the URL names one, brackets around an IPv6 address.
QByteArray authorityOf(const QUrl& url) { return url.authority(QUrl::FullyEncoded).section(u'@', -1).toLatin1(); }

QByteArray targetOf(const QUrl& url) {
    QByteArray target = url.path(QUrl::FullyEncoded).toLatin1();
    if (target.isEmpty())
        target = "/";
    if (url.hasQuery())
        target += '?' + url.query(QUrl::FullyEncoded).toLatin1();
    return target;
}

bool names(const QByteArray& list, const char* word) {
    for (const QByteArray& item : list.toLower().split(','))
        if (item.trimmed() == word)
            return true;
    return false;
}

} // namespace

QByteArray makeWebSocketKey() {
    std::array<quint32, 4> random{};
    QRandomGenerator::system()->fillRange(random.data(), static_cast<qsizetype>(random.size()));
    return QByteArray(reinterpret_cast<const char*>(random.data()), sizeof random).toBase64();
}

QByteArray webSocketRequest(const QNetworkRequest& request, const QByteArray& key) {
    const QUrl url = request.url();
    QByteArray text = "GET " + targetOf(url) + " HTTP/1.1\r\nHost: " + authorityOf(url) +
                      "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: " + key +
                      "\r\nSec-WebSocket-Version: 13\r\n";
    for (const QByteArray& name : request.rawHeaderList())
        text += name + ": " + request.rawHeader(name) + "\r\n";
    return text + "\r\n";
}

bool opensWebSocket(const QByteArray& head, const QByteArray& key) {
    const auto answer = parseHttpAnswer(head);
    return answer && answer->status == kSwitchingProtocols && names(httpField(head, "upgrade:"), "websocket") &&
           names(httpField(head, "connection:"), "upgrade") &&
           httpField(head, "sec-websocket-accept:") == acceptKey(key) &&
           httpField(head, "sec-websocket-extensions:").isEmpty() &&
           httpField(head, "sec-websocket-protocol:").isEmpty();
}

QByteArray webSocketAnswer(const QByteArray& request) {
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " +
           acceptKey(httpField(request, "sec-websocket-key:")) + "\r\n\r\n";
}

} // namespace viz
