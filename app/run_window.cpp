#include "app/run_window.h"

#include "app/command_line.h"
#include "app/logging.h"
#include "app/remote/call_remote.h"
#include "app/remote/remote_channel.h"
#include "app/run_command.h"
#include "app/signal_watcher.h"
#include "core/call/call_session.h"
#include "core/call/call_settings.h"
#include "core/call/check/sound_check.h"
#include "core/call/sounds/call_sounds.h"
#include "core/device/audio_factory.h"
#include "core/device/device_catalog.h"
#include "core/settings/settings_store.h"
#include "ui/appearance.h"
#include "ui/main_window.h"
#include "ui/tray_icon.h"
#include "ui/watched_application.h"

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

/// The window and all that stands behind it, each after what it needs.
class WindowProgram {
public:
    WindowProgram(QApplication& application, const WindowCommand& command, Logging& logging)
        : m_appearance(application, m_settings.settings().look.theme, localeOf(m_settings.settings().look.language))
        , m_window({.call = m_session, .devices = m_devices, .check = m_check, .settings = m_settings},
                   windowDefaults(command, logging)) {
        follow(m_settings, m_appearance, m_sounds, logging);
        keepInTray(m_tray, m_window, m_settings);
        connectEnds(application);
        (void)m_server.listen(); // without it only `viz ctl` and a second start miss this window
        m_window.show();
    }

private:
    void connectEnds(QApplication& application) {
        // Without a call the window does not ask before it closes.
        const auto quit = [this] {
            m_session.hangUp();
            QCoreApplication::quit();
        };
        QObject::connect(&m_signalWatcher, &SignalWatcher::interrupted, &application, quit);
        QObject::connect(&m_tray, &TrayIcon::quitRequested, &m_window, &MainWindow::quit);
        QObject::connect(&m_window, &MainWindow::quitRequested, &application, quit);
    }

    SettingsStore m_settings{SettingsStore::defaultPath()};
    Appearance m_appearance;
    AudioFactory m_factory;
    CallSession m_session{m_factory};
    CallSounds m_sounds{m_session, m_factory};
    SoundCheck m_check{m_factory};
    DeviceCatalog m_devices;
    MainWindow m_window;
    TrayIcon m_tray{m_session};
    CallRemote m_remote{m_session};
    RemoteServer m_server{remoteSocketName(RemotePlace::Window),
                          [this](const RemoteRequest& request) { return answer(request, m_remote, m_window); }};
    SignalWatcher m_signalWatcher;
};

ExitStatus showWindow(int& argc, char** argv, const WindowCommand& command, Logging& logging) {
#ifdef NDEBUG
    QApplication application(argc, argv);
#else
    WatchedApplication application(argc, argv, logSlowEvent);
#endif
    if (isShownElsewhere(command.address))
        return ExitStatus::Ok;
    const WindowProgram program(application, command, logging);
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
