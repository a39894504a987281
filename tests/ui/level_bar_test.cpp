#include "ui/level_bar.h"
#include "ui/motion.h"
#include "ui/theme.h"

#include <QAccessible>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
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

    void oneSampleIsEnoughToClip() {
        MeterBallistics meter;
        meter.setTarget(-30, -0.5F);
        QVERIFY(!meter.isClipping());
        meter.setTarget(-30, 0);
        meter.advance(1ms);
        QVERIFY(meter.isClipping());
        QCOMPARE(meter.levelDbfs(), -30.0F);
        QCOMPARE(meter.peakDbfs(), 0.0F);
    }

    void clippingIsShownForAWhile() {
        MeterBallistics meter;
        meter.setTarget(-30, 0);
        meter.advance(1ms);
        meter.setTarget(-30, -20);
        meter.advance(MeterBallistics::kClipHold - 2ms);
        QVERIFY(meter.isClipping());
        QVERIFY(!meter.isAtRest());
        meter.advance(1ms);
        QVERIFY(!meter.isClipping());
    }

    void peakMarkStandsAboveASteadyLevel() {
        MeterBallistics meter;
        meter.setTarget(-30, -12);
        for (int i = 0; i < 100; ++i)
            meter.advance(34ms);
        QCOMPARE(meter.levelDbfs(), -30.0F);
        QCOMPARE(meter.peakDbfs(), -12.0F);
        QVERIFY(meter.isAtRest());
    }

    void clipMarkLightsAtTheEnd() {
        LevelBar bar(QStringLiteral("Your level"));
        bar.resize(160, 16);
        const auto mark = [&] { return bar.grab().toImage().pixelColor(155, 8); };
        QCOMPARE(mark(), currentColors().track);
        bar.setLevels(-30, 0);
        QTRY_COMPARE(mark(), currentColors().bad);
        bar.setMuted(true);
        QCOMPARE(mark(), currentColors().track);
    }

    void stepsSeldomWhereMotionIsNotWanted() {
        LevelBar bar(QStringLiteral("Your level"));
        bar.setCalm(true);
        bar.resize(160, 16);
        bar.setLevelDbfs(-10);
        QTRY_COMPARE(bar.levelText(), QStringLiteral("sound"));
        bar.setLevelDbfs(-60);
        QTRY_VERIFY(!bar.isMoving());
    }

    void wishForNoAnimationsIsRead_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<bool>("reduced");
        const auto gtk3 = QStringLiteral("gtk-3.0/settings.ini");
        const auto gtk4 = QStringLiteral("gtk-4.0/settings.ini");
        const auto kde = QStringLiteral("kdeglobals");
        QTest::newRow("nothing there") << kde << QByteArray() << false;
        QTest::newRow("GTK 3 off") << gtk3 << QByteArray("[Settings]\ngtk-enable-animations=false\n") << true;
        QTest::newRow("GTK 4 off") << gtk4 << QByteArray("[Settings]\ngtk-enable-animations=0\n") << true;
        QTest::newRow("GTK on") << gtk3 << QByteArray("[Settings]\ngtk-enable-animations=true\n") << false;
        QTest::newRow("KDE off") << kde << QByteArray("[KDE]\nAnimationDurationFactor=0\n") << true;
        QTest::newRow("KDE slower") << kde << QByteArray("[KDE]\nAnimationDurationFactor=1.4142\n") << false;
        QTest::newRow("KDE garbage") << kde << QByteArray("[KDE]\nAnimationDurationFactor=fast\n") << false;
        QTest::newRow("garbage") << gtk3 << QByteArray("\xff\xfe[[[=\n\0", 8) << false;
    }
    void wishForNoAnimationsIsRead() {
        QFETCH(const QString, file);
        QFETCH(const QByteArray, content);
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkpath(QFileInfo(file).path()));
        QFile written(folder.filePath(file));
        QVERIFY(written.open(QIODevice::WriteOnly) && written.write(content) == content.size());
        written.close();
        QTEST(isMotionReduced(folder.path()), "reduced");
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

    void screenReadersReadItsValue() {
        LevelBar bar(QStringLiteral("Your level"));
        bar.setMuted(true);
        QAccessibleInterface* seen = QAccessible::queryAccessibleInterface(&bar);
        QVERIFY(seen != nullptr);
        QCOMPARE(seen->role(), QAccessible::ProgressBar);
        QCOMPARE(seen->text(QAccessible::Name), QStringLiteral("Your level"));
        QCOMPARE(seen->text(QAccessible::Value), QStringLiteral("muted"));
        QVERIFY(seen->valueInterface() != nullptr);
        QCOMPARE(seen->valueInterface()->minimumValue().toFloat(), -60.0F);
        QCOMPARE(seen->valueInterface()->currentValue().toFloat(), -60.0F);
        bar.setLevelDbfs(-20);
        QTRY_COMPARE(seen->valueInterface()->currentValue().toFloat(), -20.0F);
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
