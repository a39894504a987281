#include "tests/support/wait_for.h"
#include "ui/talk_key.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace viz::test {
namespace {

constexpr quint32 kPlaceOf1 = 10; // as X11 numbers them
constexpr quint32 kPlaceOfShift = 50;
constexpr quint32 kPlaceOfV = 55;
constexpr int kCyrillicEm = 0x041C;

constexpr int kPlaceOfF8 = 74;

class FakeGlobalKey final : public GlobalKey {
public:
    bool grab(int scanCode) override {
        grabbed = isTaken ? 0 : scanCode;
        return !isTaken;
    }
    void release() override { grabbed = 0; }

    int grabbed = 0;
    bool isTaken = false; ///< by another program
};

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

    /// Whether the key was taken away from the button.
    bool send(QEvent::Type type, int code, quint32 scanCode) {
        QKeyEvent event(type, code, Qt::NoModifier, scanCode, 0, 0);
        return QCoreApplication::sendEvent(button, &event) && clicks.isEmpty() && event.isAccepted() &&
               type == QEvent::KeyPress;
    }

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

    // Where M is mute, the same place on the keyboard may have been chosen in another layout.
    void comesBeforeShortcutsWhereItTalks() {
        Room room;
        QShortcut mute(QKeySequence(Qt::Key_M), &room.page);
        const QSignalSpy muted(&mute, &QShortcut::activated);
        QTest::keyClick(room.button, Qt::Key_M);
        QCOMPARE(muted.count(), 1);
        room.key.setKey({.key = Qt::Key_M});
        QTest::keyPress(room.button, Qt::Key_M);
        QVERIFY(room.key.isHeld());
        QTest::keyRelease(room.button, Qt::Key_M);
        QCOMPARE(muted.count(), 1);
        room.key.setActive(false);
        QTest::keyClick(room.button, Qt::Key_M);
        QCOMPARE(muted.count(), 2);
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
        QCOMPARE(room.key.key().text(), u"Space"_s);
        room.key.setKey({.key = Qt::Key_F8});
        QCOMPARE(room.key.key().text(), u"F8"_s);
        room.press();
        QVERIFY(!room.key.isHeld());
        room.release();
        QTest::keyPress(room.button, Qt::Key_F8);
        QVERIFY(room.key.isHeld());
        room.key.setKey({.key = Qt::Key_Space});
        QVERIFY(!room.key.isHeld());
    }

    // Shift, pressed meanwhile, gives the same key another name.
    void releaseIsKnownByThePlaceOfTheKey() {
        Room room;
        room.key.setKey({.key = Qt::Key_1});
        room.send(QEvent::KeyPress, Qt::Key_1, kPlaceOf1);
        QVERIFY(room.key.isHeld());
        room.send(QEvent::KeyPress, Qt::Key_Shift, kPlaceOfShift);
        QVERIFY(room.send(QEvent::KeyPress, Qt::Key_Exclam, kPlaceOf1)); // a repeat presses nothing else
        QVERIFY(room.key.isHeld());
        QVERIFY(!room.send(QEvent::KeyRelease, Qt::Key_A, kPlaceOfShift + 1));
        QVERIFY(room.key.isHeld());
        room.send(QEvent::KeyRelease, Qt::Key_Exclam, kPlaceOf1);
        QVERIFY(!room.key.isHeld());
        room.send(QEvent::KeyPress, Qt::Key_Exclam, kPlaceOf1);
        QVERIFY(!room.key.isHeld()); // that is another key
    }

    // Settings are told anew whenever one of them changes.
    void theSameKeyAgainDoesNotInterrupt() {
        Room room;
        room.press();
        room.key.setKey({.key = Qt::Key_Space});
        QVERIFY(room.key.isHeld());
        room.release();
    }

