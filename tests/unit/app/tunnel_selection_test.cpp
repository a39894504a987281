#include "app/tunnel_selection.h"
#include "tests/support/stand_in_tunnel.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

const QByteArray kFile = R"json({
  "providers": [{"id": "mine", "name": "My own", "program": "mine-tunnel", "arguments": ["{port}", "{region}"],
                 "settings": ["region"], "addressLines": ["(https://\\S+)"], "hosts": [".mine.test"]}],
  "settings": {"mine": {"region": "eu"}}
})json";

class SelectTunnel : public testing::Test {
protected:
    test::StandInTunnel m_program{u"mine-tunnel"_qs};
    ProgramFinder m_finder{QStringList{m_program.folder()}};
    TunnelCatalog m_catalog = TunnelCatalog::fromJson(kFile).catalog;
};

TEST_F(SelectTunnel, FindsItByIdOrProgramInAnyCase) {
    for (const QString& name : {u"mine"_qs, u"MINE"_qs, u"mine-tunnel"_qs}) {
        const auto selection = selectTunnel(name, m_catalog, m_finder);
        ASSERT_TRUE(selection) << selection.error().sentence.toStdString();
        EXPECT_EQ(selection->provider.id, u"mine");
        EXPECT_EQ(selection->program, m_program.path());
        EXPECT_EQ(selection->settings.value(u"region"_qs), QStringList{u"eu"_qs});
    }
}

TEST_F(SelectTunnel, AnUnknownNameIsWrongUsageAndHearsTheNames) {
    const auto selection = selectTunnel(u"nothing"_qs, m_catalog, m_finder);
    ASSERT_FALSE(selection);
    EXPECT_EQ(selection.error().status, ExitStatus::Usage);
    for (const char* name : {"'nothing'", "mine", "cloudflared", "own-server"})
        EXPECT_TRUE(selection.error().sentence.contains(QLatin1String(name))) << name;
}

TEST_F(SelectTunnel, AProgramThatIsNotInstalledCannotBeStarted) {
    const auto selection = selectTunnel(u"cloudflared"_qs, m_catalog, m_finder);
    ASSERT_FALSE(selection);
    EXPECT_EQ(selection.error().status, ExitStatus::NoConnection);
    EXPECT_TRUE(selection.error().sentence.contains(u"cloudflared is not installed")) << "which one";
}

TEST_F(SelectTunnel, ASettingWithoutAValueIsNamed) {
    m_catalog.setSettings(u"mine"_qs, {});
    const auto selection = selectTunnel(u"mine"_qs, m_catalog, m_finder);
    ASSERT_FALSE(selection);
    EXPECT_EQ(selection.error().status, ExitStatus::NoConnection);
    EXPECT_TRUE(selection.error().sentence.contains(u"region")) << selection.error().sentence.toStdString();
}

} // namespace
} // namespace viz
