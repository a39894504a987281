#include "ui/settings/diagnostic_report.h"

#include "core/settings/settings_fields.h"

#include <QGuiApplication>
#include <QLocale>
#include <QSysInfo>

#include <algorithm>

namespace viz {
namespace {

using Lines = QStringList;

constexpr ChoiceNames<CallState, 7> kStateNames{{{CallState::Idle, QLatin1StringView("idle")},
                                                 {CallState::Hosting, QLatin1StringView("hosting")},
                                                 {CallState::Connecting, QLatin1StringView("connecting")},
                                                 {CallState::Ringing, QLatin1StringView("ringing")},
                                                 {CallState::InCall, QLatin1StringView("in call")},
                                                 {CallState::Reconnecting, QLatin1StringView("reconnecting")},
                                                 {CallState::Ended, QLatin1StringView("ended")}}};

QString shown(const QString& value) { return value; }

template<typename Value>
requires std::is_arithmetic_v<Value> QString shown(Value value) {
    if constexpr (std::is_same_v<Value, bool>)
        return value ? QStringLiteral("yes") : QStringLiteral("no");
    else
        return QString::number(static_cast<qint64>(value));
}

template<typename Value>
QString line(const char* name, const Value& value) {
    return QStringLiteral("%1: %2").arg(QLatin1StringView(name), shown(value));
}

template<typename Choice, std::size_t count>
QString line(const char* name, Choice choice, const ChoiceNames<Choice, count>& names) {
    const auto row = std::ranges::find(names, choice, &std::pair<Choice, QLatin1StringView>::first);
    return line(name, row == names.end() ? QStringLiteral("?") : QString(row->second));
}

QString milliseconds(const std::optional<double>& value) {
    return value ? QString::number(*value, 'f', 1) : QStringLiteral("-");
}

Lines systemLines(const ReportFacts& facts) {
    const auto count = [&](DeviceInfo::Direction direction) {
        return std::ranges::count(facts.devices, direction, &DeviceInfo::direction);
    };
    return {line("Viz", facts.version),
            line("Qt", QString(QLatin1StringView(qVersion()))),
            line("system", QSysInfo::prettyProductName()),
            line("kernel", QSysInfo::kernelType() + QLatin1Char(' ') + QSysInfo::kernelVersion()),
            line("processor", QSysInfo::currentCpuArchitecture()),
            line("windows by", QGuiApplication::platformName()),
            line("language", QLocale().name()),
            line("microphones", count(DeviceInfo::Direction::Input)),
            line("loudspeakers", count(DeviceInfo::Direction::Output))};
}

Lines soundLines(const Settings& settings) {
    return {line("microphone chosen", !settings.sound.inputId.isEmpty()),
            line("loudspeaker chosen", !settings.sound.outputId.isEmpty()),
            line("echo", settings.sound.echo, kEchoNames),
            line("suppress noise", settings.sound.suppressNoise),
            line("automatic gain", settings.sound.automaticGain),
            line("level peer", settings.sound.levelPeer),
            line("peer volume percent", settings.sound.peerVolumePercent),
            line("talking mode", settings.talking.mode, kTalkNames),
            line("start muted", settings.talking.startMuted),
            line("call sounds", settings.talking.callSounds)};
}

Lines networkLines(const Settings& settings) {
    return {line("port", settings.network.port),
            line("listens on this computer only", settings.network.listenAddress == QLatin1StringView("127.0.0.1")),
            line("profile", settings.network.profile, kProfileNames),
            line("sizes", settings.network.sizes, kSizeNames),
            line("two connections", settings.network.twoConnections),
            line("only invited", settings.privacy.onlyInvited),
            line("log", settings.privacy.log, kLogNames)};
}

QList<ReportRow> flowRows(const CallStats& stats) {
    return {
        {QT_TRANSLATE_NOOP("viz::ConnectionTable", "seconds"),
         shown(std::chrono::duration_cast<std::chrono::seconds>(stats.sinceConnected).count())},
        {QT_TRANSLATE_NOOP("viz::ConnectionTable", "sent bytes"), shown(stats.sent.bytes)},
        {QT_TRANSLATE_NOOP("viz::ConnectionTable", "received bytes"), shown(stats.received.bytes)},
        {QT_TRANSLATE_NOOP("viz::ConnectionTable", "bit/s"), shown(stats.sent.bitrateBps)},
        {QT_TRANSLATE_NOOP("viz::ConnectionTable", "rung"), shown(stats.sent.rung)},
        {QT_TRANSLATE_NOOP("viz::ConnectionTable", "frames dropped stale"), shown(stats.sent.framesDroppedStale)},
        {QT_TRANSLATE_NOOP("viz::ConnectionTable", "capture samples dropped"), shown(stats.capture.samplesDroppedFull)},
        {QT_TRANSLATE_NOOP("viz::ConnectionTable", "connections"), shown(stats.received.routes)},
        {QT_TRANSLATE_NOOP("viz::ConnectionTable", "stalls in the last minute"),
         shown(stats.received.stallsLastMinute)},
        {QT_TRANSLATE_NOOP("viz::ConnectionTable", "reconnects"), shown(stats.reconnects)}};
}

QList<ReportRow> delayRows(const DelayParts& delay) {
    return {{QT_TRANSLATE_NOOP("viz::ConnectionTable", "delay ms, capture"), milliseconds(delay.captureMs)},
            {QT_TRANSLATE_NOOP("viz::ConnectionTable", "delay ms, batch"), milliseconds(delay.batchMs)},
            {QT_TRANSLATE_NOOP("viz::ConnectionTable", "delay ms, network"), milliseconds(delay.networkMs)},
            {QT_TRANSLATE_NOOP("viz::ConnectionTable", "delay ms, jitter buffer"), milliseconds(delay.jitterBufferMs)},
            {QT_TRANSLATE_NOOP("viz::ConnectionTable", "delay ms, output"), milliseconds(delay.outputMs)},
            {QT_TRANSLATE_NOOP("viz::ConnectionTable", "delay ms, total"), milliseconds(delay.totalMs)}};
}

Lines callLines(const ReportFacts& facts) {
    Lines lines{line("call state", facts.state, kStateNames)};
    for (const ReportRow& row : facts.stats ? callRows(*facts.stats) : QList<ReportRow>())
        lines += line(row.name, row.value);
    return lines;
}

} // namespace

QList<ReportRow> callRows(const CallStats& stats) { return flowRows(stats) + delayRows(stats.delay); }

QString diagnosticReport(const ReportFacts& facts) {
    const Lines lines = systemLines(facts) + soundLines(facts.settings) + networkLines(facts.settings) +
                        callLines(facts) + Lines{line("log lines", facts.logLines.size())} + facts.logLines;
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace viz
