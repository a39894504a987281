#pragma once

#include "core/call/call_control.h"
#include "ui/hosting_tunnel.h"

#include <QMainWindow>
#include <QPointer>

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

/// What the command line and the settings say before a person chose anything.
struct WindowDefaults {
    HostOptions host;    ///< port, address, and in `host.voice` name, profile and devices for both roles
    QString joinAddress; ///< put into the Join field
    TunnelMeans tunnels;
};

/// The window: a page for each state of the call. It shows and asks; what happens is the business of CallControl.
///
/// `call` and `devices` must outlive it. Main thread. Nothing here blocks; statistics are read ten times a second
/// during a call and never otherwise.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(CallControl& call, DeviceCatalog& devices, const WindowDefaults& defaults);
    ~MainWindow() override;

    /// To the front, for a caller or a second start of the program.
    void comeForward();

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void connectCall();
    void connectPages();
    void addShortcuts();
    void placeOnScreen();

    void host();
    void join();
    void callAgain();
    void decline();
    void goHome();
    void forgetUsedInvite();
    [[nodiscard]] bool isCallOpen() const;
    void escape();
    void toggleMute();

    void showState(CallState state);
    void showHosting();
    void showEnd(const CallEnd& end);
    void showPeer();
    void showRinging();
    void showCall();
    void useNewAddress(const QString& text);
    void showPage(Page* page);
    void readStats();
    void askToClose();

    CallControl& m_call;
    DeviceCatalog& m_devices;
    HostOptions m_hostDefaults;
    QStackedWidget* m_stack;
    HomePage* m_home;
    HostingPage* m_hosting;
    HostingTunnel m_hostingTunnel;
    ConnectingPage* m_connecting;
    IncomingPage* m_incoming;
    CallPage* m_callPage;
    EndedPage* m_ended;
    QTimer* m_statsTimer;
    QPointer<QMessageBox> m_closeQuestion;
    std::optional<CallStats> m_lastStats; ///< of the call that is on or just ended
    bool m_leaving = false;               ///< the person gave up: back to the first page, no explanation needed
    bool m_declined = false;              ///< the person declined the newest caller
};

} // namespace viz
