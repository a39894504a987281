#include "core/tunnel/builtin_providers.h"
#include "core/tunnel/tunnel_catalog.h"
#include "core/tunnel/tunnel_launch.h"

#include <QRegularExpression>
#include <QSet>

#include <gtest/gtest.h>

namespace viz {
namespace {

TunnelPlace place() {
    return {.port = 8443,
            .apiPort = 20241,
            .dataFolder = u"/home/me/.local/share/viz"_qs,
            .emptyFile = u"/home/me/.local/share/viz/empty.yml"_qs,
            .settings = {{u"server"_qs, {u"me@vps.example.org"_qs}},
                         {u"serverPort"_qs, {u"8443"_qs}},
                         {u"publicUrl"_qs, {u"https://viz.example.org"_qs}},
                         {u"configFile"_qs, {u"/home/me/frpc.toml"_qs}}}};
}

QString commandOf(const QString& id) {
    const TunnelCatalog catalog;
    const TunnelProvider& provider = *catalog.find(id);
    return shownCommand(provider.program, prepareLaunch(provider, place())->arguments);
}

TEST(BuiltinProviders, HaveIdsOfTheirOwn) {
    QSet<QString> ids;
    for (const TunnelProvider& provider : builtinProviders()) {
        EXPECT_TRUE(isTunnelWord(provider.id)) << provider.id.toStdString();
        EXPECT_FALSE(ids.contains(provider.id)) << provider.id.toStdString();
        ids += provider.id;
    }
}

TEST(BuiltinProviders, SayEverythingThatPeopleAreTold) {
    for (const TunnelProvider& provider : builtinProviders()) {
        EXPECT_FALSE(provider.name.isEmpty());
        EXPECT_FALSE(provider.limits.isEmpty()) << provider.id.toStdString();
        EXPECT_FALSE(provider.privacy.isEmpty()) << provider.id.toStdString();
    }
}

TEST(BuiltinProviders, HavePatternsThatCompile) {
    for (const TunnelProvider& provider : builtinProviders()) {
        EXPECT_FALSE(provider.addressLines.isEmpty()) << provider.id.toStdString();
        QStringList patterns = provider.addressLines;
        for (const auto& line : provider.faultLines)
            patterns += line.pattern;
        for (const QString& pattern : patterns)
            EXPECT_TRUE(QRegularExpression(pattern).isValid()) << pattern.toStdString();
    }
}

TEST(BuiltinProviders, LeadToThePortAndNeverToLocalhostByName) {
    for (const TunnelProvider& provider : builtinProviders()) {
        const auto launch = prepareLaunch(provider, place());
        ASSERT_TRUE(launch) << provider.id.toStdString() << " needs " << launch.error().toStdString();
        const QString command = launch->arguments.join(u' ');
        EXPECT_TRUE(command.contains(u"8443") || provider.id == u"frp") << command.toStdString();
        EXPECT_FALSE(command.contains(u"localhost:8443")) << command.toStdString();
        EXPECT_FALSE(command.contains(u'{')) << command.toStdString();
    }
}

TEST(BuiltinProviders, AreStartedLikeThis) {
    EXPECT_EQ(
        commandOf(u"cloudflared"_qs),
        u"cloudflared tunnel --no-autoupdate --config /home/me/.local/share/viz/empty.yml --metrics 127.0.0.1:20241 "
        "--url http://127.0.0.1:8443"_qs);
    EXPECT_EQ(commandOf(u"ngrok"_qs), u"ngrok http 127.0.0.1:8443 --log=stdout --log-format=json"_qs);
    EXPECT_EQ(commandOf(u"localhost.run"_qs),
              u"ssh -F none -T -o BatchMode=yes -o StrictHostKeyChecking=accept-new -o "
              "'UserKnownHostsFile=\"/home/me/.local/share/viz/known_hosts\"' -o ServerAliveInterval=20 -o "
              "ServerAliveCountMax=3 -o ExitOnForwardFailure=yes -R 80:127.0.0.1:8443 nokey@localhost.run -- --output "
              "json"_qs);
    EXPECT_EQ(commandOf(u"tailscale"_qs), u"tailscale funnel 8443"_qs);
    EXPECT_EQ(
        commandOf(u"own-server"_qs),
        u"ssh -N -T -v -o BatchMode=yes -o StrictHostKeyChecking=accept-new -o ServerAliveInterval=20 -o "
        "ServerAliveCountMax=3 -o ExitOnForwardFailure=yes -R 127.0.0.1:8443:127.0.0.1:8443 me@vps.example.org"_qs);
    EXPECT_EQ(commandOf(u"zrok"_qs), u"zrok share public --headless http://127.0.0.1:8443"_qs);
    EXPECT_EQ(commandOf(u"devtunnel"_qs), u"devtunnel host -p 8443 --allow-anonymous"_qs);
    EXPECT_EQ(commandOf(u"localtunnel"_qs), u"lt --port 8443 --local-host 127.0.0.1"_qs);
    EXPECT_EQ(commandOf(u"bore"_qs), u"bore local 8443 --local-host 127.0.0.1 --to bore.pub"_qs);
    EXPECT_EQ(commandOf(u"frp"_qs), u"frpc -c /home/me/frpc.toml"_qs);
}

TEST(BuiltinProviders, OnlyCloudflareHasASecondWay) {
    for (const TunnelProvider& provider : builtinProviders()) {
        const auto launch = prepareLaunch(provider, place());
        EXPECT_EQ(!launch->fallbackArguments.isEmpty(), provider.id == u"cloudflared") << provider.id.toStdString();
        const QStringList second = launch->arguments + QStringList{u"--protocol"_qs, u"http2"_qs};
        EXPECT_TRUE(launch->fallbackArguments.isEmpty() || launch->fallbackArguments == second);
    }
}

TEST(BuiltinProviders, NeverDownloadAProgram) {
    for (const TunnelProvider& provider : builtinProviders())
        EXPECT_FALSE(QStringList({u"npx"_qs, u"sh"_qs, u"bash"_qs, u"curl"_qs}).contains(provider.program));
}

} // namespace
} // namespace viz
