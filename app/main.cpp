#include "app/command_line.h"
#include "app/process_guard.h"
#include "app/run_command.h"
#include "core/protocol/secret.h"

#ifdef VIZ_WITH_UI
#include "app/run_window.h"
#endif

#include <QCoreApplication>
#include <QNetworkProxyFactory>

namespace {

QStringList argumentsOf(int argc, char** argv) {
    QStringList arguments;
    for (int index = 0; index < argc; ++index)
        arguments << QString::fromLocal8Bit(argv[index]);
    return arguments;
}

} // namespace

int main(int argc, char** argv) {
    viz::forbidCoreDumps();
    const QStringList arguments = argumentsOf(argc, argv);
    viz::hideSecretArguments(argc, argv);
    viz::StandardStreams streams;
    if (!viz::initializeCrypto())
        return static_cast<int>(
            viz::giveUp({.status = viz::ExitStatus::Internal,
                         .sentence = QStringLiteral("The cryptography library does not start: Viz cannot run here.")},
                        streams));
    QNetworkProxyFactory::setUseSystemConfiguration(true); // the default of some builds of Qt only
#ifdef VIZ_WITH_UI
    if (viz::wantsWindow(arguments))
        return static_cast<int>(viz::runWindow(argc, argv, arguments, streams));
#endif
    QCoreApplication application(argc, argv);
    return static_cast<int>(viz::runCommandLine(arguments, streams));
}
