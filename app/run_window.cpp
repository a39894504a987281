#include "app/run_window.h"

#include "app/command_line.h"
#include "app/logging.h"
#include "app/run_command.h"
#include "app/signal_watcher.h"
#include "core/call/call_session.h"
#include "core/device/audio_factory.h"
#include "core/device/device_catalog.h"
#include "ui/appearance.h"
#include "ui/main_window.h"

#include <QApplication>

namespace viz {
namespace {

/// Qt ends the program with an abort if there is none, so this is asked before.
bool hasDisplay() {
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    return qEnvironmentVariableIsSet("QT_QPA_PLATFORM") || !qEnvironmentVariableIsEmpty("DISPLAY") ||
           !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
#else
    return true;
#endif
}

WindowDefaults windowDefaults(const WindowCommand& command) {
    WindowDefaults defaults;
    defaults.host.voice = command.voice;
    return defaults;
}

ExitStatus showWindow(int& argc, char** argv, const WindowCommand& command) {
    QApplication application(argc, argv);
    const Appearance appearance(application, ThemeChoice::System);
    AudioFactory factory;
    CallSession session(factory);
    DeviceCatalog devices;
    MainWindow window(session, devices, windowDefaults(command));
    SignalWatcher signalWatcher;
    // Without a call the window does not ask before it closes.
    QObject::connect(&signalWatcher, &SignalWatcher::interrupted, &application, [&session] {
        session.hangUp();
        QCoreApplication::quit();
    });
    window.show();
    return static_cast<ExitStatus>(QApplication::exec());
}

Failure noDisplay() {
    return {.status = ExitStatus::Usage,
            .sentence =
                u"There is no display for the window here: use viz host, viz join or viz demo (`viz --help`)."_qs};
}

} // namespace

ExitStatus runWindow(int& argc, char** argv, const QStringList& arguments, StandardStreams& streams) {
    const auto invocation = parseCommandLine(arguments);
    if (!invocation)
        return giveUp(invocation.error(), streams);
    if (!hasDisplay())
        return giveUp(noDisplay(), streams);
    const auto logging = Logging::create(invocation->log);
    if (!logging)
        return giveUp(logging.error(), streams);
    return showWindow(argc, argv, std::get<WindowCommand>(invocation->command));
}

} // namespace viz
