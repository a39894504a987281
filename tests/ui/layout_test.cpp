#include "core/protocol/secret.h"
#include "tests/ui/scenes.h"
#include "ui/appearance.h"
#include "ui/delay_panel.h"
#include "ui/page.h"

#include <QAbstractButton>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>

#include <functional>
#include <limits>

using namespace Qt::StringLiterals;

namespace viz::test {
namespace {

QString nameOf(const QWidget* widget) {
    const auto* button = qobject_cast<const QAbstractButton*>(widget);
    return button != nullptr && widget->accessibleName().isEmpty() ? button->text() : widget->accessibleName();
}

bool isControl(const QWidget* widget) {
    return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget) ||
           qobject_cast<const QPlainTextEdit*>(widget) || qobject_cast<const QComboBox*>(widget) ||
           qobject_cast<const QAbstractSpinBox*>(widget) || qobject_cast<const QAbstractSlider*>(widget);
}

/// The system's font is so large while it exists.
class FontSize {
public:
    explicit FontSize(int percent) {
        QFont font = m_before;
        font.setPointSizeF(font.pointSizeF() * percent / 100);
        QApplication::setFont(font);
    }
    ~FontSize() { QApplication::setFont(m_before); }
    FontSize(const FontSize&) = delete;
    FontSize& operator=(const FontSize&) = delete;

private:
    QFont m_before = QApplication::font();
};

/// Where the eye finds it: what stays in sight above a part that scrolls comes before all of that part, what stays in
/// sight below it, after.
QPoint placeOnPage(const QWidget* widget) {
    const QPoint outside(0, 10'000);
    const QPoint place = widget->mapTo(widget->window(), QPoint(0, 0));
    for (const QWidget* parent = widget; parent != nullptr; parent = parent->parentWidget()) {
        if (qobject_cast<const QScrollArea*>(parent) != nullptr)
            return place;
    }
    const bool isAbove = place.y() < widget->window()->height() / 2;
    return isAbove ? place - outside : place + outside;
}

/// Qt's own parts: the button that empties a field, the field of a number, a scroll bar.
bool isInside(const QWidget* widget) {
    return isControl(widget->parentWidget()) || qobject_cast<const QScrollBar*>(widget) != nullptr;
}

bool isClearButton(const QWidget* widget) {
    return qobject_cast<const QLineEdit*>(widget->parentWidget()) != nullptr &&
           qobject_cast<const QToolButton*>(widget) != nullptr;
}

} // namespace

class LayoutTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeCrypto()); }

    // Each is a test of its own for ctest: all of them take minutes on a busy machine.
    void englishFirstPages_data() { addRows(false, 100, &isFirstPage); }
    void englishFirstPages() { check(); }
    void englishCallPages_data() { addRows(false, 100, std::not_fn(&isFirstPage)); }
    void englishCallPages() { check(); }
    void russianFirstPages_data() { addRows(true, 100, &isFirstPage); }
    void russianFirstPages() { check(); }
    void russianCallPages_data() { addRows(true, 100, std::not_fn(&isFirstPage)); }
    void russianCallPages() { check(); }
    void largeFonts_data() { addRows(true, 200, &hasManyWords); }
    void largeFonts() { check(); }

    // The figure that everything else is about, at the size that the window has at first.
    void delayIsInSight_data() {
        QTest::addColumn<bool>("russian");
        QTest::addColumn<int>("fontPercent");
        QTest::addColumn<int>("scene");
        for (const bool russian : {false, true}) {
            for (int i = 0; i < allScenes().size(); ++i) {
                if (showsAllAtOnce(allScenes().at(i).name))
                    addRow(russian, 100, i);
            }
        }
    }
    void delayIsInSight() {
        QFETCH(const bool, russian);
        QFETCH(const int, scene);
        const Appearance appearance(*qApp, ThemeChoice::Light, QLocale(russian ? QLocale::Russian : QLocale::English));
        Stage stage;
        allScenes().at(scene).enter(stage);
        QTRY_VERIFY(settles(stage.window()));
        const auto* delay = stage.find<DelayPanel>();
        QCOMPARE(delay->visibleRegion().boundingRect().size(), delay->size());
    }

