#include "core/tunnel/tunnel_catalog.h"
#include "core/tunnel/tunnel_output.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace viz {
namespace {

const QByteArray kSmallest =
    R"J({"providers": [{"id": "mine", "program": "mine", "arguments": ["{port}"], "addressLines": "at (\\S+)", )J"
    R"J("hosts": ".mine.example"}]})J";

TunnelCatalog::Loaded withRow(const QByteArray& fields) {
    return TunnelCatalog::fromJson(R"({"providers": [{"id": "mine", "program": "mine", "arguments": ["{port}"], )" +
                                   fields + "}]}");
}

QByteArray documented(const QString& language) {
    QFile file(QStringLiteral(VIZ_SOURCE_DIR "/docs/TUNNELS.md"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString text = QString::fromUtf8(file.readAll());
    const QRegularExpression block(u"```%1\\n(.*?)```"_qs.arg(language),
                                   QRegularExpression::DotMatchesEverythingOption);
    return block.match(text).captured(1).toUtf8();
}

TEST(TunnelCatalog, BeginsWithWhatIsBestToOffer) {
    const TunnelCatalog catalog;
    EXPECT_EQ(catalog.providers().front().id, u"cloudflared"_qs);
    EXPECT_EQ(catalog.providers().size(), 11);
}

TEST(TunnelCatalog, FindsByIdAndByProgram) {
    const TunnelCatalog catalog;
    EXPECT_EQ(catalog.find(u"Cloudflared"_qs)->id, u"cloudflared"_qs);
    EXPECT_EQ(catalog.find(u"lt"_qs)->id, u"localtunnel"_qs);
    EXPECT_EQ(catalog.find(u"ssh"_qs)->id, u"localhost.run"_qs) << "the first that uses it";
    EXPECT_EQ(catalog.find(u"nothing"_qs), nullptr);
    EXPECT_EQ(catalog.find(QString()), nullptr);
}

TEST(TunnelCatalog, TakesAUsersRowAndOffersItFirst) {
    const auto loaded = TunnelCatalog::fromJson(kSmallest);
    EXPECT_TRUE(loaded.complaints.isEmpty()) << loaded.complaints.join(u'\n').toStdString();
    ASSERT_EQ(loaded.catalog.providers().front().id, u"mine"_qs);
    EXPECT_EQ(loaded.catalog.providers().front().name, u"mine"_qs);
    EXPECT_EQ(loaded.catalog.providers().size(), 12);
}

TEST(TunnelCatalog, LetsAUserReplaceARow) {
    QByteArray json = kSmallest;
    const auto loaded = TunnelCatalog::fromJson(json.replace("\"id\": \"mine\"", "\"id\": \"ngrok\""));
    EXPECT_EQ(loaded.catalog.providers().size(), 11);
    EXPECT_EQ(loaded.catalog.find(u"ngrok"_qs)->program, u"mine"_qs);
}

TEST(TunnelCatalog, ReadsEveryField) {
    const auto loaded = withRow(R"J("name": "My tunnel", "fallbackArguments": ["--slow"], "transport": "tcp",
        "settings": ["server"], "optionalSettings": "options", "addressLines": ["up", "at (\\S+)"],
        "hosts": ["mine.example"], "excludedHosts": ["x.mine.example"], "address": "http://{server}:1",
        "api": {"port": "4040", "addressPath": "/a", "format": "urls", "readyPath": "/r"},
        "headers": {"X-Skip": "1"}, "environment": ["MINE_*"], "limits": "few", "privacy": "much",
        "consent": "own", "needsAccount": true, "isOffered": false)J");
    EXPECT_TRUE(loaded.complaints.isEmpty()) << loaded.complaints.join(u'\n').toStdString();
    const TunnelProvider row = *loaded.catalog.find(u"mine"_qs);
    EXPECT_EQ(row.name, u"My tunnel"_qs);
    EXPECT_EQ(row.fallbackArguments, QStringList{u"--slow"_qs});
    EXPECT_EQ(row.transport, TunnelProvider::Transport::PlainTcp);
    EXPECT_EQ(row.settings, QStringList{u"server"_qs});
    EXPECT_EQ(row.optionalSettings, QStringList{u"options"_qs});
    EXPECT_EQ(row.addressLines.size(), 2);
    EXPECT_EQ(row.knownAddress, u"http://{server}:1"_qs);
    ASSERT_TRUE(row.api);
    EXPECT_EQ(row.api->format, TunnelApiRow::Format::UrlList);
    EXPECT_EQ(row.api->readyPath, u"/r"_qs);
    EXPECT_EQ(row.headers.value("X-Skip"), "1");
    EXPECT_EQ(row.environment, QStringList{u"MINE_*"_qs});
    EXPECT_EQ(row.consent, TunnelConsent::OwnServer);
    EXPECT_TRUE(row.needsAccount);
    EXPECT_FALSE(row.isOffered);
}

TEST(TunnelCatalog, ReadsSettings) {
    const auto loaded =
        TunnelCatalog::fromJson(R"({"settings": {"own-server": {"server": "me@vps", "sshOptions": ["-p", "2222"]}}})");
    EXPECT_TRUE(loaded.complaints.isEmpty());
    const TunnelSettings settings = loaded.catalog.settingsOf(*loaded.catalog.find(u"own-server"_qs));
    EXPECT_EQ(settings.value(u"server"_qs), QStringList{u"me@vps"_qs});
    EXPECT_EQ(settings.value(u"sshOptions"_qs), QStringList({u"-p"_qs, u"2222"_qs}));
}

TEST(TunnelCatalog, HasASentenceForEveryMistake) {
    const QList<std::pair<QByteArray, QString>> rows{
        {R"J("hosts": ".a.b")J", u"addressLines"_qs},
        {R"J("addressLines": "at (x)")J", u"hosts"_qs},
        {R"J("addressLines": "at (", "hosts": ".a.b")J", u"regular expression"_qs},
        {R"J("addressLines": "up", "hosts": ".a.b")J", u"(group)"_qs},
        {R"J("addressLines": "(x)", "hosts": ".")J", u"hosts like"_qs},
        {R"J("addressLines": "(x)", "hosts": ".com")J", u"hosts like"_qs},
        {R"J("addressLines": "(x)", "hosts": "")J", u"hosts like"_qs},
        {R"J("addressLines": "(x)", "hosts": 7)J", u"list of texts as \"hosts\""_qs},
        {R"J("addressLines": [1], "hosts": ".a.b")J", u"list of texts as \"addressLines\""_qs},
        {R"J("addressLines": "(x)", "hosts": ".a.b", "transport": "udp")J", u"transport"_qs},
        {R"J("addressLines": "(x)", "hosts": ".a.b", "consent": "never")J", u"consent"_qs},
        {R"J("addressLines": "(x)", "hosts": ".a.b", "needsAccount": "yes")J", u"true or false"_qs},
        {R"J("addressLines": "(x)", "hosts": ".a.b", "headers": {"A b": "1"})J", u"header"_qs},
        {R"J("addressLines": "(x)", "hosts": ".a.b", "headers": {"A": "1\r\nB: 2"})J", u"header"_qs},
        {R"J("addressLines": "(x)", "hosts": ".a.b", "headers": "A")J", u"object as \"headers\""_qs},
        {R"J("addressLines": "(x)", "hosts": ".a.b", "api": {"format": "urls"})J", u"\"api\" that"_qs},
        {R"J("addressLines": "(x)", "hosts": ".a.b", "api": {"port": "x"})J", u"port number"_qs},
        {R"J("addressLines": "(x)", "hosts": ".a.b", "settings": ["a b"])J", u"settings with names"_qs},
        {R"J("addressLines": "(x)", "hosts": ".a.b", "hosst": ".a.b")J", u"does not know: \"hosst\""_qs},
    };
    for (const auto& [fields, part] : rows) {
        const auto loaded = withRow(fields);
        ASSERT_EQ(loaded.complaints.size(), 1) << fields.constData();
        EXPECT_TRUE(loaded.complaints.front().contains(part)) << loaded.complaints.front().toStdString();
        EXPECT_TRUE(loaded.complaints.front().endsWith(u'.'));
        EXPECT_EQ(loaded.catalog.find(u"mine"_qs), nullptr);
    }
}

TEST(TunnelCatalog, KeepsTheGoodRowsBesideABadOne) {
    QByteArray json = kSmallest;
    const auto loaded = TunnelCatalog::fromJson(json.replace("[{\"id\"", "[7, {}, {\"id\": \"../x\"}, {\"id\""));
    EXPECT_EQ(loaded.complaints.size(), 3);
    EXPECT_NE(loaded.catalog.find(u"mine"_qs), nullptr);
    EXPECT_FALSE(loaded.complaints.join(u' ').contains(u"../x")) << "an id that is none is not repeated";
}

TEST(TunnelCatalog, SurvivesEveryCutAndEveryFlippedBit) {
    for (qsizetype cut = 0; cut < kSmallest.size(); ++cut)
        EXPECT_FALSE(TunnelCatalog::fromJson(kSmallest.first(cut)).complaints.isEmpty()) << cut;
    for (qsizetype bit = 0; bit < kSmallest.size() * 8; ++bit) {
        QByteArray json = kSmallest;
        json[bit / 8] = static_cast<char>(json[bit / 8] ^ (1 << (bit % 8)));
        EXPECT_GE(TunnelCatalog::fromJson(json).catalog.providers().size(), 11);
    }
}

TEST(TunnelCatalog, ComplainsAboutThingsThatAreNoCatalog) {
    for (const QByteArray& json :
         {QByteArray(), QByteArray("[]"), QByteArray("7"), QByteArray("{\"providers\": 7}"),
          QByteArray("{\"settings\": []}"), QByteArray("{\"settings\": {\"a\": 7}}"), QByteArray("{\"provider\": []}"),
          QByteArray(5000, '['), QByteArray("\xff\xfe\0", 3)}) {
        const auto loaded = TunnelCatalog::fromJson(json);
        EXPECT_EQ(loaded.complaints.size(), 1) << json.left(40).constData();
        EXPECT_EQ(loaded.catalog.providers().size(), 11);
    }
}

TEST(TunnelCatalog, ReadsAFileThatIsThereAndNotTooLarge) {
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"tunnels.json"_qs);
    EXPECT_TRUE(TunnelCatalog::fromFile(path).complaints.isEmpty()) << "no file is an empty one";
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(kSmallest);
    file.close();
    EXPECT_NE(TunnelCatalog::fromFile(path).catalog.find(u"mine"_qs), nullptr);
    ASSERT_TRUE(file.resize(TunnelCatalog::kMaxFileBytes + 1));
    EXPECT_EQ(TunnelCatalog::fromFile(path).complaints.size(), 1);
    EXPECT_EQ(TunnelCatalog::fromFile(folder.path()).complaints.size(), 1) << "a folder";
}

TEST(TunnelCatalog, TakesTheManualsExample) {
    const auto loaded = TunnelCatalog::fromJson(documented(u"json"_qs));
    EXPECT_TRUE(loaded.complaints.isEmpty()) << loaded.complaints.join(u'\n').toStdString();
    const TunnelProvider* serveo = loaded.catalog.find(u"serveo"_qs);
    ASSERT_NE(serveo, nullptr);
    TunnelOutput output(*serveo);
    const auto found = output.feed("Forwarding HTTP traffic from https://abc.serveo.net\n");
    ASSERT_EQ(found.size(), 1);
    EXPECT_EQ(std::get<QUrl>(found.front()), QUrl(u"https://abc.serveo.net"_qs));
    const TunnelProvider& own = *loaded.catalog.find(u"own-server"_qs);
    EXPECT_TRUE(prepareLaunch(own, {.port = 1, .settings = loaded.catalog.settingsOf(own)}));
}

} // namespace
} // namespace viz
