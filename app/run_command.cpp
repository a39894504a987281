#include "app/run_command.h"

#include "app/device_list.h"
#include "app/headless_call.h"
#include "app/host_tunnel.h"
#include "app/invite_prompt.h"
#include "app/logging.h"
#include "app/own_certificate.h"
#include "app/remote/call_remote.h"
#include "app/remote/remote_channel.h"
#include "app/remote/run_remote.h"
#include "app/signal_watcher.h"
#include "app/sound_check.h"
#include "app/stats_writer.h"
#include "app/terminal_lines.h"
#include "app/tunnel_list.h"
#include "core/call/call_session.h"

#include <QCoreApplication>

namespace viz {
namespace {

constexpr int kStandardInput = 0;

template<typename... Handlers>
struct Overloaded : Handlers... {
    using Handlers::operator()...;
};

/// How a call is begun, once everything listens to it.
using Begin = std::function<void(CallControl&)>;

void wireTerminal(HeadlessCall& headless, TerminalLines& terminal) {
    QObject::connect(&headless, &HeadlessCall::linesWanted, &terminal, &TerminalLines::startReading);
    QObject::connect(&terminal, &TerminalLines::lineTyped, &headless, &HeadlessCall::takeLine);
    QObject::connect(&terminal, &TerminalLines::closed, &headless, &HeadlessCall::linesEnded);
}

/// The loop runs before the call begins, so that a call that ends at once ends the loop too.
ExitStatus runLoop(HeadlessCall& headless, CallControl& call, const Begin& begin) {
    QObject::connect(&headless, &HeadlessCall::finished, qApp,
                     [](ExitStatus status) { QCoreApplication::exit(static_cast<int>(status)); });
    QMetaObject::invokeMethod(
        qApp, [&] { begin(call); }, Qt::QueuedConnection);
    return static_cast<ExitStatus>(QCoreApplication::exec());
}

struct CallPlan {
    VoiceOptions voice;
    RunOptions run;
    AcceptPolicy accept = AcceptPolicy::None;
    Begin begin;
    HostTunnel* tunnel = nullptr; ///< host only; null: none
};

void wireTunnel(HostTunnel& tunnel, HeadlessCall& headless, CallControl& call) {
    QObject::connect(&tunnel, &HostTunnel::addressFound, &headless, &HeadlessCall::setPublicAddress);
    QObject::connect(&tunnel, &HostTunnel::said, &headless, &HeadlessCall::say);
    QObject::connect(&tunnel, &HostTunnel::failed, &headless, &HeadlessCall::tunnelFailed);
    tunnel.serve(call);
}

/// A second call of this user is on its own: `viz ctl` talks to the first.
std::unique_ptr<RemoteServer> makeRemote(CallControl& call) {
    auto server = std::make_unique<RemoteServer>(remoteSocketName(RemotePlace::Call),
                                                 [remote = std::make_shared<CallRemote>(call)](
                                                     const RemoteRequest& request) { return remote->handle(request); });
    return server->listen() ? std::move(server) : nullptr;
}

ExitStatus driveCall(const CallPlan& plan, CallControl& call, StandardStreams& streams) {
    EventLines lines(streams.out(), plan.run.lines);
    HeadlessCall headless(call, lines, streams.err(),
                          {.accept = plan.accept, .duration = plan.run.duration, .hasTunnel = plan.tunnel != nullptr});
    if (plan.tunnel)
        wireTunnel(*plan.tunnel, headless, call);
    TerminalLines terminal(kStandardInput);
    wireTerminal(headless, terminal);
    const auto remote = makeRemote(call);
    SignalWatcher signalWatcher;
    QObject::connect(&signalWatcher, &SignalWatcher::interrupted, &headless, &HeadlessCall::interrupt);
    return runLoop(headless, call, plan.begin);
}

ExitStatus runCall(const CallPlan& plan, StandardStreams& streams) {
    if (const auto failure = soundFailure(plan.voice))
        return giveUp(*failure, streams);
    const auto statsFile = openStats(plan.run.statsPath);
    if (!statsFile)
        return giveUp(statsFile.error(), streams);
    AudioFactory factory;
    CallSession session(factory);
    std::optional<StatsWriter> stats; // before HeadlessCall, so that its last line comes before `ended`
    if (*statsFile)
        stats.emplace(session, plan.voice, **statsFile);
    return driveCall(plan, session, streams);
}

ExitStatus runJoin(JoinCommand& join, StandardStreams& streams) {
    if (join.asksForInvite) {
        auto invite = askForInvite(kStandardInput, streams);
        if (!invite)
            return giveUp(invite.error(), streams);
        join.options.invite = *std::move(invite);
    }
    return runCall({.voice = join.options.voice,
                    .run = join.run,
                    .accept = AcceptPolicy::None,
                    .begin = [&](CallControl& call) { call.join(std::move(join.options)); }},
                   streams);
}

ExitStatus runDevices(const DevicesCommand& command, StandardStreams& streams) {
    const QList<DeviceInfo> devices = DeviceCatalog().devices();
    if (devices.isEmpty())
        streams.say(u"Viz sees no sound devices: is a sound server (PulseAudio or PipeWire) running?"_qs);
    streams.out().write(deviceLines(devices, command.lines));
    return ExitStatus::Ok;
}

/// What is wrong with the user's file is said, and the rest of it counts.
TunnelCatalog loadTunnels(StandardStreams& streams) {
    const QString path = TunnelCatalog::defaultPath();
    const TunnelCatalog::Loaded loaded = TunnelCatalog::fromFile(path);
    for (const QString& complaint : loaded.complaints)
        streams.say(u"%1: %2"_qs.arg(path, complaint));
    return loaded.catalog;
}

tl::expected<std::unique_ptr<HostTunnel>, Failure> makeTunnel(const QString& name, StandardStreams& streams) {
    if (name.isEmpty())
        return std::unique_ptr<HostTunnel>();
    const auto selection = selectTunnel(name, loadTunnels(streams), ProgramFinder());
    if (!selection)
        return tl::make_unexpected(selection.error());
    return std::make_unique<HostTunnel>(HostTunnel::Options{.selection = *selection, .dataFolder = tunnelDataFolder()});
}

/// The tunnel goes last, for the call's goodbye needs it.
ExitStatus runHost(HostCommand& host, StandardStreams& streams) {
    if (host.servesTls) {
        auto identity = ownCertificate(ownCertificateFolder());
        if (!identity)
            return giveUp(identity.error(), streams);
        host.options.identity = *std::move(identity);
    }
    const auto tunnel = makeTunnel(host.tunnel, streams);
    if (!tunnel)
        return giveUp(tunnel.error(), streams);
    const ExitStatus status = runCall({.voice = host.options.voice,
                                       .run = host.run,
                                       .accept = host.accept,
                                       .begin = [&](CallControl& call) { call.host(std::move(host.options)); },
                                       .tunnel = tunnel->get()},
                                      streams);
    if (*tunnel)
        (*tunnel)->stop();
    return status;
}

ExitStatus runTunnels(const TunnelsCommand& command, StandardStreams& streams) {
    const auto choices = tunnelChoices(loadTunnels(streams), ProgramFinder(), HostDoor::kDefaultPort);
    makeTunnelFiles(); // the commands may name them
    streams.out().write(tunnelLines(choices, command.lines));
    return ExitStatus::Ok;
}

ExitStatus print(const PrintCommand& command, StandardStreams& streams) {
    streams.out().write(command.text.toUtf8());
    return ExitStatus::Ok;
}

ExitStatus windowFromHere(StandardStreams& streams) {
    return giveUp({.status = ExitStatus::Usage, .sentence = u"This build of Viz has no window: see `viz --help`."_qs},
                  streams);
}

ExitStatus run(Command& command, StandardStreams& streams) {
    return std::visit(Overloaded{
                          [&](WindowCommand&) { return windowFromHere(streams); },
                          [&](HostCommand& host) { return runHost(host, streams); },
                          [&](JoinCommand& join) { return runJoin(join, streams); },
                          [&](DemoCommand& demo) { return runDemo(demo, streams); },
                          [&](DevicesCommand& devices) { return runDevices(devices, streams); },
                          [&](TunnelsCommand& tunnels) { return runTunnels(tunnels, streams); },
                          [&](RemoteCommand& remote) { return runRemote(remote, streams); },
                          [&](PrintCommand& text) { return print(text, streams); },
                      },
                      command);
}

} // namespace

ExitStatus giveUp(const Failure& failure, StandardStreams& streams) {
    streams.say(failure.sentence);
    return failure.status;
}

tl::expected<std::unique_ptr<QFile>, Failure> openStats(const QString& path) {
    if (path.isEmpty())
        return std::unique_ptr<QFile>();
    auto file = std::make_unique<QFile>(path);
    if (path == u"-" ? openUnbuffered(*file, stdout) : file->open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return file;
    return tl::make_unexpected(
        Failure{.status = ExitStatus::NoDevice,
                .sentence = u"Viz cannot write %1: check its folder and its permissions."_qs.arg(path)});
}

ExitStatus runCommandLine(const QStringList& arguments, const HiddenTexts& hidden, StandardStreams& streams) {
    auto invocation = parseCommandLine(arguments, hidden);
    if (!invocation)
        return giveUp(invocation.error(), streams);
    const auto logging = Logging::create(invocation->log);
    if (!logging)
        return giveUp(logging.error(), streams);
    for (const QString& notice : invocation->notices)
        streams.say(notice);
    return run(invocation->command, streams);
}

} // namespace viz
