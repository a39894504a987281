#include "tests/ui/fake_call.h"
#include "ui/appearance.h"
#include "ui/tray_icon.h"

#include <QApplication>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

#include <array>

using namespace viz;
using viz::test::FakeCall;

namespace {

QAction* action(const TrayIcon& tray, const QString& text) {
    for (QAction* candidate : tray.menu().actions()) {
        if (candidate->text() == text)
            return candidate;
    }
    return nullptr;
}

/// Its part of the mark's square.
double covered(const QPainterPath& path) {
    constexpr int kSide = 50;
    int inside = 0;
    for (int i = 0; i < kSide * kSide; ++i)
        inside += path.contains(QPointF(i % kSide + 0.5, i / kSide + 0.5) / kSide) ? 1 : 0;
    return static_cast<double>(inside) / (kSide * kSide);
}

/// The part of the square that only one of them covers.
double difference(TrayIcon::Mark one, TrayIcon::Mark other) {
    const QPainterPath a = TrayIcon::shapeOf(one);
    const QPainterPath b = TrayIcon::shapeOf(other);
    return covered(a) + covered(b) - 2 * covered(a & b);
}

} // namespace

class TrayIconTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void marksEachState_data() {
        QTest::addColumn<CallState>("state");
        QTest::addColumn<bool>("muted");
        QTest::addColumn<int>("mark");
        const auto row = [](const char* name, CallState state, bool muted, TrayIcon::Mark mark) {
            QTest::newRow(name) << state << muted << static_cast<int>(mark);
        };
        row("idle", CallState::Idle, false, TrayIcon::Mark::None);
        row("hosting", CallState::Hosting, true, TrayIcon::Mark::Waiting);
        row("connecting", CallState::Connecting, false, TrayIcon::Mark::Waiting);
        row("ringing", CallState::Ringing, false, TrayIcon::Mark::Ringing);
        row("in call", CallState::InCall, false, TrayIcon::Mark::Talking);
        row("muted", CallState::InCall, true, TrayIcon::Mark::Muted);
        row("reconnecting", CallState::Reconnecting, true, TrayIcon::Mark::Broken);
        row("ended", CallState::Ended, false, TrayIcon::Mark::None);
    }
    void marksEachState() {
        QFETCH(CallState, state);
        QFETCH(bool, muted);
        QFETCH(int, mark);
        FakeCall call;
        const TrayIcon tray(call);
        call.setMuted(muted);
        call.setState(state);
        QCOMPARE(static_cast<int>(tray.mark()), mark);
        QVERIFY(!tray.toolTip().isEmpty());
    }

    void marksDifferInForm() {
        using enum TrayIcon::Mark;
        const std::array marks{Waiting, Ringing, Talking, Muted, Broken};
        for (std::size_t i = 0; i < marks.size(); ++i) {
            QVERIFY(covered(TrayIcon::shapeOf(marks[i])) > 0.1);
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY2(difference(marks[i], marks[j]) > 0.08, qPrintable(QStringLiteral("%1 and %2").arg(i).arg(j)));
        }
        QVERIFY(TrayIcon::shapeOf(None).isEmpty());
    }

    void menuSpeaksTheNewLanguage() {
        Appearance appearance(*qApp, ThemeChoice::Light, QLocale(QLocale::English));
        FakeCall call;
        const TrayIcon tray(call);
        QVERIFY(action(tray, QStringLiteral("Quit Viz")) != nullptr);
        appearance.setLocale(QLocale(QLocale::Russian));
        QTRY_VERIFY(action(tray, QString::fromUtf8("Выйти из Viz")) != nullptr);
        QVERIFY(action(tray, QStringLiteral("Mute")) == nullptr);
        appearance.setLocale(QLocale(QLocale::English));
        QTRY_VERIFY(action(tray, QStringLiteral("Mute")) != nullptr);
    }

    void mutesAndEndsOnlyACall() {
        FakeCall call;
        const TrayIcon tray(call);
        QAction* mute = action(tray, QStringLiteral("Mute"));
        QAction* end = action(tray, QStringLiteral("End the call"));
        QVERIFY(mute && end);
        QVERIFY(!mute->isEnabled() && !end->isEnabled());
        call.setState(CallState::InCall);
        QVERIFY(mute->isEnabled() && end->isEnabled());
        mute->trigger();
        QVERIFY(call.isMuted());
        mute->trigger();
        QVERIFY(!call.isMuted());
        end->trigger();
        QVERIFY(call.log.contains(QStringLiteral("hangUp")));
    }

    void followsAMuteFromElsewhere() {
        FakeCall call;
        const TrayIcon tray(call);
        call.setState(CallState::InCall);
        call.setMuted(true);
        QVERIFY(action(tray, QStringLiteral("Mute"))->isChecked());
    }

    void asksToShowAndToQuit() {
        FakeCall call;
        const TrayIcon tray(call);
        const QSignalSpy shown(&tray, &TrayIcon::showRequested);
        const QSignalSpy quit(&tray, &TrayIcon::quitRequested);
        action(tray, QStringLiteral("Show Viz"))->trigger();
        action(tray, QStringLiteral("Quit Viz"))->trigger();
        QCOMPARE(shown.size(), 1);
        QCOMPARE(quit.size(), 1);
    }
};

QTEST_MAIN(TrayIconTest)
#include "tray_icon_test.moc"
