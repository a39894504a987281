#include "tests/sim/replay/replay_report.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace viz::test {
namespace {

using namespace Qt::StringLiterals;

double inMs(Samples length) { return static_cast<double>(length.count()) / 48; }
double number(std::uint64_t count) { return static_cast<double>(count); }

/// Short recordings have no ten seconds to begin with.
double settledAfterMs(const Scenario& scenario) { return std::min(10000.0, scenario.lengthMs / 4); }

QJsonObject figures(const Scenario& scenario, const NamedResult& result) {
    const double from = settledAfterMs(scenario);
    const CallResult& call = result.call;
    return {{u"player"_s, QString::fromStdString(result.name)},
            {u"meanAddedMs"_s, call.meanAdded(from)},
            {u"p50AddedMs"_s, call.quantileAdded(0.5, from)},
            {u"p95AddedMs"_s, call.quantileAdded(0.95, from)},
            {u"concealedPercent"_s, call.concealedPercent()},
            {u"longestGapMs"_s, call.longestGapMs()},
            {u"skippedMs"_s, call.skippedMs()},
            {u"rating"_s, call.rating(scenario.mode.messageMs() + kBaseMs)}};
}

QJsonObject counters(const PlayoutStats& stats) {
    return {{u"framesReceived"_s, number(stats.framesReceived)},
            {u"duplicateFrames"_s, number(stats.duplicateFrames)},
            {u"discardedFrames"_s, number(stats.discardedFrames)},
            {u"totalSamplesReceived"_s, number(stats.totalSamplesReceived)},
            {u"concealedSamples"_s, number(stats.concealedSamples)},
            {u"silentConcealedSamples"_s, number(stats.silentConcealedSamples)},
            {u"concealmentEvents"_s, number(stats.concealmentEvents)},
            {u"insertedSamplesForDeceleration"_s, number(stats.insertedSamplesForDeceleration)},
            {u"removedSamplesForAcceleration"_s, number(stats.removedSamplesForAcceleration)},
            {u"skippedSamples"_s, number(stats.skippedSamples)},
            {u"jitterBufferDelay"_s, stats.jitterBufferDelay},
            {u"jitterBufferTargetDelay"_s, stats.jitterBufferTargetDelay},
            {u"jitterBufferEmittedCount"_s, number(stats.jitterBufferEmittedCount)},
            {u"interruptionCount"_s, number(stats.interruptionCount)},
            {u"totalInterruptionMs"_s, inMs(stats.totalInterruptionDuration)}};
}

} // namespace

QByteArray replayReport(const Scenario& scenario, const std::vector<NamedResult>& results) {
    QJsonArray players;
    for (const NamedResult& result : results)
        players.append(figures(scenario, result));
    const QJsonObject report{{u"mode"_s, QString::fromStdString(scenario.mode.name())},
                             {u"messages"_s, static_cast<double>(scenario.replayMs.size())},
                             {u"lengthMs"_s, scenario.lengthMs},
                             {u"players"_s, players},
                             {u"stats"_s, counters(results.front().call.stats)}};
    return QJsonDocument(report).toJson();
}

} // namespace viz::test
