#include "core/tunnel/tunnel_api.h"
#include "core/tunnel/tunnel_catalog.h"
#include "tests/support/wait_for.h"
#include "tests/unit/tunnel/http_stand_in.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

using namespace std::chrono_literals;
using Format = TunnelApiRow::Format;
using test::httpAnswer;
using test::HttpStandIn;
using test::waitFor;

struct Answer {
    Format format;
    QByteArray json;
    QStringList addresses;
};

TEST(TunnelApi, ReadsAddresses) {
    const QList<Answer> rows{
        {Format::Hostname, R"({"hostname":"a.trycloudflare.com"})", {u"a.trycloudflare.com"_qs}},
        {Format::Hostname, R"({"hostname":""})", {}},
        {Format::Hostname, R"({"hostname":7})", {}},
        {Format::Hostname, "<html>", {}},
        {Format::Hostname, "", {}},
        {Format::UrlList, R"({"urls":["http://a.b","https://a.b"]})", {u"http://a.b"_qs, u"https://a.b"_qs}},
        {Format::UrlList, R"({"urls":"https://a.b"})", {}},
        {Format::UrlList, R"([])", {}},
        {Format::NgrokTunnels,
         R"({"tunnels":[{"public_url":"https://other.ngrok.app","config":{"addr":"http://localhost:80"}},
                        {"public_url":"https://ours.ngrok.app","config":{"addr":"http://127.0.0.1:8443"}}]})",
         {u"https://ours.ngrok.app"_qs}},
        {Format::NgrokTunnels, R"({"tunnels":[{"public_url":"https://x.ngrok.app","config":{"addr":"a:18443"}}]})", {}},
        {Format::NgrokTunnels, R"({"tunnels":[7,null,{}]})", {}},
        {Format::None, R"({"hostname":"a.trycloudflare.com"})", {}},
    };
    for (const Answer& row : rows)
        EXPECT_EQ(apiAddresses(row.format, row.json, 8443), row.addresses) << row.json.constData();
}

TunnelApi::Target cloudflare(quint16 apiPort) {
    return {.provider = *TunnelCatalog().find(u"cloudflared"_qs), .apiPort = apiPort, .localPort = 8443};
}

/// What TunnelApi says about a web server.
struct Listener {
    explicit Listener(TunnelApi& api) {
        QObject::connect(&api, &TunnelApi::addressSeen, &context, [this](const QUrl& url) { seen += url.toString(); });
        QObject::connect(&api, &TunnelApi::readySeen, &context, [this] { ++ready; });
    }
    QStringList seen;
    int ready = 0;
    QObject context;
};

TEST(TunnelApi, AsksUntilEverythingIsKnownAndThenNoMore) {
    int asked = 0;
    const HttpStandIn server([&](const QByteArray& request) {
        ++asked;
        if (asked <= 4)
            return httpAnswer("503 Service Unavailable");
        const bool isReady = request.startsWith("GET /ready ");
        return httpAnswer("200 OK", isReady ? "{\"readyConnections\":1}" : "{\"hostname\":\"a.trycloudflare.com\"}");
    });
    TunnelApi api(cloudflare(server.port()), 5ms);
    const Listener listener(api);
    api.start();
    ASSERT_TRUE(waitFor([&] { return listener.ready > 0 && !listener.seen.isEmpty(); }));
    EXPECT_EQ(listener.seen, QStringList{u"https://a.trycloudflare.com"_qs});
    EXPECT_EQ(listener.ready, 1);
    EXPECT_FALSE(waitFor([&] { return listener.ready > 1 || listener.seen.size() > 1; }, 50ms));
}

TEST(TunnelApi, WaitsForAServerThatIsNotThereYet) {
    HttpStandIn gone([](const QByteArray&) { return QByteArray(); });
    const quint16 port = gone.port();
    gone.close();
    TunnelApi api(cloudflare(port), 5ms);
    const Listener listener(api);
    api.start();
    EXPECT_FALSE(waitFor([&] { return listener.ready > 0 || !listener.seen.isEmpty(); }, 50ms));
    QTcpServer late;
    QObject::connect(&late, &QTcpServer::newConnection, &late, [&] {
        late.nextPendingConnection()->write(httpAnswer("200 OK", "{\"hostname\":\"a.trycloudflare.com\"}"));
    });
    ASSERT_TRUE(late.listen(QHostAddress::LocalHost, port));
    EXPECT_TRUE(waitFor([&] { return listener.ready == 1 && listener.seen.size() == 1; }));
}

TEST(TunnelApi, KeepsAskingWhileTheAddressIsNotOneOfTheServices) {
    bool isHonest = false;
    const HttpStandIn server([&](const QByteArray&) {
        return httpAnswer("200 OK",
                          isHonest ? "{\"hostname\":\"a.trycloudflare.com\"}" : "{\"hostname\":\"evil.example\"}");
    });
    TunnelApi api(cloudflare(server.port()), 5ms);
    const Listener listener(api);
    api.start();
    ASSERT_TRUE(waitFor([&] { return server.requests().size() > 4; }));
    EXPECT_TRUE(listener.seen.isEmpty());
    isHonest = true;
    EXPECT_TRUE(waitFor([&] { return listener.seen == QStringList{u"https://a.trycloudflare.com"_qs}; }));
}

TEST(TunnelApi, DoesNotFollowRedirects) {
    const HttpStandIn server(
        [](const QByteArray&) { return httpAnswer("302 Found", {}, "Location: http://127.0.0.1:1/ready\r\n"); });
    TunnelApi api(cloudflare(server.port()), 5ms);
    const Listener listener(api);
    api.start();
    ASSERT_TRUE(waitFor([&] { return server.requests().size() > 4; }));
    EXPECT_EQ(listener.ready, 0);
}

} // namespace
} // namespace viz
