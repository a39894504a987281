#include "core/transport/dial_failure.h"

#include "core/transport/http_head.h"

#include <QUrl>

namespace viz {

namespace {

using Reason = LinkEnd::Reason;

constexpr int kSwitchingProtocols = 101;
constexpr int kUpgradeRequired = 426;

/// Without the path, which may hold the secret one that was asked for.
QString originOf(const QString& location) {
    const QUrl url(location);
    if (!url.isValid() || url.host().isEmpty())
        return {};
    QUrl origin;
    origin.setScheme(url.scheme());
    origin.setHost(url.host());
    origin.setPort(url.port());
    return origin.toString();
}

bool isRedirect(int status) { return status >= 301 && status <= 308; }

LinkEnd nameAnswer(const HttpAnswer& answer) {
    if (answer.wantsTls)
        return {.reason = Reason::TlsFailed,
                .httpStatus = answer.status,
                .detail = QStringLiteral("the host speaks only TLS, and the address says that it does not")};
    if (isRedirect(answer.status))
        return {.reason = Reason::Redirected, .httpStatus = answer.status, .detail = answer.redirectTarget};
    const QString detail = answer.status == kSwitchingProtocols ? QStringLiteral("the WebSocket answer is wrong")
                                                                : QStringLiteral("an HTTP answer");
    return {.reason = Reason::WebPage, .httpStatus = answer.status, .detail = detail};
}

/// OpenSSL's words for an answer that is no TLS at all, of which nothing else is left.
bool soundsLikeNoTls(const QString& errorText) { return errorText.contains(QLatin1StringView("wrong version number")); }

LinkEnd nameTlsError(const DialFailure& failure) {
    if (soundsLikeNoTls(failure.errorText))
        return {.reason = Reason::TlsFailed,
                .detail = QStringLiteral("the other side does not speak TLS (%1)").arg(failure.errorText)};
    const QString detail = failure.certificateError.isEmpty() ? failure.errorText : failure.certificateError;
    return {.reason = Reason::TlsFailed, .detail = detail};
}

bool isTlsError(const DialFailure& failure) {
    return !failure.certificateError.isEmpty() || failure.error == QAbstractSocket::SslHandshakeFailedError ||
           failure.error == QAbstractSocket::SslInternalError ||
           failure.error == QAbstractSocket::SslInvalidUserDataError;
}

LinkEnd nameSilence() {
    return {.reason = Reason::NetworkError, .detail = QStringLiteral("closed without a WebSocket answer")};
}

LinkEnd nameSocketError(const DialFailure& failure) {
    switch (failure.error) {
    case QAbstractSocket::HostNotFoundError:
        return {.reason = Reason::HostNotFound, .detail = failure.errorText};
    case QAbstractSocket::ConnectionRefusedError:
        return {.reason = Reason::ConnectionRefused, .detail = failure.errorText};
    case QAbstractSocket::SocketTimeoutError:
        return {.reason = Reason::ConnectTimeout, .detail = failure.errorText};
    default:
        return {.reason = Reason::NetworkError, .detail = failure.errorText};
    }
}

/// QWebSocket reports an answer that it does not like as a refused connection.
bool isSilence(const DialFailure& failure) {
    return failure.reached && (failure.error == QAbstractSocket::RemoteHostClosedError ||
                               failure.error == QAbstractSocket::ConnectionRefusedError);
}

} // namespace

std::optional<HttpAnswer> parseHttpAnswer(const QByteArray& head) {
    // "HTTP/1.1 200": eight characters, a blank, three digits, and then nothing more of a number.
    if (!head.startsWith("HTTP/1.") || head.size() < 12 || head.at(8) != ' ')
        return std::nullopt;
    if (head.size() > 12 && head.at(12) >= '0' && head.at(12) <= '9')
        return std::nullopt;
    bool understood = false;
    const int status = head.sliced(9, 3).toInt(&understood);
    if (!understood || status < 100 || status > 599)
        return std::nullopt;
    const bool namesTls = httpField(head, "upgrade:").toLower().startsWith("tls/");
    return HttpAnswer{.status = status,
                      .redirectTarget = originOf(QString::fromLatin1(httpField(head, "location:"))),
                      .wantsTls = status == kUpgradeRequired && namesTls};
}

LinkEnd nameDialFailure(const DialFailure& failure) {
    if (isTlsError(failure))
        return nameTlsError(failure);
    if (const auto answer = parseHttpAnswer(failure.answer))
        return nameAnswer(*answer);
    return isSilence(failure) ? nameSilence() : nameSocketError(failure);
}

} // namespace viz
