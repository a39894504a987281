#include "app/process_guard.h"

#include <QtGlobal>

#include <cstdio>
#include <cstdlib>
#include <cstring>

#ifdef Q_OS_WIN
#include <windows.h>
#else
#include <sys/resource.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace viz {

void forbidCoreDumps() {
#ifdef NDEBUG
    if (qEnvironmentVariableIsSet("VIZ_COREDUMPS"))
        return;
#ifdef Q_OS_WIN
    SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX); // no error report, which has memory in it
#else
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
#endif
#ifdef Q_OS_LINUX
    prctl(PR_SET_DUMPABLE, 0);
#endif
#endif
}

void endAtOnce(int status) {
    std::fflush(nullptr);
#ifdef Q_OS_WIN
    TerminateProcess(GetCurrentProcess(), static_cast<UINT>(status));
#endif
    std::_Exit(status);
}

namespace {

bool isJoin(int argc, char** argv) { return argc > 1 && std::strcmp(argv[1], "join") == 0; }

void coverFragment(char* argument) {
    if (char* const fragment = std::strchr(argument, '#'))
        std::memset(fragment + 1, '*', std::strlen(fragment + 1));
}

/// The address, and maybe something harmless with a '#' in it; an option's own text is not.
bool mayBeInvite(const char* argument) { return argument[0] != '-' && std::strchr(argument, '#') != nullptr; }

} // namespace

QStringList takeArguments(int argc, char** argv, HiddenTexts& hidden) {
    const bool hides = isJoin(argc, argv);
    QStringList arguments;
    for (int index = 0; index < argc; ++index) {
        char* const argument = argv[index];
        arguments << (hides && mayBeInvite(argument) ? hidden.hide(argument) : QString::fromLocal8Bit(argument));
        coverFragment(argument);
    }
    return arguments;
}

} // namespace viz
