#include "ui/level_bar.h"
#include "ui/theme.h"

#include <QTest>

using namespace std::chrono_literals;

namespace viz::test {

class LevelBarTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void risesAtOnceAndFallsSlowly() {
        MeterBallistics meter;
        meter.setTarget(-10);
        meter.advance(1ms);
        QCOMPARE(meter.levelDbfs(), -10.0F);
        meter.setTarget(-60);
        meter.advance(500ms);
        QCOMPARE(meter.levelDbfs(), -30.0F);
    }

    void peakHoldsThenFalls() {
        MeterBallistics meter;
        meter.setTarget(-10);
        meter.advance(1ms);
        meter.setTarget(-60);
        meter.advance(MeterBallistics::kPeakHold);
        QCOMPARE(meter.peakDbfs(), -10.0F);
        meter.advance(500ms);
        QCOMPARE(meter.peakDbfs(), -30.0F);
    }

    void comesToRest() {
        MeterBallistics meter;
        QVERIFY(meter.isAtRest());
        meter.setTarget(-10);
        QVERIFY(!meter.isAtRest());
        meter.setTarget(-96);
        for (int i = 0; i < 100; ++i)
            meter.advance(34ms);
        QVERIFY(meter.isAtRest());
        QCOMPARE(meter.levelDbfs(), MeterBallistics::kFloorDbfs);
    }

    void clampsNonsense() {
        MeterBallistics meter;
        meter.setTarget(40);
        meter.advance(1ms);
        QCOMPARE(meter.levelDbfs(), 0.0F);
        QVERIFY(meter.isClipping());
    }

    void saysInWordsWhatItShows() {
        LevelBar bar(QStringLiteral("Your level"));
        QCOMPARE(bar.accessibleDescription(), QStringLiteral("quiet"));
        bar.setLevelDbfs(-20);
        QTRY_COMPARE(bar.accessibleDescription(), QStringLiteral("sound"));
        bar.setLevelDbfs(-1);
        QTRY_COMPARE(bar.accessibleDescription(), QStringLiteral("too loud"));
        bar.setMuted(true);
        QCOMPARE(bar.accessibleDescription(), QStringLiteral("muted"));
    }

    void saysThatItReachesNobody() {
        LevelBar bar(QStringLiteral("Your level"));
        bar.setMuted(true);
        bar.setEnabled(false);
        QCOMPARE(bar.accessibleDescription(), QStringLiteral("no connection"));
        bar.setEnabled(true);
        QCOMPARE(bar.accessibleDescription(), QStringLiteral("muted"));
    }

    void fadesWhileItReachesNobody() {
        LevelBar bar(QStringLiteral("Your level"));
        bar.resize(160, 16);
        bar.setLevelDbfs(-6);
        QTRY_COMPARE(bar.levelText(), QStringLiteral("sound"));
        const QColor bright = bar.grab().toImage().pixelColor(40, 8);
        bar.setEnabled(false);
        const QColor faded = bar.grab().toImage().pixelColor(40, 8);
        const QColor empty = bar.grab().toImage().pixelColor(158, 8);
        QVERIFY(contrastRatio(faded, empty) < contrastRatio(bright, empty));
        QVERIFY(faded != empty);
    }

    void standsStillInSilence() {
        LevelBar bar(QStringLiteral("Your level"));
        bar.setLevelDbfs(-96);
        QVERIFY(!bar.isMoving());
        bar.setLevelDbfs(-55);
        QVERIFY(bar.isMoving());
        QTRY_VERIFY(!bar.isMoving());
    }
};

} // namespace viz::test

QTEST_MAIN(viz::test::LevelBarTest)
#include "level_bar_test.moc"
