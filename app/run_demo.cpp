#include "app/demo_call.h"
#include "app/demo_report.h"
#include "app/messages.h"
#include "app/recording_factory.h"
#include "app/run_command.h"
#include "app/signal_watcher.h"
#include "app/sound_check.h"
#include "app/stats_writer.h"
#include "app/tunnel_thread.h"
#include "core/call/call_session.h"
#include "core/media/delay_estimator.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace viz {
namespace {

/// Ringing and the way to the end are recorded too.
constexpr std::chrono::seconds kRecordingMargin{10};
/// What is found later than this was not the same sound.
constexpr std::chrono::seconds kLongestDelay{4};

/// One side of the demo's call.
struct Party {
    explicit Party(Samples capacity) : factory(capacity), session(factory) {}

    RecordingFactory factory;
    CallSession session;
};

std::optional<double> measuredDelayMs(const Party& speaker, const Party& listener) {
    const auto heard = alignedTo(speaker.factory.said(), listener.factory.heard());
    const auto delay = medianDelay(delayTrack(speaker.factory.said().samples(), heard, kLongestDelay));
    return delay ? std::optional(toMs(*delay)) : std::nullopt;
}

DemoReport makeReport(const DemoCall::Outcome& outcome, const Party& host, const Party& joiner, TunnelThread& tunnel) {
    DemoReport report;
    report.seconds = toMs(outcome.joinerStats.sinceConnected) / 1000;
    report.toJoiner = demoDirection(outcome.hostStats, outcome.joinerStats);
    report.toHost = demoDirection(outcome.joinerStats, outcome.hostStats);
    report.toJoiner.measuredDelayMs = measuredDelayMs(host, joiner);
    report.toHost.measuredDelayMs = measuredDelayMs(joiner, host);
    report.toJoiner.tunnelBytes = static_cast<std::uint64_t>(tunnel.bytesToJoiner());
    report.toHost.tunnelBytes = static_cast<std::uint64_t>(tunnel.bytesToHost());
    report.hostWords = outcome.hostWords;
    report.joinerWords = outcome.joinerWords;
    return report;
}

QByteArray shown(const DemoReport& report, LineFormat format) {
    if (format == LineFormat::Json)
        return QJsonDocument(demoJson(report)).toJson(QJsonDocument::Compact) + '\n';
    return demoTable(report).toUtf8();
}

ExitStatus judge(const DemoCall::Outcome& outcome, const DemoReport& report, StandardStreams& streams) {
    if (const ExitStatus status = exitStatusOf(outcome.end.reason); status != ExitStatus::Ok)
        return giveUp({.status = status, .sentence = sentenceFor(outcome.end)}, streams);
    if (report.soundArrivedBothWays())
        return ExitStatus::Ok;
    return giveUp({.status = ExitStatus::Lost,
                   .sentence = u"The call went through, but the voice was not found at the other side: try a longer "
                               "--duration, a gentler --simulate, or --input speech."_qs},
                  streams);
}

DemoCall::Options demoOptions(const DemoCommand& demo, TunnelThread& tunnel) {
    DemoCall::Options options{.hostVoice = demo.voice,
                              .joinerVoice = demo.voice,
                              .duration = demo.run.duration.value_or(DemoCommand::kDefaultDuration),
                              .openTunnel = [&](quint16 port) { return tunnel.open(port); }};
    options.hostVoice.name = u"Host"_qs;
    options.joinerVoice.name = u"Joiner"_qs;
    options.hostVoice.output = {}; // only one side can write to --output: what the joiner hears
    options.hostVoice.output.kind = AudioOutputSpec::Kind::Null;
    return options;
}

void runLoop(DemoCall& call) {
    SignalWatcher signalWatcher;
    QObject::connect(&signalWatcher, &SignalWatcher::interrupted, &call, &DemoCall::interrupt);
    QObject::connect(&call, &DemoCall::finished, qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    QMetaObject::invokeMethod(&call, &DemoCall::start, Qt::QueuedConnection);
    QCoreApplication::exec();
}

using StatsWriters = std::vector<std::unique_ptr<StatsWriter>>;

/// Both sides write to one file; `role` tells their lines apart. None without a file.
StatsWriters watch(Party& host, Party& joiner, const VoiceOptions& voice, QFile* file) {
    StatsWriters writers;
    if (!file)
        return writers;
    for (Party* party : {&host, &joiner})
        writers.push_back(std::make_unique<StatsWriter>(party->session, voice, *file));
    return writers;
}

ExitStatus callAndReport(const DemoCommand& demo, QFile* statsFile, StandardStreams& streams) {
    TunnelThread tunnel(demo.tunnel);
    const DemoCall::Options options = demoOptions(demo, tunnel);
    const auto capacity = std::chrono::duration_cast<Samples>(options.duration + kRecordingMargin);
    Party host(capacity);
    Party joiner(capacity);
    const StatsWriters stats = watch(host, joiner, demo.voice, statsFile);
    DemoCall call(host.session, joiner.session, options);
    runLoop(call);
    const DemoReport report = makeReport(call.outcome(), host, joiner, tunnel);
    if (call.outcome().tookPlace)
        streams.out().write(shown(report, demo.run.lines));
    return judge(call.outcome(), report, streams);
}

} // namespace

ExitStatus runDemo(const DemoCommand& demo, StandardStreams& streams) {
    if (const auto failure = soundFailure(demo.voice))
        return giveUp(*failure, streams);
    const auto statsFile = openStats(demo.run.statsPath);
    if (!statsFile)
        return giveUp(statsFile.error(), streams);
    streams.say(u"Two parties on this computer call each other through a simulated tunnel …"_qs);
    return callAndReport(demo, statsFile->get(), streams);
}

} // namespace viz
