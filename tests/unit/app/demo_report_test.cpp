#include "app/demo_report.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

struct OriginalRow {
    std::uint64_t frames;
    std::uint64_t opusBytes;
    std::uint64_t bytes;
};

class OriginalFormat : public testing::TestWithParam<OriginalRow> {};

TEST_P(OriginalFormat, CostsWhatItsLayoutSays) {
    EXPECT_EQ(originalFormatBytes(GetParam().frames, GetParam().opusBytes), GetParam().bytes);
}

INSTANTIATE_TEST_SUITE_P(Table, OriginalFormat,
                         testing::Values(OriginalRow{0, 0, 0}, OriginalRow{1, 100, 100 + 42 + 13 + 1},
                                         OriginalRow{8, 1280, 1280 + 337 + 8 * 13}, // 42 kbit/s at 320 ms
                                         OriginalRow{9, 90, 90 + 9 * 55 + 2}, OriginalRow{16, 0, 16 * 55 + 2}));

CallStats senderStats() {
    CallStats stats;
    stats.sent.bytes = 5000;
    stats.sent.opusBytes = 4000;
    stats.sent.frames = 100;
    stats.sent.framesDroppedStale = 5;
    return stats;
}

CallStats listenerStats() {
    CallStats stats;
    stats.delay.totalMs = 88.5;
    stats.received.framesDroppedFull = 2;
    stats.playout.playout.discardedFrames = 3;
    stats.playout.playout.totalSamplesReceived = 48000;
    stats.playout.playout.concealedSamples = 480;
    stats.playout.playout.interruptionCount = 2;
    stats.playout.playout.totalInterruptionDuration = std::chrono::milliseconds(3200);
    stats.reconnects = 7;
    return stats;
}

DemoReport report() {
    DemoReport result;
    result.seconds = 10;
    result.toJoiner = demoDirection(senderStats(), listenerStats());
    result.toJoiner.measuredDelayMs = 90.5;
    result.toJoiner.tunnelBytes = 6000;
    result.hostWords = result.joinerWords = {QStringLiteral("dog"), QStringLiteral("moon")};
    return result;
}

TEST(DemoDirection, TakesEachFigureFromTheSideThatKnowsIt) {
    const DemoDirection way = demoDirection(senderStats(), listenerStats());
    EXPECT_EQ(way.estimatedDelayMs, 88.5);
    EXPECT_EQ(way.recordBytes, 5000u);
    EXPECT_EQ(way.originalBytes, 4000u + 100 * 55 + 13);
    EXPECT_DOUBLE_EQ(way.concealedPercent, 1.0);
    EXPECT_EQ(way.framesSent, 105u);
    EXPECT_EQ(way.framesLost, 5u + 2u + 3u);
    EXPECT_EQ(way.interruptions, 2u);
    EXPECT_EQ(way.interruptedMs, 3200);
    EXPECT_EQ(way.reconnects, 7u);
}

TEST(DemoDirection, IsZeroWithoutACall) {
    const DemoDirection way = demoDirection({}, {});
    EXPECT_EQ(way.concealedPercent, 0);
    EXPECT_EQ(way.originalBytes, 0u);
    EXPECT_FALSE(way.estimatedDelayMs);
}

TEST(DemoReport, NeedsSoundInBothDirections) {
    DemoReport result = report();
    EXPECT_FALSE(result.soundArrivedBothWays());
    result.toHost.measuredDelayMs = 0;
    EXPECT_TRUE(result.soundArrivedBothWays());
    result.toJoiner.measuredDelayMs.reset();
    EXPECT_FALSE(result.soundArrivedBothWays());
}

TEST(DemoTable, ShowsFiguresOfBothDirections) {
    const QString table = demoTable(report());
    for (const char16_t* part :
         {u"10.0 s of call", u"90.5 ms", u"no sound", u"88.5 ms", u"not known", u"4.0 kbit/s", u"7.6 kbit/s", u"6000",
          u"1.00 %", u"10 of 105", u"dog moon (the same on both sides)", u"[1] ", u"[2] "})
        EXPECT_TRUE(table.contains(QStringView(part))) << QString::fromUtf16(part).toStdString() << '\n'
                                                       << table.toStdString();
}

TEST(DemoTable, ShowsHowTheCallBrokeAndWentOn) {
    const QStringList lines = demoTable(report()).split(u'\n');
    const auto rowOf = [&](const QString& label) { return lines.filter(label).value(0).simplified(); };
    EXPECT_EQ(rowOf(u"interruptions"_qs), u"interruptions 2, 3.2 s none"_qs);
    EXPECT_EQ(rowOf(u"reconnects"_qs), u"reconnects 7 0"_qs);
}

TEST(DemoTable, SaysWhenTheWordsDiffer) {
    DemoReport result = report();
    result.joinerWords = {QStringLiteral("cat")};
    EXPECT_TRUE(demoTable(result).contains(u"they differ: dog moon / cat"));
}

TEST(DemoJson, GivesRatesAndNulls) {
    const QJsonObject object = demoJson(report());
    const QJsonObject toJoiner = object.value(u"hostToJoiner").toObject();
    EXPECT_DOUBLE_EQ(toJoiner.value(u"kbitPerSecond").toDouble(), 4.0);
    EXPECT_DOUBLE_EQ(toJoiner.value(u"measuredDelayMs").toDouble(), 90.5);
    EXPECT_EQ(toJoiner.value(u"originalFormatBytes").toInt(), 9513);
    EXPECT_EQ(toJoiner.value(u"interruptions").toInt(), 2);
    EXPECT_EQ(toJoiner.value(u"interruptedMs").toDouble(), 3200);
    EXPECT_EQ(toJoiner.value(u"reconnects").toInt(), 7);
    EXPECT_TRUE(object.value(u"joinerToHost").toObject().value(u"measuredDelayMs").isNull());
    EXPECT_TRUE(object.value(u"wordsMatch").toBool());
    EXPECT_FALSE(object.value(u"soundArrivedBothWays").toBool());
}

} // namespace
} // namespace viz
