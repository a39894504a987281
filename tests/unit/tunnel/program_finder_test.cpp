#include "core/tunnel/program_finder.h"
#include "tests/support/stand_in_tunnel.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

TEST(ProgramFinder, FindsAProgramInItsFolders) {
    const test::StandInTunnel program(u"cloudflared"_qs);
    EXPECT_EQ(ProgramFinder({u"/nowhere"_qs, program.folder()}).find(u"cloudflared"_qs), program.path());
    EXPECT_EQ(ProgramFinder({u"/nowhere"_qs}).find(u"cloudflared"_qs), QString());
}

TEST(ProgramFinder, DoesNotTakeAFileThatCannotBeRun) {
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"ngrok"_qs));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    EXPECT_EQ(ProgramFinder({folder.path()}).find(u"ngrok"_qs), QString());
}

TEST(ProgramFinder, LooksIntoPath) { EXPECT_FALSE(ProgramFinder().find(u"sh"_qs).isEmpty()); }

} // namespace
} // namespace viz
