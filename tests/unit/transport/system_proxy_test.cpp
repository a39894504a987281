#include "core/transport/system_proxy.h"

#include <QNetworkProxyFactory>

#include <gtest/gtest.h>

namespace {

using viz::proxyFor;

QList<QUrl>& asked() {
    static QList<QUrl> urls;
    return urls;
}

/// As a system that has one proxy for https, one for http that only caches, and none for example.org.
class OfficeNetwork final : public QNetworkProxyFactory {
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery& query) override {
        asked() += query.url();
        if (query.queryType() != QNetworkProxyQuery::UrlRequest || query.url().host() == QLatin1String("example.org"))
            return {QNetworkProxy::NoProxy};
        if (query.url().scheme() == QLatin1String("https"))
            return {{QNetworkProxy::HttpProxy, QStringLiteral("proxy.test"), 3128}, QNetworkProxy::NoProxy};
        return {{QNetworkProxy::HttpCachingProxy, QStringLiteral("cache.test"), 3128},
                {QNetworkProxy::Socks5Proxy, QStringLiteral("socks.test"), 1080}};
    }
};

class SystemProxy : public testing::Test {
protected:
    SystemProxy() {
        asked().clear();
        QNetworkProxyFactory::setApplicationProxyFactory(new OfficeNetwork);
    }
    ~SystemProxy() override { QNetworkProxyFactory::setApplicationProxyFactory(nullptr); }
};

TEST_F(SystemProxy, IsThatOfWebPagesAtTheSamePlace) {
    const struct {
        const char* url;
        QNetworkProxy::ProxyType type;
        const char* host;
    } rows[] = {
        {"wss://viz.test/v1/PhIx1lBaOsM", QNetworkProxy::HttpProxy, "proxy.test"},
        {"ws://viz.test:8080/v1/PhIx1lBaOsM", QNetworkProxy::Socks5Proxy, "socks.test"},
        {"wss://example.org/v1", QNetworkProxy::NoProxy, ""},
        {"wss://10.0.0.1/v1", QNetworkProxy::HttpProxy, "proxy.test"},
    };
    for (const auto& row : rows) {
        const QNetworkProxy proxy = proxyFor(QUrl(QString::fromLatin1(row.url)));
        EXPECT_EQ(proxy.type(), row.type) << row.url;
        EXPECT_EQ(proxy.hostName(), QLatin1String(row.host)) << row.url;
    }
}

TEST_F(SystemProxy, IsNoneForThisComputer) {
    for (const char* url : {"ws://127.0.0.1:8443/v1", "wss://localhost/v1", "ws://[::1]:8443/v1", "ws://127.1.2.3/v1"})
        EXPECT_EQ(proxyFor(QUrl(QString::fromLatin1(url))).type(), QNetworkProxy::NoProxy) << url;
    EXPECT_TRUE(asked().isEmpty());
}

TEST_F(SystemProxy, LearnsNothingButTheOrigin) {
    (void)proxyFor(QUrl(QStringLiteral("wss://viz.test:8443/prefix/v1/PhIx1lBaOsM?q#f")));
    EXPECT_EQ(asked(), QList<QUrl>{QUrl(QStringLiteral("https://viz.test:8443/"))});
}

} // namespace
