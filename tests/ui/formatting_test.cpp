#include "ui/formatting.h"

#include <QLocale>
#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace viz::test {

class FormattingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void durations_data() {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << qint64{0} << u"0:00"_s;
        QTest::newRow("rounds down") << qint64{7'999} << u"0:07"_s;
        QTest::newRow("minutes") << qint64{724'000} << u"12:04"_s;
        QTest::newRow("last before an hour") << qint64{3'599'999} << u"59:59"_s;
        QTest::newRow("hours") << qint64{3'723'000} << u"1:02:03"_s;
    }
    void durations() {
        QFETCH(const qint64, ms);
        QTEST(durationText(std::chrono::milliseconds(ms)), "text");
    }

    void secondsBecomeMinutes() {
        QCOMPARE(secondsText(0ms), u"0 s"_s);
        QCOMPARE(secondsText(12'900ms), u"12 s"_s);
        QCOMPARE(secondsText(59'999ms), u"59 s"_s);
        QCOMPARE(secondsText(65s), u"1:05"_s);
    }

    void bitRatesAreRoundedOrADash() {
        QCOMPARE(bitRateText(32'000), u"32 kbit/s"_s);
        QCOMPARE(bitRateText(11'600), u"12 kbit/s"_s);
        QCOMPARE(bitRateText(0), u"–"_s);
    }

    void bytesFollowTheLocale() {
        QLocale::setDefault(QLocale(QLocale::English));
        QCOMPARE(bytesText(3'400'000), u"3.4 MB"_s);
        QLocale::setDefault(QLocale(QLocale::Russian));
        QCOMPARE(bytesText(3'400'000), u"3,4 МБ"_s);
        QLocale::setDefault(QLocale::c());
    }

    void millisecondsAreRoundedOrADash() {
        QCOMPARE(millisecondsText(141.6), u"142 ms"_s);
        QCOMPARE(millisecondsText({}), u"–"_s);
    }
};

} // namespace viz::test

QTEST_GUILESS_MAIN(viz::test::FormattingTest)
#include "formatting_test.moc"
