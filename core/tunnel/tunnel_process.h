#pragma once

#include "core/tunnel/tunnel_launch.h"
#include "core/tunnel/tunnel_life.h"
#include "core/tunnel/tunnel_output.h"

#include <QObject>
#include <QProcess>
#include <QTimer>
#include <QUrl>

#include <memory>

namespace viz {

class ChildProcess;
class TunnelApi;

/// Runs a provider's tunnel program: starts it, finds its address, brings it back when it ends, and takes it down with
/// itself. No shell is involved, nothing is downloaded. Whoever calls start() has the user's consent.
///
/// Lives on a thread with an event loop that lives as long as Viz (Linux kills the program when that thread ends).
class TunnelProcess final : public QObject {
    Q_OBJECT

public:
    struct Setup {
        TunnelProvider provider;
        QString program; ///< absolute path, from ProgramFinder; empty: not installed
        quint16 port = 0;
        QString dataFolder; ///< for known_hosts and the like; made if it is missing
        TunnelSettings settings{};
        TunnelTimes times{};
        std::chrono::milliseconds apiInterval{500};
        quint16 apiPort = 0; ///< 0: picks a free one at each start
    };
    /// `clock` outlives this object.
    TunnelProcess(Setup setup, const Clock& clock);
    /// Kills the program; stop() is the polite way.
    ~TunnelProcess() override;

    void start();
    /// stopped() follows, within the time to terminate and a little more.
    void stop();
    /// It runs, but callers do not get through: end it and start it anew.
    void restart();
    /// Viz listens there now: a program that runs is ended and started anew.
    void setPort(quint16 port);

    [[nodiscard]] TunnelLife::State state() const { return m_life.state(); }
    /// The last one announced; empty while there is none.
    [[nodiscard]] QUrl address() const { return m_announced; }
    /// The program's last lines, for "Details". They may hold anything that it prints.
    [[nodiscard]] QStringList recentLines() const;
    /// The setting that fault NeedsSettings is about.
    [[nodiscard]] QString missingSetting() const { return m_missingSetting; }

Q_SIGNALS:
    /// The tunnel is connected, under this address from now on; again whenever the address changes, but not when it is
    /// the same after a restart. Nobody has tested it from outside yet: see AddressProbe.
    void addressChanged(const QUrl& address);
    void stateChanged(viz::TunnelLife::State state);
    /// Given up; start() tries again.
    void failed(viz::TunnelFault fault);
    void stopped();

private:
    using Act = TunnelLife::Act;

    void perform(Act act);
    void launch();
    void onError(QProcess::ProcessError error);
    void makeProcess();
    void makeApi();
    void readOutput();
    void take(const QList<TunnelSighting>& sightings);
    void takeAddress(const QUrl& address);
    void onExit();
    void dropProcess();
    void announce();
    void armTimer();
    [[nodiscard]] QString emptyFile() const;

    Setup m_setup;
    const Clock& m_clock;
    TunnelLife m_life;
    TunnelLaunch m_launch;
    std::unique_ptr<TunnelOutput> m_output;
    std::unique_ptr<ChildProcess> m_process;
    std::unique_ptr<TunnelApi> m_api;
    QTimer m_timer;
    QUrl m_seen; ///< of the program that runs
    QUrl m_announced;
    QString m_missingSetting;
    TunnelLife::State m_toldState = TunnelLife::State::Idle;
};

} // namespace viz
