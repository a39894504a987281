#include "app/demo_report.h"

#include <QJsonArray>

namespace viz {
namespace {

constexpr std::uint64_t kNonceBytes = 24;
constexpr std::uint64_t kTagBytes = 16;
constexpr std::uint64_t kLengthBytes = 2;
/// Measured: 13 to 14, because the original's encoder writes a checksum; the smaller number flatters nobody.
constexpr std::uint64_t kZstdFramingBytes = 13;
constexpr std::uint64_t kFramesPerBatch = 8;
constexpr std::uint64_t kBatchBytes = 1;

constexpr double kMsPerSecond = 1000;

constexpr int kLabelWidth = 30;
constexpr int kColumnWidth = 18;

double kbitPerSecond(std::uint64_t bytes, double seconds) {
    return seconds > 0 ? static_cast<double>(bytes) * 8 / 1000 / seconds : 0;
}

QString row(const QString& label, const QString& toJoiner, const QString& toHost) {
    const QString line =
        label.leftJustified(kLabelWidth) + toJoiner.rightJustified(kColumnWidth) + toHost.rightJustified(kColumnWidth);
    return line + u'\n';
}

/// One row: the same figure of both directions.
template<typename Figure>
QString row(const QString& label, const DemoReport& report, Figure&& figure) {
    return row(label, figure(report.toJoiner), figure(report.toHost));
}

QString delayText(const std::optional<double>& delayMs, const QString& ifUnknown) {
    return delayMs ? u"%1 ms"_qs.arg(*delayMs, 0, 'f', 1) : ifUnknown;
}

QString rateText(std::uint64_t bytes, double seconds) {
    return u"%1 kbit/s"_qs.arg(kbitPerSecond(bytes, seconds), 0, 'f', 1);
}

QString interruptionText(const DemoDirection& way) {
    if (way.interruptions == 0)
        return u"none"_qs;
    return u"%1, %2 s"_qs.arg(way.interruptions).arg(way.interruptedMs / kMsPerSecond, 0, 'f', 1);
}

QString delayRows(const DemoReport& report) {
    return row(u"mouth to ear, measured"_qs, report,
               [](const DemoDirection& way) { return delayText(way.measuredDelayMs, u"no sound"_qs); }) +
           row(u"mouth to ear, estimated"_qs, report,
               [](const DemoDirection& way) { return delayText(way.estimatedDelayMs, u"not known"_qs); });
}

QString byteRows(const DemoReport& report) {
    const double seconds = report.seconds;
    return row(u"sent, bytes"_qs, report, [](const auto& way) { return QString::number(way.recordBytes); }) +
           row(u"sent"_qs, report, [=](const auto& way) { return rateText(way.recordBytes, seconds); }) +
           row(u"in the original's format [1]"_qs, report,
               [=](const auto& way) { return rateText(way.originalBytes, seconds); }) +
           row(u"through the tunnel, bytes [2]"_qs, report,
               [](const auto& way) { return QString::number(way.tunnelBytes); });
}

QString lossRows(const DemoReport& report) {
    return row(u"concealed"_qs, report,
               [](const auto& way) { return u"%1 %"_qs.arg(way.concealedPercent, 0, 'f', 2); }) +
           row(u"frames lost of sent"_qs, report,
               [](const auto& way) { return u"%1 of %2"_qs.arg(way.framesLost).arg(way.framesSent); });
}

QString breakRows(const DemoReport& report) {
    return row(u"interruptions"_qs, report, &interruptionText) +
           row(u"reconnects"_qs, report, [](const auto& way) { return QString::number(way.reconnects); });
}

QString wordsLine(const DemoReport& report) {
    const QString words = u"words"_qs.leftJustified(kLabelWidth);
    if (report.hostWords == report.joinerWords)
        return u"%1%2 (the same on both sides)\n"_qs.arg(words, report.hostWords.join(u' '));
    return u"%1they differ: %2 / %3\n"_qs.arg(words, report.hostWords.join(u' '), report.joinerWords.join(u' '));
}

QString footnotes() {
    return u"[1] What the original program's format would take for the same Opus frames, without the WebSocket's own\n"
           "    bytes, as in the rows above: 42 bytes a frame, 1 a batch of 8 frames, 13 a frame for Zstandard's "
           "framing.\n"
           "[2] With the handshake, acknowledgements and the WebSocket's own bytes.\n"_qs;
}

QJsonValue orNull(const std::optional<double>& value) {
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

QJsonObject directionJson(const DemoDirection& way, double seconds) {
    return {
        {u"measuredDelayMs"_qs, orNull(way.measuredDelayMs)},
        {u"estimatedDelayMs"_qs, orNull(way.estimatedDelayMs)},
        {u"bytes"_qs, static_cast<qint64>(way.recordBytes)},
        {u"kbitPerSecond"_qs, kbitPerSecond(way.recordBytes, seconds)},
        {u"originalFormatBytes"_qs, static_cast<qint64>(way.originalBytes)},
        {u"originalFormatKbitPerSecond"_qs, kbitPerSecond(way.originalBytes, seconds)},
        {u"tunnelBytes"_qs, static_cast<qint64>(way.tunnelBytes)},
        {u"concealedPercent"_qs, way.concealedPercent},
        {u"framesSent"_qs, static_cast<qint64>(way.framesSent)},
        {u"framesLost"_qs, static_cast<qint64>(way.framesLost)},
        {u"interruptions"_qs, static_cast<qint64>(way.interruptions)},
        {u"interruptedMs"_qs, way.interruptedMs},
        {u"reconnects"_qs, qint64{way.reconnects}},
    };
}

} // namespace

std::uint64_t originalFormatBytes(std::uint64_t frames, std::uint64_t opusBytes) {
    const std::uint64_t batches = (frames + kFramesPerBatch - 1) / kFramesPerBatch;
    return opusBytes + frames * (kNonceBytes + kTagBytes + kLengthBytes + kZstdFramingBytes) + batches * kBatchBytes;
}

DemoDirection demoDirection(const CallStats& sender, const CallStats& listener) {
    const PlayoutStats& playout = listener.playout.playout;
    DemoDirection way;
    way.estimatedDelayMs = listener.delay.totalMs;
    way.recordBytes = sender.sent.bytes;
    way.originalBytes = originalFormatBytes(sender.sent.frames, sender.sent.opusBytes);
    if (playout.totalSamplesReceived > 0)
        way.concealedPercent =
            100.0 * static_cast<double>(playout.concealedSamples) / static_cast<double>(playout.totalSamplesReceived);
    way.framesSent = sender.sent.frames + sender.sent.framesDroppedStale;
    way.framesLost = sender.sent.framesDroppedStale + listener.received.framesDroppedFull + playout.discardedFrames;
    way.interruptions = playout.interruptionCount;
    way.interruptedMs = toMs(playout.totalInterruptionDuration);
    way.reconnects = listener.reconnects;
    return way;
}

QString demoTable(const DemoReport& report) {
    return row(u"%1 s of call"_qs.arg(report.seconds, 0, 'f', 1), u"host to joiner"_qs, u"joiner to host"_qs) +
           delayRows(report) + byteRows(report) + lossRows(report) + breakRows(report) + wordsLine(report) +
           footnotes();
}

QJsonObject demoJson(const DemoReport& report) {
    return {
        {u"seconds"_qs, report.seconds},
        {u"hostToJoiner"_qs, directionJson(report.toJoiner, report.seconds)},
        {u"joinerToHost"_qs, directionJson(report.toHost, report.seconds)},
        {u"hostWords"_qs, QJsonArray::fromStringList(report.hostWords)},
        {u"joinerWords"_qs, QJsonArray::fromStringList(report.joinerWords)},
        {u"wordsMatch"_qs, report.hostWords == report.joinerWords},
        {u"soundArrivedBothWays"_qs, report.soundArrivedBothWays()},
    };
}

} // namespace viz
