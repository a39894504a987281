#include "core/tunnel/child_process.h"

#ifdef Q_OS_UNIX
#include <signal.h>
#include <unistd.h>

#include <csignal>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace viz {
namespace {

constexpr int kExitWaitMs = 1000;

#ifdef Q_OS_UNIX
/// Between fork and exec, where only async-signal-safe functions may be called.
void dieWith([[maybe_unused]] pid_t parent) {
    ::setpgid(0, 0);
#ifdef Q_OS_LINUX
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    // The parent may have gone before the line above.
    if (::getppid() != parent)
        ::_exit(127);
#endif
}
#endif

} // namespace

ChildProcess::ChildProcess() {
    setProcessChannelMode(QProcess::MergedChannels);
#ifdef Q_OS_UNIX
    setChildProcessModifier([parent = ::getpid()] { dieWith(parent); });
#endif
    // What it started and did not take along. The group's number is free again only when nobody is in it.
    connect(this, &QProcess::finished, this, [this] {
        killGroup();
        m_group = 0;
    });
}

ChildProcess::~ChildProcess() {
    disconnect();
    if (state() == QProcess::NotRunning)
        return;
    killGroup();
    waitForFinished(kExitWaitMs);
}

void ChildProcess::launch(const QString& program, const QStringList& arguments,
                          const QProcessEnvironment& environment) {
    setProcessEnvironment(environment);
    start(program, arguments);
    m_group = processId();
}

#ifdef Q_OS_UNIX
void ChildProcess::terminateGroup() { signalGroup(SIGTERM); }

void ChildProcess::killGroup() { signalGroup(SIGKILL); }

void ChildProcess::signalGroup(int number) {
    if (m_group <= 0 || ::kill(static_cast<pid_t>(-m_group), number) == 0)
        return;
    if (state() != QProcess::NotRunning) // it has not made its group yet
        ::kill(static_cast<pid_t>(m_group), number);
}
#else
void ChildProcess::terminateGroup() { terminate(); }

void ChildProcess::killGroup() { kill(); }

void ChildProcess::signalGroup(int) {}
#endif

} // namespace viz
