#include "tests/ui/fake_call.h"
#include "ui/tray_icon.h"

#include <QMenu>
#include <QSignalSpy>
#include <QTest>

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
