#pragma once

#include "app/hidden_texts.h"

#include <QStringList>

namespace viz {

/// First thing in main(): no core dumps and no debugger of the same user may read the memory with the keys in it,
/// unless the environment has VIZ_COREDUMPS or this is a debug build.
void forbidCoreDumps();

/// Ends the process now, without what exit() would run. Windows ends all other threads first and then lets libraries
/// close, which may wait for one of those threads: under wine 6 of 8 joiners never came to an end that way.
[[noreturn]] void endAtOnce(int status);

/// Whether exit() may wait for a thread that is gone.
inline constexpr bool kExitMayHang =
#ifdef Q_OS_WIN
    true;
#else
    false;
#endif

/// The command line. Every user of the computer can read `argv` (ps), so the secret parts of addresses are overwritten
/// there. What `viz join` was given goes into `hidden`, and something harmless stands for it; the other commands get
/// every text as it was. After initializeCrypto().
[[nodiscard]] QStringList takeArguments(int argc, char** argv, HiddenTexts& hidden);

} // namespace viz
