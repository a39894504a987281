#include "core/tunnel/tunnel_address.h"

#include <QRegularExpression>

#include <algorithm>

namespace viz {
namespace {

using Transport = TunnelProvider::Transport;

constexpr qsizetype kMaxHostChars = 253; // RFC 1035 section 2.3.4, without the length bytes
constexpr qsizetype kMaxLabelChars = 63;
constexpr int kMaxPort = 65535;

bool isLabel(const QString& label) {
    const auto isLegal = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-'; };
    return !label.isEmpty() && label.size() <= kMaxLabelChars && label.front() != u'-' && label.back() != u'-' &&
           !label.startsWith(u"xn--") && std::ranges::all_of(label, isLegal);
}

bool isHostName(const QString& host) {
    const QStringList labels = host.split(u'.');
    return host.size() <= kMaxHostChars && std::ranges::all_of(labels, isLabel);
}

bool matchesRule(const QString& host, const QString& rule) {
    return rule.startsWith(u'.') ? host.endsWith(rule) && host.size() > rule.size() : host == rule;
}

bool isAllowedHost(const QString& host, const TunnelProvider& provider) {
    const auto matches = [&](const QString& rule) { return matchesRule(host, rule); };
    return isHostName(host) && std::ranges::any_of(provider.hosts, matches) &&
           std::ranges::none_of(provider.excludedHosts, matches);
}

bool isPort(int port) { return port > 0 && port <= kMaxPort; }

QUrl urlOf(const QString& scheme, const QString& host, int port) {
    QUrl url;
    url.setScheme(scheme);
    url.setHost(host);
    url.setPort(port);
    return url;
}

} // namespace

std::optional<QUrl> acceptAddress(const QString& candidate, const TunnelProvider& provider) {
    static const QRegularExpression shape(u"\\A(?:(https|tcp)://)?([a-z0-9.-]+)(?::(\\d{1,5}))?/?\\z"_qs);
    const QRegularExpressionMatch match = shape.match(candidate.toLower());
    const bool isPlain = provider.transport == Transport::PlainTcp;
    const QString foreignScheme = isPlain ? u"https"_qs : u"tcp"_qs;
    if (!match.hasMatch() || match.captured(1) == foreignScheme || !isAllowedHost(match.captured(2), provider))
        return std::nullopt;
    const bool hasPort = match.hasCaptured(3);
    const int port = match.captured(3).toInt();
    if (hasPort ? !isPort(port) : isPlain)
        return std::nullopt;
    return urlOf(isPlain ? u"http"_qs : u"https"_qs, match.captured(2), hasPort ? port : -1);
}

std::optional<QUrl> acceptKnownAddress(const QString& text) {
    QUrl url(text.trimmed(), QUrl::StrictMode);
    const bool isWeb = url.scheme() == u"https" || url.scheme() == u"http";
    if (!url.isValid() || !isWeb || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasQuery() ||
        url.hasFragment() || url.port(1) == 0)
        return std::nullopt;
    return url;
}

} // namespace viz
