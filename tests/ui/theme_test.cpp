#include "ui/appearance.h"
#include "ui/icons.h"

#include <QApplication>
#include <QRegularExpression>
#include <QTest>

#include <array>

namespace viz::test {

namespace {

struct Pair {
    const char* name;
    QColor front;
    QColor back;
    double least;
};

QList<Pair> pairsOf(const Colors& c) {
    return {
        {"text on window", c.text, c.window, kMinTextContrast},
        {"text on surface", c.text, c.surface, kMinTextContrast},
        {"text on hover", c.text, c.hover, kMinTextContrast},
        {"text on pressed", c.text, c.pressed, kMinTextContrast},
        {"secondary on window", c.secondary, c.window, kMinTextContrast},
        {"secondary on surface", c.secondary, c.surface, kMinTextContrast},
        {"onAccent on accent", c.onAccent, c.accent, kMinTextContrast},
        {"onAccent on accentHover", c.onAccent, c.accentHover, kMinTextContrast},
        {"onDanger on danger", c.onDanger, c.danger, kMinTextContrast},
        {"onDanger on dangerHover", c.onDanger, c.dangerHover, kMinTextContrast},
        {"good on window", c.good, c.window, kMinTextContrast},
        {"good on surface", c.good, c.surface, kMinTextContrast},
        {"warning on window", c.warning, c.window, kMinTextContrast},
        {"warning on surface", c.warning, c.surface, kMinTextContrast},
        {"bad on window", c.bad, c.window, kMinTextContrast},
        {"bad on surface", c.bad, c.surface, kMinTextContrast},
        {"onNotice on notice", c.onNotice, c.notice, kMinTextContrast},
        {"onAccent on accent, a check mark", c.onAccent, c.accent, kMinShapeContrast},
        {"border on window", c.border, c.window, kMinShapeContrast},
        {"border on surface", c.border, c.surface, kMinShapeContrast},
        {"border on notice", c.border, c.notice, kMinShapeContrast},
        {"accent on window", c.accent, c.window, kMinShapeContrast},
        {"accent on surface", c.accent, c.surface, kMinShapeContrast},
        {"accent on track", c.accent, c.track, kMinShapeContrast},
        {"bad on track", c.bad, c.track, kMinShapeContrast},
        {"danger on window", c.danger, c.window, kMinShapeContrast},
    };
}

constexpr std::array kVariants{ThemeVariant::Light, ThemeVariant::Dark, ThemeVariant::HighContrast};

bool isDrawn(const QIcon& icon) {
    const QImage image = icon.pixmap(kIconSize, kIconSize).toImage().convertToFormat(QImage::Format_ARGB32);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qAlpha(image.pixel(x, y)) > 200)
                return true;
        }
    }
    return false;
}

} // namespace

class ThemeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void contrastFollowsTheDefinition() {
        QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrastRatio(Qt::white, Qt::white), 1.0);
        QVERIFY(qAbs(contrastRatio(QColor(0x777777), Qt::white) - 4.48) < 0.01); // the well-known grey that just fails
    }

    void isReadable_data() {
        QTest::addColumn<QColor>("front");
        QTest::addColumn<QColor>("back");
        QTest::addColumn<double>("least");
        for (const auto& [theme, variant] : {std::pair{"light: ", ThemeVariant::Light},
                                             {"dark: ", ThemeVariant::Dark},
                                             {"high contrast: ", ThemeVariant::HighContrast}}) {
            const bool high = variant == ThemeVariant::HighContrast;
            for (const Pair& pair : pairsOf(colorsOf(variant)))
                QTest::newRow((QByteArray(theme) + pair.name).constData())
                    << pair.front << pair.back
                    << (high && pair.least == kMinTextContrast ? kHighTextContrast : pair.least);
        }
    }
    void isReadable() {
        QFETCH(const QColor, front);
        QFETCH(const QColor, back);
        QFETCH(const double, least);
        const double ratio = contrastRatio(front, back);
        QVERIFY2(ratio >= least, qPrintable(QString::number(ratio)));
    }

    void paletteIsRecognisedAgain() {
        for (const ThemeVariant variant : kVariants)
            QCOMPARE(variantOf(paletteOf(colorsOf(variant))), variant);
    }

    void styleSheetHasNoNameLeft() {
        for (const ThemeVariant variant : kVariants) {
            const QString sheet = styleSheetOf(variant);
            QVERIFY(!sheet.isEmpty());
            QVERIFY2(!sheet.contains(QLatin1Char('@')), qPrintable(sheet));
        }
    }

    void everyImageOfTheStyleSheetExists() {
        static const QRegularExpression image(QStringLiteral("url\\(([^)]+)\\)"));
        for (const ThemeVariant variant : kVariants) {
            int images = 0;
            for (const auto& match : image.globalMatch(styleSheetOf(variant))) {
                QVERIFY2(!QPixmap(match.captured(1)).isNull(), qPrintable(match.captured(1)));
                ++images;
            }
            QCOMPARE(images, 2);
        }
    }

    void themeCanChangeWhileRunning() {
        Appearance appearance(*qApp, ThemeChoice::Dark, QLocale::c());
        QCOMPARE(&currentColors(), &colorsOf(ThemeVariant::Dark));
        appearance.setTheme(ThemeChoice::Light);
        QCOMPARE(&currentColors(), &colorsOf(ThemeVariant::Light));
    }

    void everyIconIsDrawn() {
        for (int name = 0; name <= static_cast<int>(IconName::User); ++name)
            QVERIFY2(isDrawn(lineIcon(static_cast<IconName>(name), Qt::red)), qPrintable(QString::number(name)));
        QVERIFY(isDrawn(applicationIcon()));
    }
};

} // namespace viz::test

QTEST_MAIN(viz::test::ThemeTest)
#include "theme_test.moc"
