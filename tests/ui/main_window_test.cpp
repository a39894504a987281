#include "core/protocol/secret.h"
#include "tests/ui/scenes.h"
#include "ui/call_page.h"
#include "ui/ended_page.h"
#include "ui/home_page.h"
#include "ui/hosting_page.h"
#include "ui/incoming_page.h"
#include "ui/level_bar.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace viz::test {
namespace {

void click(const Stage& stage, const QString& name) {
    QWidget* widget = stage.named(name);
    QVERIFY2(widget != nullptr, qPrintable(u"nothing in sight is called "_s + name));
    (void)settles(*widget->window()); // before that, parts of a new page lie upon each other
    QTest::mouseClick(widget, Qt::LeftButton);
}

void enterScene(Stage& stage, const QString& name) {
    for (const Scene& scene : allScenes()) {
        if (scene.name == name) {
            scene.enter(stage);
            return;
        }
    }
    QFAIL(qPrintable(name));
}

QAbstractButton* dialogButton(Stage& stage, const QString& text) {
    auto* dialog = stage.find<QMessageBox>();
    for (QAbstractButton* button : dialog == nullptr ? QList<QAbstractButton*>{} : dialog->buttons()) {
        if (button->text() == text)
            return button;
    }
    return nullptr;
}

// Into the field that has the focus, as a person does: it becomes the setting when the focus leaves.
void typePort(Stage& stage, const QString& port) {
    auto* field = qobject_cast<QSpinBox*>(stage.named(u"Port to wait for calls on"_s));
    QVERIFY(field != nullptr);
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, port);
}

} // namespace

class MainWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeCrypto()); }

    void beginsOnTheFirstPageInTheDefaultSize() {
        WindowDefaults defaults = Stage::defaultsForTests();
        defaults.joinAddress = someInvite();
        Stage stage(defaults);
        QCOMPARE(stage.page(), u"HomePage"_s);
        QCOMPARE(stage.window().size(), QSize(420, 640));
        QCOMPARE(stage.find<HomePage>()->joinAddress(), someInvite());
    }

    void hostsWithTheDefaultsAndShowsTheRealPort() {
        WindowDefaults defaults = Stage::defaultsForTests();
        defaults.host.door.linkOnly = true;
        Stage stage(defaults);
        stage.settings().change([](Settings& settings) { settings.network.port = 0; });
        click(stage, u"Wait for a call"_s);
        QCOMPARE(stage.page(), u"HostingPage"_s);
        QCOMPARE(stage.call().hostOptions.door.port, quint16{0});
        QVERIFY(stage.call().hostOptions.door.linkOnly);
        QCOMPARE(stage.call().hostOptions.voice.name, u"Bob"_s);
        QVERIFY(!stage.visibleText().contains(u"127.0.0.1:"_s)); // no command before the port is known
        stage.call().listenOn(41'234);
        QVERIFY(stage.visibleText().contains(u"--url http://127.0.0.1:41234"_s));
        QVERIFY(stage.visibleText().contains(u"cannot ring here"_s));
    }

    void commandOfATunnelCanBeCopied() {
        Stage stage;
        enterScene(stage, u"hosting"_s);
        click(stage, u"localhost.run"_s);
        QVERIFY(stage.named(u"Copy the command"_s) == nullptr); // Viz can start it
        click(stage, u"Do it by hand"_s);
        click(stage, u"Copy the command"_s);
        const QString command = QApplication::clipboard()->text();
        QVERIFY(command.startsWith(u"ssh "_s));
        QVERIFY(command.contains(u"-R 80:127.0.0.1:8443 nokey@localhost.run"_s));
        QVERIFY(stage.visibleText().contains(command));
        click(stage, u"Do it by hand"_s);
        QVERIFY(!stage.visibleText().contains(command));
    }

    void tunnelAddressGoesIntoTheInvite() {
        Stage stage;
        enterScene(stage, u"hosting"_s);
        auto* field = qobject_cast<QLineEdit*>(stage.named(u"Address of the tunnel"_s));
        QTest::keyClicks(field, u"https://abc.lhr.life"_s);
        QVERIFY(stage.call().publicAddress.has_value());
        QCOMPARE(stage.call().publicAddress->host, std::string("abc.lhr.life"));
        field->setText(u"https://"_s);
        QVERIFY(!stage.call().publicAddress.has_value());
        QVERIFY(stage.visibleText().contains(u"name of the computer is missing"_s));
    }

    void inviteIsForgottenWhenItIsNotNeeded() {
        Stage stage;
        enterScene(stage, u"hosting-ready"_s);
        QVERIFY(stage.visibleText().contains(someInvite()));
        stage.call().setState(CallState::Ringing);
        stage.call().accept();
        stage.call().end({.reason = EndReason::HungUpThere, .detail = {}});
        for (const auto* edit : stage.find<HostingPage>()->findChildren<QPlainTextEdit*>())
            QVERIFY(!edit->toPlainText().contains(u'#'));
    }

    void backFromHostingStopsAndNeedsNoExplanation() {
        Stage stage;
        enterScene(stage, u"hosting"_s);
        click(stage, u"Back"_s);
        QCOMPARE(stage.page(), u"HomePage"_s);
        QVERIFY(stage.call().log.contains(u"hangUp"_s));
    }

    void joinsWithKeyboardAndSecret() {
        Stage stage;
        QWidget* field = stage.named(u"Invite or address of the person to call"_s);
        QTest::keyClicks(field, someInvite());
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(stage.page(), u"ConnectingPage"_s);
        QCOMPARE(stage.call().joinOptions.invite.secret.size(), kInviteSecretBytes);
        QVERIFY(stage.visibleText().contains(u"Connecting to abc-def.trycloudflare.com."_s));
    }

    void cancelAndEscapeLeaveConnecting() {
        for (const bool byKey : {false, true}) {
            Stage stage;
            enterScene(stage, u"connecting"_s);
            if (byKey)
                QTest::keyClick(&stage.window(), Qt::Key_Escape);
            else
                click(stage, u"Cancel"_s);
            QCOMPARE(stage.page(), u"HomePage"_s);
            QVERIFY(stage.call().log.contains(u"hangUp"_s));
        }
    }

    void joinerWaitsForTheAnswer() {
        Stage stage;
        enterScene(stage, u"connecting-rings"_s);
        QCOMPARE(stage.page(), u"ConnectingPage"_s);
        QVERIFY(stage.visibleText().contains(u"Alice"_s));
        stage.call().setState(CallState::InCall);
        QCOMPARE(stage.page(), u"CallPage"_s);
    }

    void answersNothingByAccident() {
        Stage stage;
        enterScene(stage, u"incoming-invite"_s);
        QCOMPARE(stage.page(), u"IncomingPage"_s);
        auto* answer = qobject_cast<QAbstractButton*>(stage.named(u"Answer"_s));
        QVERIFY(!answer->isEnabled());
        QTest::mouseClick(answer, Qt::LeftButton);
        for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space, Qt::Key_Escape})
            QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &stage.window(), key);
        QVERIFY(!stage.call().log.contains(u"accept"_s));
        QVERIFY(!stage.call().log.contains(u"decline"_s));
        QTRY_VERIFY(answer->isEnabled());
        QTest::keyClick(&stage.window(), Qt::Key_Escape);
        QVERIFY(!stage.call().log.contains(u"accept"_s));
        QTest::mouseClick(answer, Qt::LeftButton);
        QCOMPARE(stage.page(), u"CallPage"_s);
    }

    void declinesAndWaitsForTheNext() {
        Stage stage;
        enterScene(stage, u"incoming-invite"_s);
        click(stage, u"Decline"_s);
        QCOMPARE(stage.page(), u"HostingPage"_s);
        QVERIFY(!stage.visibleText().contains(u"gave up"_s));
    }

    void tellsOfAMissedCaller() {
        Stage stage;
        enterScene(stage, u"incoming-invite"_s);
        stage.call().setState(CallState::Hosting);
        QVERIFY(stage.visibleText().contains(u"gave up"_s));
    }

    void tellsOfACallerMissedBehindTheSettings() {
        Stage stage;
        enterScene(stage, u"incoming-invite"_s);
        QTest::keyClick(&stage.window(), Qt::Key_Comma, Qt::ControlModifier);
        QCOMPARE(stage.page(), u"SettingsPage"_s);
        stage.call().setState(CallState::Hosting);
        QCOMPARE(stage.page(), u"HostingPage"_s);
        QVERIFY(stage.visibleText().contains(u"gave up"_s));
    }

    void callerWhoWasAnsweredIsNotMissed() {
        Stage stage;
        enterScene(stage, u"call"_s);
        stage.call().end({.reason = EndReason::HungUpThere, .detail = {}});
        stage.call().host({});
        QVERIFY(!stage.visibleText().contains(u"gave up"_s));
    }

    void keysWithControlCountInTheRussianLayout() {
        Stage stage;
        const QSignalSpy quit(&stage.window(), &MainWindow::quitRequested);
        QTest::sendKeyEvent(QTest::Click, &stage.window(), static_cast<Qt::Key>(u'Б'), u"б"_s, Qt::ControlModifier);
        QCOMPARE(stage.page(), u"SettingsPage"_s);
        QTest::sendKeyEvent(QTest::Click, &stage.window(), static_cast<Qt::Key>(u'Й'), u"й"_s, Qt::ControlModifier);
        QCOMPARE(quit.size(), 1);
    }

    void namesAreNeverReadAsHtml() {
        for (const QString& scene : {u"incoming-stranger"_s, u"call-unverified"_s}) {
            Stage stage;
            enterScene(stage, scene);
            QVERIFY(stage.visibleText().contains(u"<b>Hubert</b>"_s));
            for (const QLabel* label : stage.window().findChildren<QLabel*>()) {
                if (label->text().contains(u"Hubert"_s))
                    QCOMPARE(label->textFormat(), Qt::PlainText);
            }
        }
    }

    void mutesByButtonAndKey() {
        Stage stage;
        enterScene(stage, u"call"_s);
        click(stage, u"Mute"_s);
        QVERIFY(stage.call().isMuted());
        QVERIFY(stage.visibleText().contains(u"You are muted."_s));
        QVERIFY(stage.named(u"Unmute"_s) != nullptr);
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &stage.window(), Qt::Key_M);
        QVERIFY(!stage.call().isMuted());
        QVERIFY(!stage.visibleText().contains(u"You are muted."_s));
    }

    void deafensByKeyAndTellsTheCall() {
        Stage stage;
        enterScene(stage, u"call"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_D);
        QVERIFY(stage.call().isDeafened());
        QVERIFY(stage.named(u"Undeafen"_s) != nullptr);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_D);
        QVERIFY(!stage.call().isDeafened());
    }

    void talksWhileSpaceIsHeld() {
        Stage stage;
        enterScene(stage, u"call-push-to-talk"_s);
        QTest::keyPress(QApplication::focusWidget(), Qt::Key_Space);
        QVERIFY(stage.call().talking);
        QTest::keyRelease(QApplication::focusWidget(), Qt::Key_Space);
        QVERIFY(!stage.call().talking);
        QVERIFY(!stage.call().isMuted());
    }

    void volumeOfTheOtherSideReachesTheCall() {
        Stage stage;
        enterScene(stage, u"call"_s);
        stage.find<CallPage>()->findChild<QSlider*>()->setValue(150);
        QCOMPARE(stage.call().sound().peerVolumePercent, 150);
    }

    void settingsOpenFromTheCallAndLeadBack() {
        Stage stage;
        enterScene(stage, u"call"_s);
        click(stage, u"Settings"_s);
        QCOMPARE(stage.page(), u"SettingsPage"_s);
        QTest::keyClick(&stage.window(), Qt::Key_Escape);
        QCOMPARE(stage.page(), u"CallPage"_s);
    }

    void deviceEventsAreTold() {
        Stage stage;
        enterScene(stage, u"call"_s);
        stage.call().changeDevice({DeviceEvent::Kind::Replaced, true, u"USB Headset"_s});
        QVERIFY(stage.visibleText().contains(u"until it is back: USB Headset"_s));
    }

    void peerMuteIsShown() {
        Stage stage;
        enterScene(stage, u"call"_s);
        PeerInfo peer = somePeer(Verification::ByInvite);
        peer.muted = true;
        stage.call().setPeer(peer);
        QVERIFY(stage.visibleText().contains(u"has muted the microphone"_s));
    }

    void reconnectingFadesTheMetersAndKeepsTheButtons() {
        Stage stage;
        enterScene(stage, u"call"_s);
        stage.call().setState(CallState::Reconnecting);
        QCOMPARE(stage.page(), u"CallPage"_s);
        QVERIFY(stage.visibleText().contains(u"Reconnecting … 0 s"_s));
        QVERIFY(stage.visibleText().contains(u"no connection now"_s));
        QVERIFY(!stage.visibleText().contains(u"142 ms"_s));
        for (const auto* bar : stage.find<CallPage>()->findChildren<LevelBar*>())
            QCOMPARE(bar->levelText(), u"no connection"_s);
        click(stage, u"Mute"_s);
        QVERIFY(stage.call().isMuted());
        click(stage, u"End call"_s);
        QCOMPARE(stage.page(), u"EndedPage"_s);
    }

    void resumedCallGoesOnWhereItWas() {
        Stage stage;
        enterScene(stage, u"call-unverified"_s);
        click(stage, u"They match"_s);
        click(stage, u"Mute"_s);
        stage.call().setState(CallState::Reconnecting);
        stage.call().resume(3120ms);
        QVERIFY(stage.visibleText().contains(u"Back after 3 s."_s));
        QVERIFY(stage.visibleText().contains(u"Verified: you compared the five words."_s));
        QVERIFY(stage.named(u"Unmute"_s) != nullptr);
        for (const auto* bar : stage.find<CallPage>()->findChildren<LevelBar*>())
            QVERIFY(bar->isEnabled());
        QVERIFY(stage.visibleText().contains(u"310 ms"_s));
    }

    void detailsStayOpenOverAStall() {
        Stage stage;
        enterScene(stage, u"call-two-connections-details"_s);
        stage.call().setState(CallState::Reconnecting);
        stage.call().resume(2s);
        QVERIFY(stage.visibleText().contains(u"Round trip"_s));
    }

    void callAfterALostOneBeginsWell() {
        Stage stage;
        enterScene(stage, u"call-reconnecting"_s);
        stage.call().end({.reason = EndReason::ConnectionLost, .detail = {}});
        QCOMPARE(stage.page(), u"EndedPage"_s);
        QVERIFY(stage.visibleText().contains(u"for two minutes"_s));
        enterScene(stage, u"call"_s);
        QCOMPARE(stage.page(), u"CallPage"_s);
        QVERIFY(!stage.visibleText().contains(u"Reconnecting"_s));
        QVERIFY(stage.visibleText().contains(u"Delay 142 ms"_s));
    }

    void joinerGivesTheNewAddressOfTheHost() {
        Stage stage;
        enterScene(stage, u"call-reconnecting-address"_s);
        auto* field = qobject_cast<QLineEdit*>(stage.named(u"New invite or address of the other side"_s));
        QVERIFY(field != nullptr);
        field->setText(someInvite());
        click(stage, u"Use"_s);
        QVERIFY(stage.call().hostAddress.has_value());
        QCOMPARE(stage.call().hostAddress->host, std::string("abc-def.trycloudflare.com"));
        QVERIFY(stage.visibleText().contains(u"Viz tries abc-def.trycloudflare.com, too."_s));
        QVERIFY(!stage.visibleText().contains(u'#'));
        QVERIFY(!stage.call().publicAddress.has_value());
    }

    void hostGivesTheNewAddressOfTheTunnel() {
        Stage stage;
        enterScene(stage, u"call-reconnecting-host"_s);
        QVERIFY(stage.call().publicAddress.has_value());
        QCOMPARE(stage.call().publicAddress->host, std::string("new-name.trycloudflare.com"));
        QCOMPARE(stage.find<HostingPage>()->publicAddress()->host, std::string("new-name.trycloudflare.com"));
        QVERIFY(!stage.call().hostAddress.has_value());
    }

    void lettersInTheFieldAreNoShortcuts() {
        Stage stage;
        enterScene(stage, u"call-reconnecting-address"_s);
        auto* field = qobject_cast<QLineEdit*>(stage.named(u"New invite or address of the other side"_s));
        field->setFocus();
        QTest::keyClicks(field, u"mm.example"_s);
        QCOMPARE(field->text(), u"mm.example"_s);
        QVERIFY(!stage.call().isMuted());
    }

    // Somebody types when the call comes back: the keys must not end it.
    void focusLeavesTheFieldForAHarmlessPlace() {
        Stage stage;
        enterScene(stage, u"call-reconnecting-address"_s);
        stage.named(u"New invite or address of the other side"_s)->setFocus();
        stage.call().resume(2s);
        QVERIFY(QApplication::focusWidget() != stage.named(u"End call"_s));
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &stage.window(), Qt::Key_Return);
        QCOMPARE(stage.call().state(), CallState::InCall);
    }

    void secondConnectionIsSwitchedByBannerAndByDetails() {
        Stage stage;
        enterScene(stage, u"call-two-connections-advised"_s);
        click(stage, u"Use two connections"_s);
        QVERIFY(stage.call().isHedging());
        QVERIFY(!stage.visibleText().contains(u"stutters."_s));
        click(stage, u"Delay 142 ms"_s);
        auto* box = stage.find<CallPage>()->findChild<QCheckBox*>();
        QVERIFY(box->isChecked());
        box->click();
        QVERIFY(!stage.call().isHedging());
        stage.call().changeHedging(true); // the other side
        QVERIFY(box->isChecked());
        QCOMPARE(stage.call().log.filter(u"hedge"_s), QStringList({u"hedge"_s, u"unhedge"_s}));
    }

    void callThatBeginsWithTwoConnectionsSaysSo() {
        Stage stage;
        stage.call().changeHedging(true);
        enterScene(stage, u"call"_s);
        QVERIFY(stage.find<CallPage>()->findChild<QCheckBox*>()->isChecked());
    }

    void weakNetworkIsToldAsLongAsItLasts() {
        Stage stage;
        enterScene(stage, u"call-weak-network-details"_s);
        QVERIFY(stage.visibleText().contains(u"Weak network: quality lowered."_s));
        QVERIFY(stage.visibleText().contains(u"12 kbit/s"_s));
        stage.call().nextStats.sent.rung = 0;
        QTRY_VERIFY(!stage.visibleText().contains(u"Weak network"_s));
    }

    void closingWhileReconnectingAsks() {
        Stage stage;
        enterScene(stage, u"call-reconnecting"_s);
        stage.window().close();
        QVERIFY(stage.window().isVisible());
        QVERIFY(dialogButton(stage, u"End and close"_s) != nullptr);
    }

    void endsTheCallAndSaysWhatItCost() {
        Stage stage;
        enterScene(stage, u"call"_s);
        click(stage, u"End call"_s);
        QCOMPARE(stage.page(), u"EndedPage"_s);
        QVERIFY(stage.visibleText().contains(u"12:04"_s));
        QVERIFY(stage.visibleText().contains(u"13.2 MB"_s));
        click(stage, u"Wait again"_s);
        QCOMPARE(stage.page(), u"HostingPage"_s);
    }

    void wordsAreAskedForUntilTheyMatch() {
        Stage stage;
        enterScene(stage, u"call-unverified"_s);
        QVERIFY(stage.visibleText().contains(u"dog  moon  pizza  key  headphones"_s));
        QVERIFY(stage.visibleText().contains(u"Read these words to each other."_s));
        click(stage, u"They match"_s);
        QVERIFY(stage.visibleText().contains(u"Verified: you compared the five words."_s));
        QVERIFY(stage.named(u"They match"_s) == nullptr);
    }

    void wordsThatDifferEndTheCall() {
        Stage stage;
        enterScene(stage, u"call-unverified"_s);
        click(stage, u"They do not match"_s);
        QCOMPARE(stage.page(), u"EndedPage"_s);
        QVERIFY(stage.visibleText().contains(u"the five words do not match"_s));
        QVERIFY(stage.visibleText().contains(u"listening in between"_s));
    }

    void delayShowsItsPartsOnDemand() {
        Stage stage;
        enterScene(stage, u"call"_s);
        QVERIFY(stage.visibleText().contains(u"Delay 142 ms"_s));
        QVERIFY(stage.visibleText().contains(u"good"_s));
        QVERIFY(!stage.visibleText().contains(u"Way through the network"_s));
        click(stage, u"Delay 142 ms"_s);
        QVERIFY(stage.visibleText().contains(u"Way through the network"_s));
        QVERIFY(stage.visibleText().contains(u"31 ms"_s));
    }

    void statisticsAreReadOnlyDuringACall() {
        Stage stage;
        enterScene(stage, u"incoming-invite"_s);
        QCOMPARE(stage.call().statsReads, 0);
        stage.call().accept();
        QTRY_VERIFY(stage.call().statsReads > 3);
        stage.call().end({.reason = EndReason::HungUpThere, .detail = {}});
        for (const QTimer* timer : stage.window().findChildren<QTimer*>(Qt::FindDirectChildrenOnly))
            QVERIFY(!timer->isActive());
    }

    void closingDuringACallAsks() {
        Stage stage;
        enterScene(stage, u"call"_s);
        stage.window().close();
        QVERIFY(stage.window().isVisible());
        QVERIFY(!stage.call().log.contains(u"hangUp"_s));
        QTest::mouseClick(dialogButton(stage, u"Keep talking"_s), Qt::LeftButton);
        QVERIFY(stage.window().isVisible());
        QTRY_VERIFY(stage.find<QMessageBox>() == nullptr);
        stage.window().activateWindow();
        QTRY_VERIFY(stage.window().isActiveWindow());
        QTest::keyClick(&stage.window(), Qt::Key_Q, Qt::ControlModifier);
        QTest::mouseClick(dialogButton(stage, u"End and close"_s), Qt::LeftButton);
        QTRY_VERIFY(!stage.window().isVisible());
        QCOMPARE(stage.call().log.count(u"hangUp"_s), 1);
    }

    void comesBackFromTheTray() {
        Stage stage;
        stage.window().setStaysInTray(true);
        stage.call().host({});
        stage.window().close();
        QVERIFY(!stage.window().isVisible());
        stage.call().setState(CallState::Ringing);
        QVERIFY(stage.window().isVisible());
        QCOMPARE(stage.page(), u"IncomingPage"_s);
    }

    void noMicrophoneStaysOpenBehindAClosedWindow() {
        WindowDefaults defaults = Stage::defaultsForTests();
        defaults.host.voice.input.kind = AudioInputSpec::Kind::Speech;
        defaults.host.voice.output.kind = AudioOutputSpec::Kind::Null;
        Stage stage(defaults);
        stage.window().setStaysInTray(true);
        click(stage, u"Check"_s);
        QCOMPARE(stage.check().step(), SoundCheck::Step::Recording);
        stage.window().close();
        QCOMPARE(stage.check().step(), SoundCheck::Step::Off);
    }

    void quittingEndsVizInTheTrayToo() {
        Stage stage;
        const QSignalSpy quit(&stage.window(), &MainWindow::quitRequested);
        stage.window().setStaysInTray(true);
        QTest::keyClick(&stage.window(), Qt::Key_Q, Qt::ControlModifier);
        QCOMPARE(quit.size(), 1);
    }

    void quittingAsksDuringACall() {
        Stage stage;
        enterScene(stage, u"call"_s);
        const QSignalSpy quit(&stage.window(), &MainWindow::quitRequested);
        stage.window().setStaysInTray(true);
        stage.window().close();
        QVERIFY(!stage.window().isVisible());
        stage.window().quit(); // by the tray's menu
        QVERIFY(stage.window().isVisible());
        QCOMPARE(quit.size(), 0);
        QTest::mouseClick(dialogButton(stage, u"End and close"_s), Qt::LeftButton);
        QCOMPARE(quit.size(), 1);
        QVERIFY(stage.call().log.contains(u"hangUp"_s));
    }

    void linkOpenedDuringACallIsThereAfterIt() {
        Stage stage;
        enterScene(stage, u"call"_s);
        stage.window().offerToJoin(someInvite());
        QCOMPARE(stage.page(), u"CallPage"_s);
        QVERIFY(stage.find<HomePage>()->joinAddress() != someInvite());
        stage.call().end({.reason = EndReason::HungUpThere, .detail = {}});
        QTest::keyClick(&stage.window(), Qt::Key_Escape);
        QCOMPARE(stage.page(), u"HomePage"_s);
        QCOMPARE(stage.find<HomePage>()->joinAddress(), someInvite());
    }

    // A port that is typed has other ports on its way: 9, 90, 900.
    void doorMovesWhenTheSettingsAreLeft() {
        Stage stage;
        click(stage, u"Wait for a call"_s);
        QVERIFY(stage.visibleText().contains(u"can ring here as"_s));
        QTest::keyClick(&stage.window(), Qt::Key_Comma, Qt::ControlModifier);
        QCOMPARE(stage.page(), u"SettingsPage"_s);
        qobject_cast<QAbstractButton*>(stage.named(u"Only callers with your invite"_s))->click();
        QVERIFY(stage.call().door == HostDoor{});
        typePort(stage, u"9000"_s);
        QTest::keyClick(&stage.window(), Qt::Key_Escape);
        QCOMPARE(stage.page(), u"HostingPage"_s);
        const HostDoor expected{.bindAddress = QHostAddress(QHostAddress::LocalHost), .port = 9000, .linkOnly = true};
        QVERIFY(stage.call().door == expected);
        QVERIFY(stage.visibleText().contains(u"cannot ring here"_s));
    }

    void callerWhoRingsBehindTheSettingsFindsTheDoorAsChosen() {
        Stage stage;
        click(stage, u"Wait for a call"_s);
        QTest::keyClick(&stage.window(), Qt::Key_Comma, Qt::ControlModifier);
        typePort(stage, u"9000"_s);
        stage.call().setState(CallState::Ringing);
        QCOMPARE(stage.page(), u"IncomingPage"_s);
        QCOMPARE(stage.call().door.port, quint16{9000});
    }

    void everybodyElseCannotRingWhereNetworksReach() {
        Stage stage;
        stage.settings().change([](Settings& settings) { settings.network.listenAddress = u"0.0.0.0"_s; });
        click(stage, u"Wait for a call"_s);
        QVERIFY(stage.visibleText().contains(u"cannot ring here"_s));
    }

    void questionGoesAwayWithTheCall() {
        Stage stage;
        enterScene(stage, u"call-close"_s);
        stage.call().end({.reason = EndReason::HungUpThere, .detail = {}});
        QVERIFY(stage.find<QMessageBox>() == nullptr);
        QCOMPARE(stage.page(), u"EndedPage"_s);
    }

    void closingOutsideACallDoesNotAsk() {
        Stage stage;
        enterScene(stage, u"hosting"_s);
        stage.window().close();
        QVERIFY(!stage.window().isVisible());
        QVERIFY(stage.call().log.contains(u"hangUp"_s));
    }

    void failureExplainsItselfAndOffersAnotherTry() {
        Stage stage;
        enterScene(stage, u"ended-web-page"_s);
        QVERIFY(stage.visibleText().contains(u"web page instead of Viz (status 502)."_s));
        QVERIFY(stage.visibleText().contains(u"Bad Gateway"_s));
        QVERIFY(!stage.visibleText().contains(u"of data"_s));
        click(stage, u"Call again"_s);
        QCOMPARE(stage.page(), u"ConnectingPage"_s);
        QCOMPARE(stage.call().log.count(u"join"_s), 2);
    }

    void noSecondTryWhereTrustIsBroken() {
        Stage stage;
        enterScene(stage, u"connecting"_s);
        stage.call().end({.reason = EndReason::NotAuthentic, .detail = {}});
        QVERIFY(stage.named(u"Call again"_s) == nullptr);
        click(stage, u"To the start"_s);
        QCOMPARE(stage.page(), u"HomePage"_s);
    }

    void usedInviteIsForgotten() {
        Stage stage;
        enterScene(stage, u"connecting-rings"_s);
        stage.call().setState(CallState::InCall);
        stage.call().end({.reason = EndReason::HungUpThere, .detail = {}});
        click(stage, u"To the start"_s);
        QVERIFY(stage.find<HomePage>()->joinAddress().isEmpty());
    }
};

} // namespace viz::test

QTEST_MAIN(viz::test::MainWindowTest)
#include "main_window_test.moc"
