#include "app/process_guard.h"

#include <QtGlobal>

#include <sys/resource.h>

#include <cstring>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace viz {

void forbidCoreDumps() {
#ifdef NDEBUG
    if (qEnvironmentVariableIsSet("VIZ_COREDUMPS"))
        return;
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
#ifdef Q_OS_LINUX
    prctl(PR_SET_DUMPABLE, 0);
#endif
#endif
}

void hideSecretArguments(int argc, char** argv) {
    for (int index = 1; index < argc; ++index)
        if (char* fragment = std::strchr(argv[index], '#'))
            std::memset(fragment + 1, '*', std::strlen(fragment + 1));
}

} // namespace viz
