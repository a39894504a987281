#include "core/protocol/secret.h"
#include "tests/ui/scenes.h"
#include "ui/appearance.h"
#include "ui/call_page.h"
#include "ui/device_chooser.h"
#include "ui/home_page.h"
#include "ui/hosting_page.h"
#include "ui/settings/diagnostic_report.h"
#include "ui/settings/key_field.h"
#include "ui/settings/settings_page.h"
#include "ui/settings/settings_text.h"
#include "ui/sound_panel.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSlider>
#include <QSpinBox>
#include <QTest>
#include <QTextBrowser>
#include <QWheelEvent>

using namespace Qt::StringLiterals;

namespace viz::test {
namespace {

void open(Stage& stage) { QTest::keyClick(&stage.window(), Qt::Key_Comma, Qt::ControlModifier); }

/// The control that screen readers call so, in sight or scrolled out of it.
template<typename Widget>
Widget* control(const Stage& stage, const QString& name) {
    for (Widget* widget : stage.find<SettingsPage>()->findChildren<Widget*>()) {
        if (widget->accessibleName() == name)
            return widget;
    }
    return nullptr;
}

QAbstractButton* button(const Stage& stage, const QString& text) {
    for (QAbstractButton* button : stage.find<SettingsPage>()->findChildren<QAbstractButton*>()) {
        if (button->text() == text)
            return button;
    }
    return nullptr;
}

void choose(const Stage& stage, const QString& name, int index) {
    auto* list = control<QComboBox>(stage, name);
    list->setCurrentIndex(index);
    Q_EMIT list->activated(index);
}

constexpr qint64 kBytesOfSomeCall = 3'412'000 + 3'380'000 + 72'000 * 89; // someStats(), and what carries its records

void turnWheelOver(QWidget* field) {
    for (const int angle : {-120, 120}) {
        QWheelEvent wheel({5, 5}, field->mapToGlobal(QPointF(5, 5)), {}, {0, angle}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(field, &wheel);
    }
}

/// Sound that comes from no device and goes to none.
WindowDefaults silentDefaults() {
    WindowDefaults defaults = Stage::defaultsForTests();
    defaults.host.voice.input.kind = AudioInputSpec::Kind::Speech;
    defaults.host.voice.output.kind = AudioOutputSpec::Kind::Null;
    return defaults;
}

void beginCall(Stage& stage) {
    stage.call().setPeer(somePeer(Verification::ByInvite));
    stage.call().setState(CallState::InCall);
}

} // namespace

class SettingsPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeCrypto()); }

    void opensByKeyAndButtonAndGoesBackWhereItCameFrom() {
        Stage stage;
        open(stage);
        QCOMPARE(stage.page(), u"SettingsPage"_s);
        QTest::keyClick(&stage.window(), Qt::Key_Escape);
        QCOMPARE(stage.page(), u"HomePage"_s);
        QTest::mouseClick(stage.named(u"Settings"_s), Qt::LeftButton);
        QCOMPARE(stage.page(), u"SettingsPage"_s);
        beginCall(stage);
        QCOMPARE(stage.page(), u"CallPage"_s);
        open(stage);
        open(stage);
        QCOMPARE(stage.page(), u"SettingsPage"_s);
        QTest::mouseClick(button(stage, u"Back"_s), Qt::LeftButton);
        QCOMPARE(stage.page(), u"CallPage"_s);
    }

    void showsTheLicenceOfEveryLibraryWithItsText() {
        Stage stage;
        open(stage);
        auto* list = control<QComboBox>(stage, u"Library"_s);
        auto* text = control<QTextBrowser>(stage, u"Licence"_s);
        QVERIFY(!list->isVisible());
        button(stage, u"Show the licences"_s)->click();
        QVERIFY(list->isVisible());
        QVERIFY(text->toPlainText().contains(u"Permission is hereby granted"_s));
        for (const QString& name : {u"qt6"_s, u"opus"_s, u"libsodium"_s, u"LGPL-3"_s, u"speexdsp"_s})
            QVERIFY2(list->findText(name) > 0, qPrintable(name));
        for (int index = 0; index < list->count(); ++index) {
            list->setCurrentIndex(index);
            QVERIFY2(text->toPlainText().size() > 500, qPrintable(list->currentText()));
        }
    }

    void aCallerComesBeforeTheSettings() {
        Stage stage;
        stage.call().host({});
        open(stage);
        stage.call().setState(CallState::Ringing);
        QCOMPARE(stage.page(), u"IncomingPage"_s);
    }

    void everySwitchOfSoundReachesTheCallAtOnce() {
        Stage stage;
        beginCall(stage);
        open(stage);
        choose(stage, u"Echo"_s, 1);
        QCOMPARE(stage.call().sound().echo, EchoHandling::HalfDuplex);
        choose(stage, u"Echo"_s, 2);
        QCOMPARE(stage.call().sound().echo, EchoHandling::Off);
        button(stage, u"Suppress noise"_s)->click();
        QVERIFY(!stage.call().sound().suppressNoise);
        button(stage, u"Level your voice"_s)->click();
        QVERIFY(!stage.call().sound().automaticGain);
        button(stage, u"Level the voice of the other side"_s)->click();
        QVERIFY(!stage.call().sound().levelPeer);
        control<QSlider>(stage, u"Volume of the other side"_s)->setValue(150);
        QCOMPARE(stage.call().sound().peerVolumePercent, 150);
        choose(stage, u"Your microphone is on"_s, 1);
        QCOMPARE(stage.call().sound().talkMode, TalkMode::VoiceActivity);
    }

    void devicesChangeDuringACallAndOnlyWhenTheyAreOthers() {
        Stage stage;
        beginCall(stage);
        open(stage);
        button(stage, u"Suppress noise"_s)->click();
        QVERIFY(!stage.call().chosenInput && !stage.call().chosenOutput);
        choose(stage, u"Microphone"_s, 2);
        QCOMPARE(stage.call().chosenInput->deviceId, QByteArray("mic-b"));
        QVERIFY(!stage.call().chosenOutput);
        choose(stage, u"Loudspeaker"_s, 2);
        QCOMPARE(stage.call().chosenOutput->deviceId, QByteArray("out-b"));
        choose(stage, u"Microphone"_s, 0);
        QCOMPARE(stage.call().chosenInput->kind, AudioInputSpec::Kind::Default);
    }

    void devicesOutsideACallAreNotOpened() {
        Stage stage;
        open(stage);
        choose(stage, u"Microphone"_s, 2);
        QVERIFY(!stage.call().chosenInput);
        stage.call().join({});
        QVERIFY(!stage.call().chosenInput);
    }

    // The call keeps it until it has sound.
    void deviceChosenBeforeTheTalkIsTheOneOfTheTalk() {
        for (const auto state : {CallState::Hosting, CallState::Connecting, CallState::Ringing}) {
            Stage stage;
            stage.call().setState(state);
            open(stage);
            choose(stage, u"Microphone"_s, 2);
            choose(stage, u"Loudspeaker"_s, 2);
            QVERIFY(stage.call().chosenInput && stage.call().chosenOutput);
            QCOMPARE(stage.call().chosenInput->deviceId, QByteArray("mic-b"));
            QCOMPARE(stage.call().chosenOutput->deviceId, QByteArray("out-b"));
        }
    }

    void volumeFromTheCallPageIsKept() {
        Stage stage;
        beginCall(stage);
        Q_EMIT stage.find<CallPage>()->peerVolumeRequested(60);
        QCOMPARE(stage.call().sound().peerVolumePercent, 60);
        QCOMPARE(stage.settings().settings().sound.peerVolumePercent, 60);
        open(stage);
        button(stage, u"Suppress noise"_s)->click();
        QCOMPARE(stage.call().sound().peerVolumePercent, 60);
    }

    void voiceAndConnectionsChangeDuringACall() {
        Stage stage;
        beginCall(stage);
        open(stage);
        choose(stage, u"Voice"_s, 3);
        QCOMPARE(stage.call().profileName, ProfileName::Saver);
        QCOMPARE(stage.call().voiceProfile.framesPerMessage, 8);
        choose(stage, u"Size of messages"_s, 1);
        QCOMPARE(stage.call().voiceProfile.sizes, SizePolicy::Constant);
        button(stage, u"Two connections at once"_s)->click();
        QVERIFY(stage.call().isHedging());
    }

    // What was agreed on during the call, or is as it was, is not said again with every other choice.
    void choicesOfOtherKindsLeaveTheVoiceAlone() {
        Stage stage;
        beginCall(stage);
        stage.call().changeHedging(true);
        stage.call().log.clear();
        open(stage);
        button(stage, u"Suppress noise"_s)->click();
        QVERIFY2(stage.call().log.isEmpty(), qPrintable(stage.call().log.join(u' ')));
        QVERIFY(stage.call().isHedging());
    }

    void nextCallIsHostedAsChosen() {
        Stage stage;
        open(stage);
        control<QSpinBox>(stage, u"Port to wait for calls on"_s)->setValue(9000);
        choose(stage, u"Who can reach it"_s, 1);
        choose(stage, u"Voice"_s, 3);
        choose(stage, u"Size of messages"_s, 1);
        button(stage, u"Two connections at once"_s)->click();
        button(stage, u"Begin every call muted"_s)->click();
        button(stage, u"Only callers with your invite"_s)->click();
        Q_EMIT stage.find<HomePage>()->hostRequested();
        const HostOptions& options = stage.call().hostOptions;
        QCOMPARE(options.door.port, quint16{9000});
        QCOMPARE(options.door.bindAddress, QHostAddress(QHostAddress::AnyIPv4));
        QCOMPARE(options.voice.profileName, ProfileName::Saver);
        QCOMPARE(options.voice.profile.sizes, SizePolicy::Constant);
        QVERIFY(options.voice.hedging);
        QVERIFY(options.voice.startMuted);
        QVERIFY(options.door.linkOnly);
        QCOMPARE(options.voice.name, u"Bob"_s);
    }

    void anotherAddressCountsOnlyOnceItIsOne() {
        Stage stage;
        open(stage);
        choose(stage, u"Who can reach it"_s, 2);
        auto* field = control<QLineEdit>(stage, u"IP address to listen on"_s);
        QVERIFY(!field->isHidden());
        field->setText({});
        QTest::keyClicks(field, u"10.0.0"_s + u".7x"_s);
        QCOMPARE(stage.settings().settings().network.listenAddress, u"10.0.0.7"_s);
        QVERIFY(stage.visibleText().contains(u"This is no IP address"_s));
        QTest::keyClick(field, Qt::Key_Backspace);
        QVERIFY(!stage.visibleText().contains(u"This is no IP address"_s));
        QVERIFY(!field->isHidden());
    }

    void keyOfPushToTalkIsTaken() {
        Stage stage;
        open(stage);
        auto* field = stage.find<KeyField>();
        QVERIFY(field->isHidden());
        choose(stage, u"Your microphone is on"_s, 2);
        QVERIFY(!field->isHidden());
        field->setFocus();
        field->click();
        QCOMPARE(field->text(), u"Press a key"_s);
        QTest::keyClick(field, Qt::Key_M); // mute has it
        QCOMPARE(field->text(), u"Press a key"_s);
        QTest::keyClick(field, Qt::Key_F8);
        QCOMPARE(field->text(), u"F8: change"_s);
        QCOMPARE(stage.settings().settings().talking.key, u"F8"_s);
        field->click();
        QTest::keyClick(field, Qt::Key_Escape);
        QCOMPARE(stage.page(), u"SettingsPage"_s);
        QCOMPARE(stage.settings().settings().talking.key, u"F8"_s);
    }

    void unusableKeysInTheFileBecomeSpace_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("key");
        QTest::newRow("space") << u"Space"_s << int{Qt::Key_Space};
        QTest::newRow("letter") << u"T"_s << int{Qt::Key_T};
        QTest::newRow("function key") << u"F12"_s << int{Qt::Key_F12};
        QTest::newRow("nothing") << QString() << int{Qt::Key_Space};
        QTest::newRow("garbage") << u"no such key"_s << int{Qt::Key_Space};
        QTest::newRow("with modifier") << u"Ctrl+T"_s << int{Qt::Key_Space};
        QTest::newRow("two keys") << u"A, B"_s << int{Qt::Key_Space};
        QTest::newRow("mute") << u"M"_s << int{Qt::Key_Space};
        QTest::newRow("mute in Russian") << u"Ь"_s << int{Qt::Key_Space};
        QTest::newRow("deafen in Russian") << u"В"_s << int{Qt::Key_Space};
        QTest::newRow("Russian letter") << u"Ж"_s << 0x416;
        QTest::newRow("escape") << u"Esc"_s << int{Qt::Key_Space};
    }
    void unusableKeysInTheFileBecomeSpace() {
        QFETCH(const QString, text);
        QFETCH(const int, key);
        QCOMPARE(int{keyFromText(text)}, key);
    }

    void wheelDoesNotChangeWhatItPassesOver() {
        Stage stage;
        open(stage);
        const Settings before = stage.settings().settings();
        int turned = 0;
        for (QWidget* field : stage.find<SettingsPage>()->findChildren<QWidget*>()) {
            if (!qobject_cast<QComboBox*>(field) && !qobject_cast<QSlider*>(field) && !qobject_cast<QSpinBox*>(field))
                continue;
            turnWheelOver(field);
            ++turned;
            QVERIFY2(stage.settings().settings() == before, qPrintable(field->accessibleName()));
        }
        QVERIFY(turned >= 12);
    }

    void reportHoldsFiguresAndNoNames() {
        Stage stage;
        stage.settings().change([](Settings& settings) {
            settings.hasName = true;
            settings.name = u"Carol Private"_s;
            settings.sound.inputId = "mic-b";
            settings.network.listenAddress = u"192.168.77.5"_s;
        });
        stage.call().nextStats = someStats(142);
        beginCall(stage);
        open(stage);
        button(stage, u"Copy a report"_s)->click();
        const QString report = QGuiApplication::clipboard()->text();
        QVERIFY(report.contains(u"Viz: 0.1\n"_s));
        QVERIFY(report.contains(u"delay ms, total: 142.0\n"_s));
        QVERIFY(report.contains(u"microphone chosen: yes\n"_s));
        QVERIFY(report.contains(u"call state: in call\n"_s));
        QVERIFY(report.contains(u"talking mode: open\n"_s));
        QVERIFY(report.contains(u"echo: cancel\n"_s));
        QVERIFY(report.contains(u"profile: auto\n"_s));
        QVERIFY(report.contains(u"the tunnel closed"_s));
        for (const QString& hidden : {u"Carol"_s, u"Alice"_s, u"mic-b"_s, u"USB"_s, u"192.168"_s})
            QVERIFY2(!report.contains(hidden), qPrintable(hidden));
    }

    void figuresOfTheCallAreShownAndFollowIt() {
        Stage stage;
        open(stage);
        QVERIFY(stage.visibleText().contains(u"No call is on."_s));
        QTest::keyClick(&stage.window(), Qt::Key_Escape);
        stage.call().nextStats = someStats(142);
        beginCall(stage);
        open(stage);
        QVERIFY(!stage.visibleText().contains(u"No call is on."_s));
        QCOMPARE(control<QLabel>(stage, u"delay ms, total"_s)->text(), u"142.0"_s);
        stage.call().nextStats = someStats(155);
        QTRY_COMPARE(control<QLabel>(stage, u"delay ms, total"_s)->text(), u"155.0"_s);
    }

    // So that both can be compared.
    void everyFigureIsThatOfTheReport() {
        Stage stage;
        stage.call().nextStats = someStats(142);
        beginCall(stage);
        open(stage);
        button(stage, u"Copy a report"_s)->click();
        const QString report = QGuiApplication::clipboard()->text();
        for (const ReportRow& row : callRows(stage.call().nextStats)) {
            const QString name = QString::fromLatin1(row.name);
            QCOMPARE(control<QLabel>(stage, name)->text(), row.value);
            QVERIFY2(report.contains(name + u": "_s + row.value + u'\n'), row.name);
        }
    }

    void soundCanBeTriedUnlessACallIsOn() {
        for (const auto state : {CallState::Idle, CallState::Hosting, CallState::InCall}) {
            Stage stage(silentDefaults());
            stage.call().setState(state);
            open(stage);
            auto* check = button(stage, u"Check"_s);
            QCOMPARE(check->isVisible(), state != CallState::InCall);
            check->click(); // hidden: nobody acts for it
            QCOMPARE(stage.check().step() == SoundCheck::Step::Off, state == CallState::InCall);
            QCOMPARE(check->text(), state == CallState::InCall ? u"Check"_s : u"Stop"_s);
        }
    }

    void trialEndsWithTheSettings() {
        Stage stage(silentDefaults());
        open(stage);
        auto* check = button(stage, u"Check"_s);
        check->click();
        QCOMPARE(stage.check().step(), SoundCheck::Step::Recording);
        QTest::keyClick(&stage.window(), Qt::Key_Escape);
        QCOMPARE(stage.check().step(), SoundCheck::Step::Off);
        QCOMPARE(check->text(), u"Check"_s);
        stage.find<HomePage>()->soundPanel().findChild<QPushButton*>()->click();
        QCOMPARE(stage.check().step(), SoundCheck::Step::Recording);
        QCOMPARE(check->text(), u"Check"_s); // only the panel in sight follows
    }

    void aCallerEndsTheTrial() {
        Stage stage(silentDefaults());
        stage.call().host({});
        open(stage);
        button(stage, u"Check"_s)->click();
        stage.call().setState(CallState::Ringing);
        QCOMPARE(stage.check().step(), SoundCheck::Step::Off);
    }

    void logIsReadOnlyWhileItIsShown() {
        int reads = 0;
        WindowDefaults defaults = Stage::defaultsForTests();
        defaults.logLines = [&reads] {
            ++reads;
            return QStringList{u"line one"_s, u"line two"_s};
        };
        Stage stage(defaults);
        open(stage);
        QCOMPARE(reads, 0);
        button(stage, u"Show the log"_s)->click();
        QCOMPARE(reads, 1);
        QCOMPARE(control<QPlainTextEdit>(stage, u"Log"_s)->toPlainText(), u"line one\nline two"_s);
    }

    void logGrowsAndForgetsAtItsBeginning() {
        QStringList lines{u"one"_s, u"two"_s};
        WindowDefaults defaults = Stage::defaultsForTests();
        defaults.logLines = [&lines] { return lines; };
        Stage stage(defaults);
        open(stage);
        button(stage, u"Show the log"_s)->click();
        auto* log = control<QPlainTextEdit>(stage, u"Log"_s);
        log->moveCursor(QTextCursor::Start);
        log->moveCursor(QTextCursor::EndOfLine, QTextCursor::KeepAnchor);
        const QString marked = log->textCursor().selectedText();
        lines = {u"two"_s, u"three"_s};
        QTRY_COMPARE(log->toPlainText(), u"one\ntwo\nthree"_s);
        QCOMPARE(log->textCursor().selectedText(), marked); // what somebody marked stays marked
        lines = {u"four"_s};
        QTRY_COMPARE(log->toPlainText(), u"four"_s);
    }

    void bytesOfACallAreCounted() {
        Stage stage;
        stage.call().nextStats = someStats(142);
        beginCall(stage);
        stage.call().end({.reason = EndReason::HungUpThere, .detail = {}});
        const DataUsage& usage = stage.settings().settings().usage;
        QCOMPARE(bytesThisMonth(usage, QDate::currentDate()), kBytesOfSomeCall);
        stage.call().join({});
        stage.call().end({.reason = EndReason::NoAnswer, .detail = {}});
        QCOMPARE(bytesThisMonth(stage.settings().settings().usage, QDate::currentDate()), kBytesOfSomeCall);
    }

    void bytesAreCountedWhileTheCallLasts() {
        Stage stage;
        const auto counted = [&stage] {
            return bytesThisMonth(stage.settings().settings().usage, QDate::currentDate());
        };
        stage.call().nextStats.sinceConnected = std::chrono::seconds(59);
        stage.call().nextStats.sent.bytes = 1'000;
        beginCall(stage);
        QCOMPARE(counted(), 0);
        stage.call().nextStats.sinceConnected = std::chrono::seconds(60);
        QTRY_COMPARE(counted(), 1'000);
        stage.call().nextStats.sent.bytes = 1'500;
        stage.call().setState(CallState::Reconnecting); // reads them
        QCOMPARE(counted(), 1'000);
        stage.call().nextStats.sinceConnected = std::chrono::seconds(120);
        QTRY_COMPARE(counted(), 1'500);
        stage.call().end({.reason = EndReason::HungUpThere, .detail = {}});
        QCOMPARE(counted(), 1'500);
    }

    void languageChangesAtOnceAndTheCallGoesOn() {
        Appearance appearance(*qApp, ThemeChoice::Light, QLocale(QLocale::English));
        Stage stage;
        stage.find<HomePage>()->setJoinAddress(someInvite());
        stage.call().nextStats = someStats(142);
        beginCall(stage);
        stage.call().setMuted(true);
        open(stage);
        appearance.apply({.theme = ThemeChoice::Light, .language = LanguageChoice::Russian});
        QTRY_VERIFY(stage.visibleText().contains(u"Настройки"_s));
        QCOMPARE(stage.page(), u"SettingsPage"_s);
        QCOMPARE(stage.window().findChildren<SettingsPage*>().size(), 1);
        QCOMPARE(stage.find<HomePage>()->joinAddress(), someInvite());
        QTest::mouseClick(button(stage, u"Назад"_s), Qt::LeftButton);
        QCOMPARE(stage.page(), u"CallPage"_s);
        QVERIFY(stage.visibleText().contains(u"Alice"_s));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_M); // the new page has its keys, too
        QVERIFY(!stage.call().isMuted());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_M);
        QTest::keyClick(&stage.window(), Qt::Key_Comma, Qt::ControlModifier);
        choose(stage, u"Эхо"_s, 2);
        QCOMPARE(stage.call().sound().echo, EchoHandling::Off);
        QVERIFY(stage.call().isMuted());
        QVERIFY(!stage.call().log.contains(u"hangUp"_s));
        stage.call().end({.reason = EndReason::HungUpThere, .detail = {}});
        QCOMPARE(stage.page(), u"EndedPage"_s);
    }

    // Its tunnel must not end because somebody reads another language.
    void pageForWaitingStaysUntilNobodyWaits() {
        Appearance appearance(*qApp, ThemeChoice::Light, QLocale(QLocale::English));
        Stage stage;
        Q_EMIT stage.find<HomePage>()->hostRequested();
        const QPointer<HostingPage> before = stage.find<HostingPage>();
        appearance.setLocale(QLocale(QLocale::Russian));
        QTRY_VERIFY(stage.find<HomePage>()->findChild<QLineEdit*>()->placeholderText() == u"Приглашение или адрес"_s);
        QCOMPARE(stage.page(), u"HostingPage"_s);
        QCOMPARE(stage.find<HostingPage>(), before);
        stage.call().hangUp();
        QTRY_VERIFY(before.isNull());
        QCOMPARE(stage.window().findChildren<HostingPage*>().size(), 1);
    }

    void themeChangesAtOnce() {
        Appearance appearance(*qApp, ThemeChoice::Light, QLocale(QLocale::English));
        appearance.apply({.theme = ThemeChoice::Dark, .language = LanguageChoice::English});
        QCOMPARE(appearance.variant(), ThemeVariant::Dark);
        QCOMPARE(QLocale().language(), QLocale::English);
        appearance.apply({.theme = ThemeChoice::Light, .language = LanguageChoice::English});
        QCOMPARE(appearance.variant(), ThemeVariant::Light);
    }

    void everyNoticeIsASentenceWithItsFile() {
        using enum SettingsNotice::Kind;
        for (const auto kind : {Broken, Newer, Unreadable, ValuesIgnored, Unwritable}) {
            const QString text = SettingsText::notice(
                {.kind = kind, .file = u"/a/viz.ini"_s, .setAside = u"/a/viz.ini.old"_s, .keys = {u"sound/echo"_s}});
            QVERIFY2(text.contains(u"/a/viz.ini"_s) || text.contains(u"values for: Sound."_s), qPrintable(text));
            QVERIFY(text.endsWith(u'.'));
        }
    }

    void ignoredValuesAreNamedBySection() {
        const QString text = SettingsText::notice({.kind = SettingsNotice::Kind::ValuesIgnored,
                                                   .file = {},
                                                   .setAside = {},
                                                   .keys = {u"sound/echo"_s, u"sound/input"_s, u"look/theme"_s}});
        QVERIFY2(text.endsWith(u"for: Sound, Look."_s), qPrintable(text));
        for (const QString& key :
             {u"you/name"_s, u"talking/key"_s, u"network/port"_s, u"privacy/log"_s, u"usage/bytes"_s}) {
            const QString sentence = SettingsText::notice(
                {.kind = SettingsNotice::Kind::ValuesIgnored, .file = {}, .setAside = {}, .keys = {key}});
            QVERIFY2(!sentence.contains(u'/'), qPrintable(sentence));
        }
    }
};

} // namespace viz::test

QTEST_MAIN(viz::test::SettingsPageTest)
#include "settings_page_test.moc"
