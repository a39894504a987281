#include "app/tunnel_list.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <gtest/gtest.h>

namespace viz {
namespace {

TunnelChoice choice(const QString& path, const QString& missingSetting = {}) {
    return {.provider = *TunnelCatalog().find(u"ngrok"_qs),
            .path = path,
            .missingSetting = missingSetting,
            .command = u"ngrok http 127.0.0.1:8443"_qs};
}

TEST(TunnelList, HasALineForEachTunnel) {
    EXPECT_EQ(tunnelLines({choice(u"/usr/bin/ngrok"_qs), choice(QString()), choice(u"/n"_qs, u"server"_qs)},
                          LineFormat::Text),
              "ngrok\tfound\t/usr/bin/ngrok\tngrok http 127.0.0.1:8443\n"
              "ngrok\tmissing\t-\tngrok http 127.0.0.1:8443\n"
              "ngrok\tunset\t/n\tngrok http 127.0.0.1:8443\n");
}

TEST(TunnelList, HasAnObjectForEachTunnel) {
    const QByteArray lines = tunnelLines({choice(u"/usr/bin/ngrok"_qs), choice(QString())}, LineFormat::Json);
    ASSERT_EQ(lines.count('\n'), 2);
    const QJsonObject found = QJsonDocument::fromJson(lines.split('\n').at(0)).object();
    EXPECT_EQ(found.value(u"name").toString(), u"ngrok"_qs);
    EXPECT_TRUE(found.value(u"found").toBool());
    EXPECT_EQ(found.value(u"command").toString(), u"ngrok http 127.0.0.1:8443"_qs);
    EXPECT_TRUE(found.value(u"missingSetting").isNull());
    const QJsonObject missing = QJsonDocument::fromJson(lines.split('\n').at(1)).object();
    EXPECT_FALSE(missing.value(u"found").toBool());
    EXPECT_TRUE(missing.value(u"path").isNull());
}

} // namespace
} // namespace viz
