#include "core/tunnel/tunnel_launch.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

TunnelProvider provider(const QStringList& arguments) {
    return {.id = u"t"_qs,
            .name = u"T"_qs,
            .program = u"t"_qs,
            .arguments = arguments,
            .settings = {u"server"_qs},
            .optionalSettings = {u"options"_qs},
            .knownAddress = u"https://{server}"_qs};
}

TunnelPlace place(const TunnelSettings& settings) {
    return {
        .port = 8443, .apiPort = 5000, .dataFolder = u"/data"_qs, .emptyFile = u"/data/empty"_qs, .settings = settings};
}

const TunnelSettings kServer{{u"server"_qs, {u"vps"_qs}}};

QStringList filled(const QStringList& arguments, const TunnelSettings& settings = kServer) {
    const auto launch = prepareLaunch(provider(arguments), place(settings));
    return launch ? launch->arguments : QStringList{u"error:"_qs + launch.error()};
}

TEST(TunnelLaunch, FillsInWhatIsKnown) {
    EXPECT_EQ(filled({u"a"_qs, u"{port}:x:{apiPort}"_qs, u"{dataFolder}/k"_qs, u"{emptyFile}"_qs, u"{server}"_qs}),
              QStringList({u"a"_qs, u"8443:x:5000"_qs, u"/data/k"_qs, u"/data/empty"_qs, u"vps"_qs}));
}

TEST(TunnelLaunch, LeavesBracesThatAreNoPlaceholders) {
    EXPECT_EQ(filled({u"{}"_qs, u"{not a name}"_qs}), QStringList({u"{}"_qs, u"{not a name}"_qs}));
}

TEST(TunnelLaunch, DoesNotFillInTwice) {
    EXPECT_EQ(filled({u"{server}"_qs}, {{u"server"_qs, {u"{port}"_qs}}}), QStringList{u"error:server"_qs})
        << "it makes no address, either";
}

TEST(TunnelLaunch, TurnsAnOptionalSettingIntoManyArgumentsOrNone) {
    EXPECT_EQ(filled({u"a"_qs, u"{options}"_qs, u"b"_qs}), QStringList({u"a"_qs, u"b"_qs}));
    TunnelSettings settings = kServer;
    settings[u"options"_qs] = {u"-p"_qs, u"22 22"_qs};
    EXPECT_EQ(filled({u"a"_qs, u"{options}"_qs, u"b"_qs}, settings),
              QStringList({u"a"_qs, u"-p"_qs, u"22 22"_qs, u"b"_qs}));
}

TEST(TunnelLaunch, NamesTheSettingThatIsMissingOrUnusable) {
    EXPECT_EQ(filled({u"{server}"_qs}, {}), QStringList{u"error:server"_qs});
    EXPECT_EQ(filled({u"{unheard.of}"_qs}), QStringList{u"error:unheard.of"_qs});
    for (const QString& bad : {u"-oProxyCommand=touch /tmp/x"_qs, QString(), u"a\nb"_qs, u"a\x7f"_qs})
        EXPECT_EQ(filled({u"{server}"_qs}, {{u"server"_qs, {bad}}}), QStringList{u"error:server"_qs});
    EXPECT_EQ(filled({u"{server}"_qs}, {{u"server"_qs, {u"a"_qs, u"b"_qs}}}), QStringList{u"error:server"_qs});
}

TEST(TunnelLaunch, LetsNoSettingBecomeAnOption) {
    TunnelProvider row = provider({u"{server}"_qs});
    row.knownAddress.clear();
    const auto launchTo = [&](const QString& server) { return prepareLaunch(row, place({{u"server"_qs, {server}}})); };
    EXPECT_TRUE(launchTo(u"vps"_qs));
    EXPECT_FALSE(launchTo(u"-oProxyCommand=touch x"_qs));
    EXPECT_FALSE(launchTo(u"vps\nHost"_qs));
}

TEST(TunnelLaunch, RefusesAnAddressThatIsNone) {
    EXPECT_EQ(filled({u"x"_qs}, {{u"server"_qs, {u"user@vps"_qs}}}), QStringList{u"error:server"_qs});
}

TEST(TunnelLaunch, ShowsACommandThatAShellTakes) {
    EXPECT_EQ(shownCommand(u"ssh"_qs, {u"-R"_qs, u"80:127.0.0.1:8443"_qs}), u"ssh -R 80:127.0.0.1:8443"_qs);
    EXPECT_EQ(shownCommand(u"/a b/ssh"_qs, {u"it's; rm -rf $HOME"_qs, QString()}),
              u"'/a b/ssh' 'it'\\''s; rm -rf $HOME' ''"_qs);
}

} // namespace
} // namespace viz
