#pragma once

#include "core/call/call_control.h"
#include "core/settings/settings.h"
#include "ui/hosting_tunnel.h"
#include "ui/settings/diagnostic_report.h"

#include <QMainWindow>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

class QMessageBox;
class QStackedWidget;

namespace viz {

class CallPage;
class ConnectingPage;
class DeviceCatalog;
class EndedPage;
class HomePage;
class HostingPage;
class IncomingPage;
class Page;
class SettingsPage;
class SettingsStore;
class SoundCheck;
class SoundPanel;
class SoundTrial;

/// What the command line says before a person chose anything; the settings go over it.
struct WindowDefaults {
    HostOptions host;    ///< `host.voice`: for both roles
    QString joinAddress; ///< put into the field of the first page
    TunnelMeans tunnels;
    QString version = QStringLiteral("?");
    std::function<QStringList()> logLines = [] { return QStringList(); }; ///< the newest, secrets taken out
};

/// What the window works with; all of it outlives the window.
struct WindowParts {
    CallControl& call;
    DeviceCatalog& devices;
    SoundCheck& check;
    SettingsStore& settings;
};

/// The window: a page for each state of the call, and the settings. It shows and asks; what happens is the business of
/// CallControl.
///
/// Main thread. Nothing here blocks; statistics are read ten times a second during a call and never otherwise. When the
/// language changes (QEvent::LanguageChange) the pages are made anew, and the call goes on; only the page for waiting
/// stays as it is while somebody waits or talks on its tunnel.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(const WindowParts& parts, const WindowDefaults& defaults);
    ~MainWindow() override;

    /// To the front, for a caller or a second start of the program.
    void comeForward();
    /// Into the field of the first page, during a call when that page is shown again; for a link that somebody opened.
    /// Then comeForward().
    void offerToJoin(const QString& address);
    /// Closing the window then only hides it: the tray's icon brings it back.
    void setStaysInTray(bool stays) { m_staysInTray = stays; }
    /// Ends Viz, tray or not: quitRequested() follows, during a call only if the person says so.
    void quit();

Q_SIGNALS:
    /// The call is over; the program can end.
    void quitRequested();

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void makePages();
    void makeHosting();
    void fillPages();
    void speakAnew();
    [[nodiscard]] QList<Page*> pages() const;
    [[nodiscard]] bool isHostingInUse() const;

    void connectCall();
    void connectSettings();
    void connectPages();
    void connectHosting();
    void connectCallPage();
    void addShortcuts();
    void placeOnScreen();

    void openSettings();
    void closeSettings();
    void applySettings(const Settings& settings);
    void applyToCall(const Settings& settings);
    void applyDoor();
    void choosePeerVolume(int percent);
    void countUsage();
    void forgetLastCall();
    [[nodiscard]] ReportFacts reportFacts() const;
    [[nodiscard]] QList<ReportRow> connectionRows() const;

    void host();
    void join();
    void callAgain();
    void decline();
    void goHome();
    void forgetUsedInvite();
    [[nodiscard]] bool isCallOpen() const;
    void escape();

    void showState(CallState state);
    void showHosting();
    void showEnd(const CallEnd& end);
    void showPeer();
    void showRinging();
    void showCall();
    void useNewAddress(const QString& text);
    void showPage(Page* page);
    void prepareTrial(const Page* page);
    [[nodiscard]] SoundPanel* panelToTry(const Page* page) const;
    [[nodiscard]] bool mayTrySound() const;
    void readStats();
    void askToClose();

    CallControl& m_call;
    DeviceCatalog& m_devices;
    SoundCheck& m_check;
    SettingsStore& m_settings;
    WindowDefaults m_defaults;
    Settings m_applied; ///< what the call was told
    QStackedWidget* m_stack;
    HomePage* m_home = nullptr;
    std::unique_ptr<SoundTrial> m_trial; ///< of the page in sight, if it has a panel for that
    HostingPage* m_hosting = nullptr;
    std::unique_ptr<HostingTunnel> m_hostingTunnel;
    ConnectingPage* m_connecting = nullptr;
    IncomingPage* m_incoming = nullptr;
    CallPage* m_callPage = nullptr;
    EndedPage* m_ended = nullptr;
    SettingsPage* m_settingsPage = nullptr;
    int m_behindSettings = 0; ///< the page that the settings were opened from, by its place
    QTimer* m_statsTimer;
    QTimer m_speakSoon; ///< several translations change at once
    QPointer<QMessageBox> m_closeQuestion;
    std::optional<CallStats> m_lastStats; ///< of the call that is on or just ended
    std::uint64_t m_countedBytes = 0;     ///< of that call, already in the settings
    MonotonicTime m_countedUntil{};       ///< since that call was connected
    QString m_offeredAddress;             ///< by a link that somebody opened during the call
    CallEnd m_lastEnd;
    bool m_leaving = false; ///< the person gave up: back to the first page, no explanation needed
    bool m_staysInTray = false;
    bool m_isRinging = false;    ///< somebody calls, and was neither answered nor declined
    bool m_hostingIsOld = false; ///< the page for waiting speaks another language than the others
};

} // namespace viz
