#include "core/call/wire_bytes.h"
#include "ui/call_history.h"
#include "ui/history_graph.h"
#include "ui/theme.h"

#include <QImage>
#include <QTest>

using namespace std::chrono_literals;

namespace viz::test {
namespace {

CallStats statsAt(MonotonicTime at, std::optional<double> delayMs = 150) {
    CallStats stats;
    stats.sinceConnected = at;
    stats.delay.totalMs = delayMs;
    return stats;
}

bool hasColor(const QImage& image, const QColor& color) {
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) == color)
                return true;
        }
    }
    return false;
}

} // namespace

class CallHistoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsOnePointAStepAndOneMinute() {
        CallHistory history;
        int begun = 0;
        for (MonotonicTime at = 0s; at < 90s; at += 100ms)
            begun += history.add(statsAt(at)) ? 1 : 0;
        QCOMPARE(begun, 180);
        QCOMPARE(history.points().size(), CallHistory::kMaxPoints);
        QCOMPARE(history.points().back().at, MonotonicTime(89500ms));
    }

    void pointHasTheLoudestOfItsStep() {
        CallHistory history;
        CallStats stats = statsAt(1s);
        for (const float level : {-40.0F, -12.0F, -50.0F}) {
            stats.sent.inputLevelDbfs = level;
            stats.playout.outputLevelDbfs = level - 10;
            history.add(stats);
        }
        QCOMPARE(history.points().size(), std::size_t{1});
        QCOMPARE(history.points().front().ownDbfs, -12.0F);
        QCOMPARE(history.points().front().peerDbfs, -22.0F);
    }

    void rangeLeavesOutWhatIsNotKnown() {
        CallHistory history;
        QVERIFY(!history.delayRange());
        history.add(statsAt(0s, {}));
        QVERIFY(!history.delayRange());
        history.add(statsAt(1s, 100));
        history.add(statsAt(2s, 300));
        history.add(statsAt(3s, {}));
        QCOMPARE(history.delayRange()->leastMs, 100.0);
        QCOMPARE(history.delayRange()->mostMs, 300.0);
        QCOMPARE(history.delayRange()->meanMs, 200.0);
    }

    void countsWhoWasHeard() {
        CallHistory history;
        QCOMPARE(history.voiceShare().own, 0.0);
        for (int second = 0; second < 4; ++second) {
            CallStats stats = statsAt(std::chrono::seconds(second));
            stats.sent.inputLevelDbfs = second < 3 ? -20.0F : -70.0F;
            stats.playout.outputLevelDbfs = second < 1 ? -20.0F : -70.0F;
            history.add(stats);
        }
        QCOMPARE(history.voiceShare().own, 0.75);
        QCOMPARE(history.voiceShare().peer, 0.25);
    }

    void forecastsAnHourFromTheLastMinute() {
        CallHistory history;
        CallStats stats;
        const auto addSecond = [&](std::uint64_t bytes) {
            stats.sinceConnected += 1s;
            stats.sent.bytes += bytes / 2 - 5 * kTransportOverheadBytes;
            stats.received.bytes += bytes / 2 - 5 * kTransportOverheadBytes;
            stats.sent.records += 5;
            stats.received.records += 5;
            history.add(stats);
        };
        for (int i = 0; i < 9; ++i)
            addSecond(50'000);
        QVERIFY(!history.bytesPerHour()); // too early to say
        for (int i = 0; i < 300; ++i)
            addSecond(10'000);
        QCOMPARE(*history.bytesPerHour(), std::uint64_t{36'000'000});
    }

    void clockOrCounterThatGoesBackDoesNoHarm() {
        CallHistory history;
        CallStats stats = statsAt(30s);
        stats.sent.bytes = 1'000'000;
        history.add(stats);
        history.add(statsAt(10s));
        history.add(statsAt(60s));
        QVERIFY(!history.bytesPerHour());
    }

    void graphShowsDelayAndBothVoices() {
        CallHistory history;
        HistoryGraph graph(history);
        graph.resize(300, 128);
        const QColor accent = currentColors().accent;
        QVERIFY(!hasColor(graph.grab().toImage(), accent));
        CallStats stats = statsAt(1s);
        stats.sent.inputLevelDbfs = -6;
        for (int i = 0; i < 60; ++i) {
            stats.sinceConnected += 1s;
            history.add(stats);
        }
        QVERIFY(hasColor(graph.grab().toImage(), accent));
        QVERIFY(!hasColor(graph.grab().toImage().copy(0, 110, 300, 18), currentColors().secondary));
        stats.playout.outputLevelDbfs = -6;
        history.add(statsAt(120s));
        stats.sinceConnected = 121s;
        history.add(stats);
        QVERIFY(hasColor(graph.grab().toImage().copy(0, 110, 300, 18), currentColors().secondary));
    }

    void scaleHoldsEveryDelay_data() {
        QTest::addColumn<double>("delayMs");
        QTest::addColumn<double>("scaleMs");
        QTest::newRow("short") << 60.0 << 500.0;
        QTest::newRow("at a border") << 600.0 << 600.0;
        QTest::newRow("long") << 1234.0 << 1400.0;
    }
    void scaleHoldsEveryDelay() {
        QFETCH(const double, delayMs);
        CallHistory history;
        const HistoryGraph graph(history);
        QCOMPARE(graph.scaleMs(), 500.0);
        history.add(statsAt(1s, delayMs));
        QTEST(graph.scaleMs(), "scaleMs");
    }
};

} // namespace viz::test

QTEST_MAIN(viz::test::CallHistoryTest)
#include "call_history_test.moc"
