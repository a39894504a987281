// viz_replay: a recorded network, played again. Exit status 2 for a command line that makes no sense, 3 for files that
// cannot be read, written or used.

#include "tests/sim/arrival_trace.h"
#include "tests/sim/replay/replay_options.h"
#include "tests/sim/replay/replay_report.h"
#include "tests/sim/replay/replay_sound.h"
#include "tests/sim/rival_players.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cstdio>

namespace viz::test {
namespace {

using namespace std::chrono_literals;

constexpr int kBadUsage = 2;
constexpr int kBadFile = 3;

struct Failure {
    int status = kBadFile;
    QString sentence;
};

/// What Viz would send at this interval, if nobody says otherwise.
std::optional<Mode> usualMode(double intervalMs) {
    constexpr std::array kUsual{Mode{FrameDuration::Ms10, 1}, Mode{FrameDuration::Ms20, 1},
                                Mode{FrameDuration::Ms40, 1}, Mode{FrameDuration::Ms20, 3},
                                Mode{FrameDuration::Ms40, 3}, Mode{FrameDuration::Ms40, 8}};
    const auto usual = std::find_if(kUsual.begin(), kUsual.end(),
                                    [intervalMs](const Mode& mode) { return mode.messageMs() == intervalMs; });
    return usual != kUsual.end() ? std::optional(*usual) : std::nullopt;
}

QString intervalsOf(const std::vector<DelayTrack>& tracks) {
    QStringList intervals;
    for (const DelayTrack& track : tracks)
        intervals << QString::number(track.intervalMs);
    intervals.removeDuplicates();
    return intervals.join(QStringLiteral(", "));
}

tl::expected<Mode, Failure> modeFor(const ReplayOptions& options, const std::vector<DelayTrack>& tracks) {
    const auto mode = options.mode ? options.mode : usualMode(tracks.front().intervalMs);
    if (mode)
        return *mode;
    return tl::unexpected(
        Failure{kBadUsage,
                QStringLiteral("%1 has a message every %2 ms; say with --mode how many frames of what length that is")
                    .arg(options.tracePath, QString::number(tracks.front().intervalMs))});
}

tl::expected<DelayTrack, Failure> trackFor(const ReplayOptions& options, Mode mode,
                                           const std::vector<DelayTrack>& tracks) {
    int left = options.connection;
    for (const DelayTrack& track : tracks)
        if (track.intervalMs == mode.messageMs() && --left == 0)
            return track;
    if (left == options.connection)
        return tl::unexpected(
            Failure{kBadUsage, QStringLiteral("%1 has messages every %2 ms, but with %3 there is one every %4")
                                   .arg(options.tracePath, intervalsOf(tracks), QString::fromStdString(mode.name()),
                                        QString::number(mode.messageMs()))});
    return tl::unexpected(Failure{kBadUsage, QStringLiteral("%1 has only %2 connections with a message every %3 ms")
                                                 .arg(options.tracePath)
                                                 .arg(options.connection - left)
                                                 .arg(mode.messageMs())});
}

tl::expected<Scenario, Failure> scenarioFor(const ReplayOptions& options) {
    const auto tracks = readTraceFile(options.tracePath.toStdString());
    if (!tracks)
        return tl::unexpected(Failure{kBadFile, QString::fromStdString(tracks.error())});
    const auto mode = modeFor(options, *tracks);
    if (!mode)
        return tl::unexpected(mode.error());
    const auto track = trackFor(options, *mode, *tracks);
    if (!track)
        return tl::unexpected(track.error());
    return Scenario{.mode = *mode,
                    .lengthMs = static_cast<double>(track->addedMs.size()) * track->intervalMs,
                    .replayMs = track->addedMs};
}

std::vector<NamedResult> playWithAll(const Scenario& scenario, bool recordSound) {
    std::vector<NamedResult> results;
    results.push_back({"Viz", runCall(scenario, recordSound)});
    results.push_back({"NetEq-like", runCall(scenario, *makeNetEqLikePlayer(scenario))});
    results.push_back({"fixed 100 ms", runCall(scenario, *makeFixedPlayer(100ms))});
    results.push_back({"as it arrives", runCall(scenario, *makeUnbufferedPlayer())});
    return results;
}

tl::expected<void, Failure> replay(const ReplayOptions& options) {
    auto scenario = scenarioFor(options);
    if (!scenario)
        return tl::unexpected(scenario.error());
    std::optional<Speaker> speaker;
    if (!options.speechPath.isEmpty()) {
        auto speech = readSpeech(options.speechPath);
        if (!speech)
            return tl::unexpected(Failure{kBadFile, speech.error()});
        scenario->speaker = &speaker.emplace(std::move(*speech));
    }
    const auto results = playWithAll(*scenario, !options.wavPath.isEmpty());
    if (!options.wavPath.isEmpty())
        if (const auto written = writeSound(options.wavPath, results.front().call.heard); !written)
            return tl::unexpected(Failure{kBadFile, written.error()});
    std::fputs(replayReport(*scenario, results).constData(), stdout);
    return {};
}

int fail(const Failure& failure) {
    std::fprintf(stderr, "viz_replay: %s\n", qPrintable(failure.sentence));
    return failure.status;
}

} // namespace
} // namespace viz::test

int main(int argc, char** argv) {
    using namespace viz::test;
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.contains(QStringLiteral("--help"))) {
        std::fputs(qPrintable(replayUsage()), stdout);
        return 0;
    }
    const auto options = parseReplayOptions(arguments);
    if (!options)
        return fail({kBadUsage, options.error()});
    const auto done = replay(*options);
    return done ? 0 : fail(done.error());
}