    void keysWithoutAPlaceAreNoneOfThem() {
        Room room;
        room.send(QEvent::KeyPress, Qt::Key_Space, 0);
        room.send(QEvent::KeyRelease, Qt::Key_A, 0);
        QVERIFY(room.key.isHeld());
        room.send(QEvent::KeyRelease, Qt::Key_Space, 0);
        QVERIFY(!room.key.isHeld());
    }

    void aLetterIsTheSameKeyInAnotherLayout() {
        Room room;
        const QKeyEvent chosen(QEvent::KeyPress, Qt::Key_V, Qt::NoModifier, kPlaceOfV, 0, 0);
        room.key.setKey(KeyChoice::of(chosen));
        room.send(QEvent::KeyPress, kCyrillicEm, kPlaceOfV);
        QVERIFY(room.key.isHeld());
        room.send(QEvent::KeyRelease, kCyrillicEm, kPlaceOfV);
        QVERIFY(!room.key.isHeld());
        room.send(QEvent::KeyPress, kCyrillicEm, kPlaceOf1);
        QVERIFY(!room.key.isHeld());
    }

    void countsInOtherWindowsWhileItsPageIsThatOfTheMoment() {
        auto owned = std::make_unique<FakeGlobalKey>();
        FakeGlobalKey& global = *owned;
        QWidget window;
        auto* page = new QWidget(&window);
        window.show();
        TalkKey key(page, std::move(owned));
        key.setKey({.key = Qt::Key_F8, .scanCode = kPlaceOfF8});
        key.setEverywhere(true);
        QCOMPARE(global.grabbed, 0); // not push-to-talk
        key.setActive(true);
        QCOMPARE(global.grabbed, kPlaceOfF8);
        page->hide(); // the settings, or no call
        QCOMPARE(global.grabbed, 0);
        page->show();
        QCOMPARE(global.grabbed, kPlaceOfF8);
        window.hide(); // into the tray
        QCOMPARE(global.grabbed, kPlaceOfF8);
        key.setKey({.key = Qt::Key_Space, .scanCode = 0});
        QCOMPARE(global.grabbed, 0); // nobody knows where it is
        key.setKey({.key = Qt::Key_F8, .scanCode = kPlaceOfF8});
        key.setEverywhere(false);
        QCOMPARE(global.grabbed, 0);
    }

    void saysThatAnotherProgramHasIt() {
        auto owned = std::make_unique<FakeGlobalKey>();
        FakeGlobalKey& global = *owned;
        global.isTaken = true;
        QWidget page;
        TalkKey key(&page, std::move(owned));
        QSignalSpy changes(&key, &TalkKey::takenChanged);
        page.show();
        key.setKey({.key = Qt::Key_F8, .scanCode = kPlaceOfF8});
        key.setActive(true);
        QVERIFY(!key.isTaken()); // it need not count everywhere
        key.setEverywhere(true);
        QVERIFY(key.isTaken());
        global.isTaken = false;
        key.setKey({.key = Qt::Key_F8, .scanCode = kPlaceOf1});
        QVERIFY(!key.isTaken());
        QCOMPARE(changes.count(), 2);
    }

    void isHeldInOtherWindowsWhateverHappensToItsOwn() {
        auto owned = std::make_unique<FakeGlobalKey>();
        FakeGlobalKey& global = *owned;
        QWidget page;
        TalkKey key(&page, std::move(owned));
        QSignalSpy changes(&key, &TalkKey::heldChanged);
        key.setActive(true);
        Q_EMIT global.heldChanged(true);
        QVERIFY(key.isHeld());
        QEvent away(QEvent::WindowDeactivate);
        QCoreApplication::sendEvent(&page, &away);
        QVERIFY(key.isHeld());
        Q_EMIT global.heldChanged(false);
        QVERIFY(!key.isHeld());
        QCOMPARE(changes.count(), 2);
    }
};

} // namespace viz::test

QTEST_MAIN(viz::test::TalkKeyTest)
#include "talk_key_test.moc"
