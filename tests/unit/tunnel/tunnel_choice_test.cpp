#include "core/tunnel/tunnel_choice.h"
#include "tests/support/stand_in_tunnel.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

const TunnelChoice& choice(const QList<TunnelChoice>& choices, const QString& id) {
    return *std::ranges::find_if(choices, [&](const TunnelChoice& each) { return each.provider.id == id; });
}

TEST(TunnelChoice, KnowsWhatIsInstalled) {
    const test::StandInTunnel program(u"ngrok"_qs);
    const auto choices = tunnelChoices(TunnelCatalog(), ProgramFinder({program.folder()}), 8443);
    EXPECT_EQ(choices.size(), TunnelCatalog().providers().size());
    EXPECT_EQ(choice(choices, u"ngrok"_qs).path, program.path());
    EXPECT_TRUE(choice(choices, u"ngrok"_qs).canStart());
    EXPECT_FALSE(choice(choices, u"cloudflared"_qs).canStart());
    EXPECT_EQ(choice(choices, u"ngrok"_qs).command, u"ngrok http 127.0.0.1:8443 --log=stdout --log-format=json"_qs);
}

TEST(TunnelChoice, ShowsACommandWhereASettingIsMissing) {
    const test::StandInTunnel program(u"ssh"_qs);
    const auto choices = tunnelChoices(TunnelCatalog(), ProgramFinder({program.folder()}), 8443);
    const TunnelChoice& own = choice(choices, u"own-server"_qs);
    EXPECT_FALSE(own.canStart());
    EXPECT_EQ(own.missingSetting, u"server"_qs);
    EXPECT_TRUE(own.command.endsWith(u"-R '127.0.0.1:{serverPort}:127.0.0.1:8443' '{server}'"))
        << own.command.toStdString();
}

TEST(TunnelChoice, IsReadyWithSettings) {
    const test::StandInTunnel program(u"ssh"_qs);
    TunnelCatalog catalog;
    catalog.setSettings(u"own-server"_qs, {{u"server"_qs, {u"me@vps"_qs}},
                                           {u"serverPort"_qs, {u"8443"_qs}},
                                           {u"publicUrl"_qs, {u"https://viz.example.org"_qs}}});
    EXPECT_TRUE(choice(tunnelChoices(catalog, ProgramFinder({program.folder()}), 8443), u"own-server"_qs).canStart());
}

TEST(TunnelChoice, DoesNotOfferUnaskedWhatIsWorseThanNothing) {
    const test::StandInTunnel program(u"bore"_qs);
    const auto choices = tunnelChoices(TunnelCatalog(), ProgramFinder({program.folder()}), 8443);
    EXPECT_TRUE(choice(choices, u"bore"_qs).canStart());
    EXPECT_FALSE(choice(choices, u"bore"_qs).provider.isOffered);
}

} // namespace
} // namespace viz
