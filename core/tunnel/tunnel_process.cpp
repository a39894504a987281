#include "core/tunnel/tunnel_process.h"

#include "core/tunnel/child_environment.h"
#include "core/tunnel/child_process.h"
#include "core/tunnel/tunnel_api.h"

#include <QDir>
#include <QFile>
#include <QHostAddress>
#include <QTcpServer>

namespace viz {
namespace {

constexpr qint64 kReadBytes = 16 * 1024;

/// Free now; somebody else may take it before the tunnel program does, which then ends and is started again with
/// another one.
quint16 freePort() {
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

TunnelLife::Rules rulesFor(const TunnelProcess::Setup& setup) {
    return {.tellsReady = setup.provider.api && !setup.provider.api->readyPath.isEmpty(),
            .hasFallback = !setup.provider.fallbackArguments.isEmpty(),
            .times = setup.times};
}

} // namespace

TunnelProcess::TunnelProcess(Setup setup, const Clock& clock)
    : m_setup(std::move(setup)), m_clock(clock), m_life(rulesFor(m_setup)) {
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] { perform(m_life.overdue(m_clock.now())); });
}

TunnelProcess::~TunnelProcess() { dropProcess(); }

void TunnelProcess::start() {
    if (m_process)
        return;
    m_missingSetting.clear();
    if (m_setup.program.isEmpty())
        perform(m_life.cannotLaunch(TunnelFault::NotInstalled));
    else
        perform(m_life.start(m_clock.now()));
}

void TunnelProcess::stop() { perform(m_life.stop(m_clock.now())); }

void TunnelProcess::restart() { perform(m_life.restart(m_clock.now())); }

void TunnelProcess::setPort(quint16 port) {
    m_setup.port = port;
    restart();
}

QStringList TunnelProcess::recentLines() const { return m_output ? m_output->recentLines() : QStringList(); }

void TunnelProcess::perform(Act act) {
    armTimer();
    if (act == Act::Launch)
        launch();
    else if (act == Act::Announce)
        announce();
    else if (act == Act::Terminate && m_process)
        m_process->terminateGroup();
    else if (act == Act::Kill && m_process)
        m_process->killGroup();
    if (const auto state = m_life.state(); std::exchange(m_toldState, state) != state)
        Q_EMIT stateChanged(state);
    if (act == Act::TellStopped)
        Q_EMIT stopped();
    else if (act == Act::TellFailed)
        Q_EMIT failed(m_life.fault());
}

void TunnelProcess::launch() {
    QDir().mkpath(m_setup.dataFolder);
    const TunnelPlace place{.port = m_setup.port,
                            .apiPort = m_setup.apiPort != 0 ? m_setup.apiPort : freePort(),
                            .dataFolder = m_setup.dataFolder,
                            .emptyFile = emptyFile(),
                            .settings = m_setup.settings};
    const auto prepared = prepareLaunch(m_setup.provider, place);
    if (!prepared) {
        m_missingSetting = prepared.error();
        perform(m_life.cannotLaunch(TunnelFault::NeedsSettings));
        return;
    }
    m_launch = *prepared;
    m_seen.clear();
    m_output = std::make_unique<TunnelOutput>(m_setup.provider, m_launch.knownAddress);
    makeProcess();
    makeApi();
}

void TunnelProcess::makeProcess() {
    m_process = std::make_unique<ChildProcess>();
    connect(m_process.get(), &QProcess::readyRead, this, &TunnelProcess::readOutput);
    connect(m_process.get(), &QProcess::finished, this, &TunnelProcess::onExit);
    // Queued: QProcess may report it before launch() is done.
    connect(m_process.get(), &QProcess::errorOccurred, this, &TunnelProcess::onError, Qt::QueuedConnection);
    m_process->launch(m_setup.program, m_life.usesFallback() ? m_launch.fallbackArguments : m_launch.arguments,
                      childEnvironment(QProcessEnvironment::systemEnvironment(), m_setup.provider.environment));
}

void TunnelProcess::makeApi() {
    if (!m_setup.provider.api)
        return;
    m_api = std::make_unique<TunnelApi>(
        TunnelApi::Target{.provider = m_setup.provider, .apiPort = m_launch.apiPort, .localPort = m_setup.port},
        m_setup.apiInterval);
    connect(m_api.get(), &TunnelApi::addressSeen, this, &TunnelProcess::takeAddress);
    connect(m_api.get(), &TunnelApi::readySeen, this, [this] { perform(m_life.readySeen(m_clock.now())); });
    m_api->start();
}

void TunnelProcess::readOutput() {
    while (m_process) {
        const QByteArray bytes = m_process->read(kReadBytes);
        if (bytes.isEmpty())
            return;
        take(m_output->feed(bytes));
    }
}

void TunnelProcess::take(const QList<TunnelSighting>& sightings) {
    for (const TunnelSighting& sighting : sightings) {
        if (const QUrl* const address = std::get_if<QUrl>(&sighting))
            takeAddress(*address);
        else
            perform(m_life.faultSeen(std::get<TunnelFault>(sighting), m_clock.now()));
    }
}

void TunnelProcess::takeAddress(const QUrl& address) {
    if (address == m_seen)
        return;
    m_seen = address;
    perform(m_life.addressSeen(m_clock.now()));
}

void TunnelProcess::onExit() {
    readOutput();
    for (const TunnelFault fault : m_output->finish())
        perform(m_life.faultSeen(fault, m_clock.now()));
    dropProcess();
    perform(m_life.exited(m_clock.now()));
}

void TunnelProcess::onError(QProcess::ProcessError error) {
    if (error != QProcess::FailedToStart)
        return;
    dropProcess();
    perform(m_life.cannotLaunch(TunnelFault::CannotStart));
}

void TunnelProcess::dropProcess() {
    m_api.reset();
    if (!m_process)
        return;
    m_process->disconnect(this);
    if (m_process->state() == QProcess::NotRunning)
        m_process.release()->deleteLater(); // this may be its own signal
    m_process.reset();
}

void TunnelProcess::announce() {
    if (m_api) // there may be none where the row says, and the output has told everything
        m_api->stop();
    if (m_seen == m_announced)
        return;
    m_announced = m_seen;
    Q_EMIT addressChanged(m_announced);
}

void TunnelProcess::armTimer() {
    m_timer.stop();
    if (const auto deadline = m_life.deadline()) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(*deadline - m_clock.now());
        m_timer.start(std::max(left, std::chrono::milliseconds{0}));
    }
}

/// For programs that insist on a configuration file.
QString TunnelProcess::emptyFile() const {
    const QString path = QDir(m_setup.dataFolder).filePath(u"empty.yml"_qs);
    QFile file(path);
    [[maybe_unused]] const bool made = file.open(QIODevice::WriteOnly | QIODevice::Truncate);
    return path;
}

} // namespace viz