private:
    static bool showsAllAtOnce(const QString& scene) {
        return QStringList{u"call"_s,           u"call-heard"_s,           u"call-deafened"_s,
                           u"call-howling"_s,   u"call-microphone-gone"_s, u"call-muted-deafened"_s,
                           u"call-key-taken"_s, u"call-push-to-talk"_s,    u"call-device-returned"_s}
            .contains(scene);
    }

    static bool isFirstPage(const QString& scene) {
        return !scene.startsWith(u"call"_s) && !scene.startsWith(u"ended"_s);
    }

    /// In a row; all scenes would take too long.
    static bool hasManyWords(const QString& scene) {
        return scene.startsWith(u"hosting"_s) ||
               QStringList{u"home"_s, u"incoming-invite"_s, u"call"_s, u"call-unverified"_s}.contains(scene);
    }

    static void check() {
        QFETCH(const bool, russian);
        QFETCH(const int, fontPercent);
        QFETCH(const int, scene);
        const FontSize font(fontPercent);
        const Appearance appearance(*qApp, ThemeChoice::Light, QLocale(russian ? QLocale::Russian : QLocale::English));
        Stage stage;
        allScenes().at(scene).enter(stage);
        QTRY_VERIFY2(settles(stage.window()), qPrintable(firstCutText(stage.window())));
        checkNothingIsCut(stage);
        checkControlsHaveNames(stage);
        checkButtonsAreToldApart(stage);
        checkTabOrderFollowsTheEye(stage);
    }

    static void addRows(bool russian, int fontPercent, const std::function<bool(const QString&)>& isWanted) {
        QTest::addColumn<bool>("russian");
        QTest::addColumn<int>("fontPercent");
        QTest::addColumn<int>("scene");
        for (int i = 0; i < allScenes().size(); ++i) {
            if (isWanted(allScenes().at(i).name))
                addRow(russian, fontPercent, i);
        }
    }

    static void addRow(bool russian, int fontPercent, int scene) {
        const QString name = (russian ? u"ru "_s : u"en "_s) + allScenes().at(scene).name;
        QTest::newRow(qPrintable(name)) << russian << fontPercent << scene;
    }

    static void checkNothingIsCut(Stage& stage) {
        QCOMPARE(stage.window().width(), qRound(420 * fontScale()));
        for (const auto* area : stage.window().findChildren<QScrollArea*>()) {
            if (area->isVisible())
                QVERIFY2(area->widget()->width() <= area->viewport()->width(), "the page is wider than the window");
        }
    }

    static void checkControlsHaveNames(Stage& stage) {
        for (const QWidget* widget : stage.window().findChildren<QWidget*>()) {
            if (widget->isVisible() && isControl(widget) && (!isInside(widget) || isClearButton(widget)))
                QVERIFY2(!nameOf(widget).isEmpty(), widget->metaObject()->className());
        }
    }

    // Who hears only the names must know which is which.
    static void checkButtonsAreToldApart(Stage& stage) {
        QStringList names;
        for (const auto* button : stage.window().findChildren<QAbstractButton*>()) {
            if (!button->isVisible() || isInside(button) || button->window() != &stage.window())
                continue;
            QVERIFY2(!names.contains(nameOf(button)), qPrintable(nameOf(button)));
            names += nameOf(button);
        }
    }

    // Down the page, and from left to right within a row.
    static void checkTabOrderFollowsTheEye(Stage& stage) {
        QPoint last(-1, std::numeric_limits<int>::min() / 2);
        const QWidget* first = &stage.window();
        for (const QWidget* widget = first->nextInFocusChain(); widget != first; widget = widget->nextInFocusChain()) {
            if (!widget->isVisible() || !isControl(widget) || isInside(widget) || widget->window() != first)
                continue;
            const QPoint place = placeOnPage(widget);
            const bool sameRow = qAbs(place.y() - last.y()) < 16;
            QVERIFY2(sameRow ? place.x() > last.x() : place.y() > last.y(), qPrintable(nameOf(widget)));
            last = place;
        }
    }
};

} // namespace viz::test

QTEST_MAIN(viz::test::LayoutTest)
#include "layout_test.moc"
