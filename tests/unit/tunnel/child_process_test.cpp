#include "core/tunnel/child_process.h"
#include "tests/support/stand_in_tunnel.h"
#include "tests/support/wait_for.h"

#include <gtest/gtest.h>
#include <signal.h>

#include <csignal>

namespace viz {
namespace {

using test::StandInTunnel;
using test::waitFor;

/// Not even as a zombie.
bool isAlive(const QString& pid) {
    QFile status(u"/proc/%1/stat"_qs.arg(pid));
    if (pid.isEmpty() || !status.open(QIODevice::ReadOnly))
        return false;
    const QByteArray line = status.readAll();
    return !line.sliced(line.lastIndexOf(')') + 1).trimmed().startsWith('Z');
}

QString startedPid(const StandInTunnel& program) { return program.seen(u"start"_qs).value(0); }

void launch(ChildProcess& process, const StandInTunnel& program) {
    process.launch(program.path(), {}, QProcessEnvironment::systemEnvironment());
}

TEST(ChildProcess, TakesItsOwnChildrenAlong) {
    const StandInTunnel program(u"t"_qs, u"child\nsay up"_qs);
    ChildProcess process;
    launch(process, program);
    ASSERT_TRUE(waitFor([&] { return process.canReadLine(); }));
    const QString child = program.seen(u"child"_qs).value(0);
    ASSERT_TRUE(isAlive(child));
    process.terminateGroup();
    EXPECT_TRUE(waitFor([&] { return process.state() == QProcess::NotRunning && !isAlive(child); }));
}

TEST(ChildProcess, LeavesNoChildOfAProgramThatCrashed) {
    const StandInTunnel program(u"t"_qs, u"child\ncrash"_qs);
    ChildProcess process;
    launch(process, program);
    ASSERT_TRUE(waitFor([&] { return process.state() == QProcess::NotRunning; }));
    ASSERT_FALSE(program.seen(u"child"_qs).isEmpty());
    EXPECT_TRUE(waitFor([&] { return !isAlive(program.seen(u"child"_qs).value(0)); }));
}

TEST(ChildProcess, IsKilledWithTheObject) {
    const StandInTunnel program(u"t"_qs, u"stubborn\nsay up"_qs);
    auto process = std::make_unique<ChildProcess>();
    launch(*process, program);
    ASSERT_TRUE(waitFor([&] { return process->canReadLine(); }));
    ASSERT_TRUE(isAlive(startedPid(program)));
    process.reset();
    EXPECT_FALSE(isAlive(startedPid(program)));
}

TEST(ChildProcess, IsKilledEvenBeforeItHasBegun) {
    const StandInTunnel program(u"t"_qs);
    {
        ChildProcess process;
        launch(process, program);
    }
    EXPECT_FALSE(isAlive(startedPid(program)));
}

#ifdef Q_OS_LINUX
TEST(ChildProcess, DiesWithAProgramThatIsKilled) {
    const StandInTunnel program(u"t"_qs, u"stubborn"_qs);
    QProcess holder;
    holder.start(QStringLiteral(VIZ_STAND_IN_TUNNEL_HOLDER), {program.path()});
    ASSERT_TRUE(waitFor([&] { return isAlive(startedPid(program)); }));
    ::kill(static_cast<pid_t>(holder.processId()), SIGKILL);
    EXPECT_TRUE(waitFor([&] { return !isAlive(startedPid(program)); }));
    holder.waitForFinished();
}
#endif

} // namespace
} // namespace viz
