#include "core/protocol/secret.h"
#include "tests/ui/scenes.h"
#include "ui/appearance.h"

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

/// Where the eye finds it: what stays in sight below a part that scrolls comes after all of that part.
QPoint placeOnPage(const QWidget* widget) {
    constexpr int kBelowAll = 10'000;
    const QPoint place = widget->mapTo(widget->window(), QPoint(0, 0));
    for (const QWidget* parent = widget; parent != nullptr; parent = parent->parentWidget()) {
        if (qobject_cast<const QScrollArea*>(parent) != nullptr)
            return place;
    }
    return place + QPoint(0, kBelowAll);
}

/// Qt's own parts: the button that empties a field, the field of a number, a scroll bar.
bool isInside(const QWidget* widget) {
    return isControl(widget->parentWidget()) || qobject_cast<const QScrollBar*>(widget) != nullptr;
}

} // namespace

class LayoutTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeCrypto()); }

    void everyPage_data() {
        QTest::addColumn<bool>("russian");
        QTest::addColumn<int>("scene");
        for (const bool russian : {false, true}) {
            for (int i = 0; i < allScenes().size(); ++i)
                QTest::newRow(qPrintable((russian ? u"ru "_s : u"en "_s) + allScenes().at(i).name)) << russian << i;
        }
    }
    void everyPage() {
        QFETCH(const bool, russian);
        QFETCH(const int, scene);
        const Appearance appearance(*qApp, ThemeChoice::Light, QLocale(russian ? QLocale::Russian : QLocale::English));
        Stage stage;
        allScenes().at(scene).enter(stage);
        QTRY_VERIFY2(settles(stage.window()), qPrintable(firstCutText(stage.window())));
        checkNothingIsCut(stage);
        checkControlsHaveNames(stage);
        checkTabOrderFollowsTheEye(stage);
    }

private:
    static void checkNothingIsCut(Stage& stage) {
        QCOMPARE(stage.window().width(), 420);
        for (const auto* area : stage.window().findChildren<QScrollArea*>()) {
            if (area->isVisible())
                QVERIFY2(area->widget()->width() <= area->viewport()->width(), "the page is wider than the window");
        }
    }

    static void checkControlsHaveNames(Stage& stage) {
        for (const QWidget* widget : stage.window().findChildren<QWidget*>()) {
            if (widget->isVisible() && isControl(widget) && !isInside(widget))
                QVERIFY2(!nameOf(widget).isEmpty(), widget->metaObject()->className());
        }
    }

    // Down the page, and from left to right within a row.
    static void checkTabOrderFollowsTheEye(Stage& stage) {
        QPoint last(-1, std::numeric_limits<int>::min() / 2); // what was scrolled out of sight is above the window
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
