#include "app/command_line.h"
#include "app/process_guard.h"
#include "app/run_command.h"
#include "core/device/audio_backend.h"
#include "core/protocol/secret.h"
#include "core/transport/tls_at_exit.h"

#ifdef VIZ_WITH_UI
#include "app/run_window.h"
#endif

#include <QCoreApplication>
#include <QNetworkProxyFactory>

namespace {

/// A thread that hangs in the sound system lets nobody leave by exit(); everything of ours is closed by now.
int leave(viz::ExitStatus status) {
    if (viz::kExitMayHang || viz::isAudioBackendHeld())
        viz::endAtOnce(static_cast<int>(status));
    return static_cast<int>(status);
}

} // namespace

int main(int argc, char** argv) {
    viz::forbidCoreDumps();
    viz::keepTlsLibraryAtExit();
    viz::StandardStreams streams;
    if (!viz::initializeCrypto())
        return static_cast<int>(
            viz::giveUp({.status = viz::ExitStatus::Internal,
                         .sentence = QStringLiteral("The cryptography library does not start: Viz cannot run here.")},
                        streams));
    viz::HiddenTexts hidden;
    const QStringList arguments = viz::takeArguments(argc, argv, hidden);
    QNetworkProxyFactory::setUseSystemConfiguration(true); // the default of some builds of Qt only
#ifdef VIZ_WITH_UI
    if (viz::wantsWindow(arguments))
        return leave(viz::runWindow(argc, argv, arguments, streams));
#endif
    QCoreApplication application(argc, argv);
    return leave(viz::runCommandLine(arguments, hidden, streams));
}
