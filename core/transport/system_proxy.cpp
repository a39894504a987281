#include "core/transport/system_proxy.h"

#include <QHostAddress>
#include <QNetworkProxyFactory>

#include <algorithm>

namespace viz {
namespace {

bool isThisComputer(const QString& host) {
    return host == QLatin1StringView("localhost") || QHostAddress(host).isLoopback();
}

QUrl webPageAt(const QUrl& webSocket) {
    QUrl page;
    page.setScheme(webSocket.scheme() == QLatin1StringView("wss") ? QStringLiteral("https") : QStringLiteral("http"));
    page.setHost(webSocket.host());
    page.setPort(webSocket.port());
    page.setPath(QStringLiteral("/"));
    return page;
}

bool carriesConnections(const QNetworkProxy& proxy) {
    return proxy.capabilities().testFlag(QNetworkProxy::TunnelingCapability);
}

} // namespace

QNetworkProxy proxyFor(const QUrl& webSocket) {
    if (isThisComputer(webSocket.host()))
        return QNetworkProxy::NoProxy;
    const auto proxies = QNetworkProxyFactory::proxyForQuery(QNetworkProxyQuery(webPageAt(webSocket)));
    const auto found = std::ranges::find_if(proxies, carriesConnections);
    return found == proxies.end() ? QNetworkProxy(QNetworkProxy::NoProxy) : *found;
}

} // namespace viz
