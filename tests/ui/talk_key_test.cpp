#include "tests/support/wait_for.h"
#include "ui/talk_key.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace viz::test {
namespace {

/// A page with a button and a field.
class Room {
public:
    Room() {
        auto* column = new QVBoxLayout(&page);
        column->addWidget(button);
        column->addWidget(field);
        page.show();
        page.activateWindow();
        if (!waitFor([this] { return page.isActiveWindow(); }))
            qFatal("the window did not become active");
        button->setFocus();
        key.setActive(true);
    }

    static void press() { QTest::keyPress(QApplication::focusWidget(), Qt::Key_Space); }
    static void release() { QTest::keyRelease(QApplication::focusWidget(), Qt::Key_Space); }

    QWidget page;
    QPushButton* button = new QPushButton(u"Mute"_s);
    QLineEdit* field = new QLineEdit;
    TalkKey key{&page};
    QSignalSpy changes{&key, &TalkKey::heldChanged};
    QSignalSpy clicks{button, &QPushButton::clicked};
};

QKeyEvent repeated(QEvent::Type type) { return {type, Qt::Key_Space, Qt::NoModifier, u" "_s, true}; }

} // namespace

class TalkKeyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void talksWhileHeldAndPressesNothing() {
        Room room;
        room.press();
        QVERIFY(room.key.isHeld());
        room.release();
        QVERIFY(!room.key.isHeld());
        QCOMPARE(room.changes.count(), 2);
        QCOMPARE(room.clicks.count(), 0);
    }

    void repeatsOfTheKeyboardAreNotReleases() {
        Room room;
        room.press();
        for (int i = 0; i < 5; ++i) {
            QKeyEvent up = repeated(QEvent::KeyRelease);
            QKeyEvent down = repeated(QEvent::KeyPress);
            QCoreApplication::sendEvent(room.button, &up);
            QCoreApplication::sendEvent(room.button, &down);
        }
        QVERIFY(room.key.isHeld());
        QCOMPARE(room.changes.count(), 1);
    }

    // Held before it meant anything: in another window, or in a field.
    void repeatAloneDoesNotTalk() {
        Room room;
        QKeyEvent down = repeated(QEvent::KeyPress);
        QCoreApplication::sendEvent(room.button, &down);
        QVERIFY(!room.key.isHeld());
    }

    void spaceInAFieldIsASpace() {
        Room room;
        room.field->setFocus();
        QTest::keyClicks(room.field, u"a b"_s);
        QCOMPARE(room.field->text(), u"a b"_s);
        QCOMPARE(room.changes.count(), 0);
    }

    void stopsWhenAFieldGetsTheFocus() {
        Room room;
        room.press();
        room.field->setFocus();
        QVERIFY(!room.key.isHeld());
    }

    void stopsWhenThePageGoesAway() {
        Room room;
        room.press();
        room.page.hide();
        QVERIFY(!room.key.isHeld());
    }

    void stopsWhenAnotherWindowComesForward() {
        Room room;
        room.press();
        QWidget other;
        other.show();
        other.activateWindow();
        QTRY_VERIFY(!room.key.isHeld());
        QTest::keyPress(&other, Qt::Key_Space);
        QVERIFY(!room.key.isHeld());
    }

    void shortcutsWithTheKeyAreLeftAlone() {
        Room room;
        QTest::keyPress(room.button, Qt::Key_Space, Qt::ControlModifier);
        QVERIFY(!room.key.isHeld());
    }

    void returnPressesTheButtonInstead() {
        Room room;
        QTest::keyClick(room.button, Qt::Key_Return);
        QCOMPARE(room.clicks.count(), 1);
    }

    void switchedOffTheKeyIsAKey() {
        Room room;
        room.press();
        room.key.setActive(false);
        QVERIFY(!room.key.isHeld());
        QTest::keyClick(room.button, Qt::Key_Space);
        QCOMPARE(room.clicks.count(), 1);
        QCOMPARE(room.changes.count(), 2);
    }

    void anotherKeyCanBeChosen() {
        Room room;
        QCOMPARE(room.key.keyText(), u"Space"_s);
        room.key.setKey(Qt::Key_F8);
        QCOMPARE(room.key.keyText(), u"F8"_s);
        room.press();
        QVERIFY(!room.key.isHeld());
        room.release();
        QTest::keyPress(room.button, Qt::Key_F8);
        QVERIFY(room.key.isHeld());
        room.key.setKey(Qt::Key_Space);
        QVERIFY(!room.key.isHeld());
    }
};

} // namespace viz::test

QTEST_MAIN(viz::test::TalkKeyTest)
#include "talk_key_test.moc"
