#include "app/run_window.h"

#include "app/command_line.h"
#include "app/logging.h"
#include "app/remote/call_remote.h"
#include "app/remote/remote_channel.h"
#include "app/run_command.h"
#include "app/signal_watcher.h"
#include "core/call/call_session.h"
#include "core/call/call_settings.h"
#include "core/call/call_sounds.h"
#include "core/call/check/sound_check.h"
#include "core/device/audio_factory.h"
#include "core/device/device_catalog.h"
#include "core/settings/settings_store.h"
#include "ui/appearance.h"
#include "ui/main_window.h"
#include "ui/tray_icon.h"

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

LogLevel levelOf(LogChoice choice) {
    switch (choice) {
    case LogChoice::Nothing:
        break;
    case LogChoice::Problems:
        return LogLevel::Warning;
    case LogChoice::Everything:
        return LogLevel::Debug;
    }
    return LogLevel::Off;
}

WindowDefaults windowDefaults(const WindowCommand& command, Logging& logging) {
    WindowDefaults defaults;
    defaults.host.voice = command.voice;
    defaults.joinAddress = command.address;
    defaults.version = QStringLiteral(VIZ_VERSION);
    defaults.logLines = [&logging] { return logging.keptLines(); };
    return defaults;
}

/// What the settings mean beyond the window: now, and at each change.
void follow(const SettingsStore& store, Appearance& appearance, CallSounds& sounds, Logging& logging) {
    const auto apply = [&](const Settings& settings) {
        appearance.apply(settings.look);
        sounds.setEnabled(settings.talking.callSounds);
        sounds.setOutput(outputOf(settings));
        logging.keepFrom(levelOf(settings.privacy.log));
    };
    apply(store.settings());
    QObject::connect(&store, &SettingsStore::changed, &appearance, apply);
}

/// The icon is there as the settings want it; while it is, closing the window does not end Viz.
void keepInTray(TrayIcon& tray, MainWindow& window, const SettingsStore& store) {
    const auto apply = [&](const Settings& settings) {
        const bool stays = settings.look.tray && TrayIcon::isAvailable();
        tray.setVisible(stays);
        window.setStaysInTray(stays);
        QGuiApplication::setQuitOnLastWindowClosed(!stays);
    };
    apply(store.settings());
    QObject::connect(&store, &SettingsStore::changed, &tray, apply);
    QObject::connect(&tray, &TrayIcon::showRequested, &window, &MainWindow::comeForward);
}

/// What `viz ctl` and a second start of Viz ask of the window.
RemoteReply answer(const RemoteRequest& request, CallRemote& remote, MainWindow& window) {
    if (request.verb != RemoteVerb::Show)
        return remote.handle(request);
    window.offerToJoin(request.address);
    return {.done = true, .status = remote.status()};
}

/// A second start brings the first window to the front, and is done.
bool isShownElsewhere(const QString& address) {
    const auto reply =
        askRunningViz(remoteSocketName(RemotePlace::Window), {.verb = RemoteVerb::Show, .address = address});
    return reply && reply->done;
}

ExitStatus showWindow(int& argc, char** argv, const WindowCommand& command, Logging& logging) {
    QApplication application(argc, argv);
    if (isShownElsewhere(command.address))
        return ExitStatus::Ok;
    SettingsStore settings(SettingsStore::defaultPath());
    const LookChoices& look = settings.settings().look;
    Appearance appearance(application, look.theme, localeOf(look.language));
    AudioFactory factory;
    CallSession session(factory);
    CallSounds sounds(session, factory);
    SoundCheck check(factory);
    DeviceCatalog devices;
    follow(settings, appearance, sounds, logging);
    MainWindow window({.call = session, .devices = devices, .check = check, .settings = settings},
                      windowDefaults(command, logging));
    TrayIcon tray(session);
    keepInTray(tray, window, settings);
    CallRemote remote(session);
    RemoteServer server(remoteSocketName(RemotePlace::Window),
                        [&](const RemoteRequest& request) { return answer(request, remote, window); });
    (void)server.listen(); // without it only `viz ctl` and a second start miss this window
    SignalWatcher signalWatcher;
    // Without a call the window does not ask before it closes.
    const auto quit = [&session] {
        session.hangUp();
        QCoreApplication::quit();
    };
    QObject::connect(&signalWatcher, &SignalWatcher::interrupted, &application, quit);
    QObject::connect(&tray, &TrayIcon::quitRequested, &application, quit);
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
    const auto& command = std::get<WindowCommand>(invocation->command);
    const auto logging = Logging::create(invocation->log);
    if (!logging)
        return giveUp(logging.error(), streams);
    return showWindow(argc, argv, command, **logging);
}

} // namespace viz
