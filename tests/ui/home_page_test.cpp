#include "core/call/call_settings.h"
#include "core/protocol/secret.h"
#include "tests/ui/scenes.h"
#include "ui/device_chooser.h"
#include "ui/home_page.h"
#include "ui/icon_widgets.h"
#include "ui/invite_offer.h"
#include "ui/sound_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace viz::test {

class HomePageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeCrypto()); }
    void init() {
        m_store.set({});
        QGuiApplication::clipboard()->clear();
    }

    void saysAtOnceWhatItUnderstood_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("callable");
        QTest::addColumn<QString>("answer");
        const QString invite = someInvite();
        QTest::newRow("nothing") << QString() << false << u"Paste the invite"_s;
        QTest::newRow("white space") << u"   "_s << false << u"Paste the invite"_s;
        QTest::newRow("invite") << invite << true << u"securely to abc-def.trycloudflare.com. The invite proves"_s;
        QTest::newRow("invite in quotes") << u" “"_s + invite + u"” "_s << true << u"securely to abc-def"_s;
        QTest::newRow("tunnel address") << u"https://abc.ngrok.app"_s << true
                                        << u"securely to abc.ngrok.app. You compare five words"_s;
        QTest::newRow("bare host") << u"abc.ngrok.app"_s << true << u"securely to abc.ngrok.app"_s;
        QTest::newRow("plain") << u"ws://192.168.1.5:8443"_s << true << u"to 192.168.1.5:8443. The way there shows"_s;
        QTest::newRow("international") << u"https://пример.рф"_s << true << u"xn--e1afmkfd.xn--p1ai"_s;
        QTest::newRow("cut short") << invite.chopped(3) << false << u"The end of the invite is missing"_s;
        QTest::newRow("cut at #") << invite.section(u'#', 0, 0) << false << u"after the # of the invite was cut off"_s;
        QTest::newRow("glued") << invite + u"abc"_s << false << u"after the end of the invite"_s;
        QTest::newRow("user info") << u"https://bank.example@evil.example"_s << false << u"user name in it"_s;
        QTest::newRow("web page") << u"https://a.example/?q=1"_s << false << u"address of a web page"_s;
        QTest::newRow("mail") << u"mailto:bob@example.org"_s << false << u"cannot call this kind"_s;
        QTest::newRow("port") << u"https://a.example:99999"_s << false << u"between 1 and 65535"_s;
        QTest::newRow("a novel") << QString(5000, u'x') << false << u"too long"_s;
    }
    void saysAtOnceWhatItUnderstood() {
        QFETCH(const QString, typed);
        QFETCH(const bool, callable);
        QFETCH(const QString, answer);
        HomePage page(m_store, {});
        page.setJoinAddress(typed);
        const auto* line = page.findChildren<StatusLine*>().at(1);
        QVERIFY2(line->text().contains(answer), qPrintable(line->text()));
        QCOMPARE(line->accessibleName(), line->text());
        QCOMPARE(callButton(page)->isEnabled(), callable);
    }

    void neverShowsTheSecretOutsideTheField() {
        HomePage page(m_store, {});
        page.setJoinAddress(someInvite());
        const QString secret = someInvite().section(u'#', 1);
        for (const QLabel* label : page.findChildren<QLabel*>())
            QVERIFY(!label->text().contains(secret));
    }

    void enterCallsOnlyWhatIsUnderstood() {
        HomePage page(m_store, {});
        const QSignalSpy joins(&page, &HomePage::joinRequested);
        page.setJoinAddress(u"mailto:bob@example.org"_s);
        QTest::keyClick(field(page), Qt::Key_Return);
        QCOMPARE(joins.size(), 0);
        page.setJoinAddress(someInvite());
        QTest::keyClick(field(page), Qt::Key_Return);
        QCOMPARE(joins.size(), 1);
    }

    void keepsTheChosenDeviceWhileOthersComeAndGo() {
        DeviceChooser chooser(DeviceInfo::Direction::Input);
        chooser.setDevices(someDevices());
        QCOMPARE(chooser.count(), 3);
        chooser.setChosenId("mic-b");
        QList<DeviceInfo> fewer = someDevices();
        fewer.removeIf([](const DeviceInfo& device) { return device.id == "mic-b"; });
        chooser.setDevices(fewer);
        QCOMPARE(chooser.chosenId(), QByteArray());
        chooser.setDevices(someDevices());
        QCOMPARE(chooser.chosenId(), QByteArray("mic-b"));
    }

    void chosenDevicesAndNameGoIntoTheSettingsAtOnce() {
        HomePage page(m_store, u"bob"_s);
        page.setDevices(someDevices());
        QCOMPARE(named(page, u"Name"_s)->text(), u"bob"_s);
        QVERIFY(!m_store.settings().hasName);
        choose(page, 0, "mic-b");
        choose(page, 1, "out-b");
        QTest::keyClicks(named(page, u"Name"_s), u"by"_s);
        QCOMPARE(m_store.settings().name, u"bobby"_s);
        const VoiceOptions voice = voiceOf(m_store.settings(), {});
        QCOMPARE(voice.name, u"bobby"_s);
        QCOMPARE(voice.input.kind, AudioInputSpec::Kind::Device);
        QCOMPARE(voice.input.deviceId, QByteArray("mic-b"));
        QCOMPARE(voice.output.deviceId, QByteArray("out-b"));
    }

    void showsWhatIsChosenElsewhere() {
        HomePage page(m_store, {});
        page.setDevices(someDevices());
        m_store.change([](Settings& settings) { settings.sound.outputId = "out-b"; });
        QCOMPARE(page.findChildren<DeviceChooser*>().at(1)->chosenId(), QByteArray("out-b"));
    }

    void offersAnInviteFromTheClipboardOnce() {
        HomePage page(m_store, {});
        InviteOffer& offer = page.inviteOffer();
        QGuiApplication::clipboard()->setText(u"  "_s + someInvite() + u"\n"_s);
        page.lookAtClipboard();
        QVERIFY(!offer.isHidden());
        QVERIFY(offer.text().contains(u"abc-def.trycloudflare.com"_s));
        QVERIFY(!offer.text().contains(u'#'));
        QVERIFY(page.joinAddress().isEmpty());
        offer.findChildren<QPushButton*>().at(1)->click(); // not now
        QVERIFY(offer.isHidden());
        page.lookAtClipboard();
        QVERIFY(offer.isHidden());
        QVERIFY(QGuiApplication::clipboard()->text().contains(someInvite()));
    }

    void takesTheOfferedInvite() {
        HomePage page(m_store, {});
        QGuiApplication::clipboard()->setText(someInvite());
        page.lookAtClipboard();
        page.inviteOffer().findChildren<QPushButton*>().at(0)->click();
        QCOMPARE(page.joinAddress(), someInvite());
        QVERIFY(page.inviteOffer().isHidden());
        page.setJoinAddress({});
        page.lookAtClipboard();
        QVERIFY(page.inviteOffer().isHidden());
    }

    void offersNothingElse_data() {
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << QString();
        QTest::newRow("words") << u"hello"_s;
        QTest::newRow("address without secret") << u"https://abc.ngrok.app"_s;
        QTest::newRow("cut invite") << someInvite().chopped(3);
        QTest::newRow("book") << QString(1'000'000, u'x') + someInvite();
        QTest::newRow("own") << someInvite();
    }
    void offersNothingElse() {
        QFETCH(const QString, text);
        HomePage page(m_store, {});
        page.inviteOffer().leaveOut(someInvite());
        QGuiApplication::clipboard()->setText(text);
        page.lookAtClipboard();
        QVERIFY(page.inviteOffer().isHidden());
    }

    void pasteGoesIntoTheAddressFromAnywhere() {
        HomePage page(m_store, {});
        page.show();
        page.activateWindow();
        QTRY_VERIFY(page.isActiveWindow());
        page.findChildren<DeviceChooser*>().at(0)->setFocus();
        QGuiApplication::clipboard()->setText(someInvite());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(page.joinAddress(), someInvite());
        QVERIFY(callButton(page)->isEnabled());
    }

    // There no field takes it by itself.
    void pasteWorksInTheRussianLayout() {
        HomePage page(m_store, {});
        page.show();
        page.activateWindow();
        QTRY_VERIFY(page.isActiveWindow());
        QGuiApplication::clipboard()->setText(someInvite());
        page.firstFocus()->setFocus();
        QTest::sendKeyEvent(QTest::Click, QApplication::focusWidget(), static_cast<Qt::Key>(u'М'), u"м"_s,
                            Qt::ControlModifier);
        QCOMPARE(page.joinAddress(), someInvite());
        QGuiApplication::clipboard()->setText(u"Боб"_s);
        auto* name = named(page, u"Name"_s);
        name->setFocus();
        QTest::sendKeyEvent(QTest::Click, name, static_cast<Qt::Key>(u'М'), u"м"_s, Qt::ControlModifier);
        QCOMPARE(name->text(), u"Боб"_s);
        QCOMPARE(page.joinAddress(), someInvite());
    }

    void saysWhatIsWrongWithTheMicrophone() {
        HomePage page(m_store, {});
        page.soundPanel().showFailure(DeviceError::PermissionDenied, true);
        QVERIFY(soundState(page)->text().contains(u"not allowed to use the microphone"_s));
        QVERIFY(!soundState(page)->isHidden());
        page.soundPanel().showStep(SoundCheck::Step::Recording);
        QVERIFY(soundState(page)->text().contains(u"Say something"_s));
        page.soundPanel().showSilent();
        QVERIFY(soundState(page)->text().contains(u"microphone is silent"_s));
    }

    void checkIsOffWithoutAMicrophone() {
        HomePage page(m_store, {});
        page.setDevices({});
        QVERIFY(!button(page, u"Check"_s)->isEnabled());
        page.setDevices(someDevices());
        const QSignalSpy asked(&page.soundPanel(), &SoundPanel::checkRequested);
        button(page, u"Check"_s)->click();
        page.soundPanel().showStep(SoundCheck::Step::Recording);
        button(page, u"Stop"_s)->click();
        QCOMPARE(asked.size(), 2);
        QCOMPARE(asked.at(0).at(0).toBool(), true);
        QCOMPARE(asked.at(1).at(0).toBool(), false);
    }

    void tellsWhenTheBudgetIsUsedUp() {
        HomePage page(m_store, {});
        m_store.change([](Settings& settings) {
            settings.network.monthlyBudgetMb = 1;
            settings.usage = withBytes({}, QDate::currentDate(), 999'999);
        });
        const auto* line = page.findChild<StatusLine*>();
        QVERIFY(line->isHidden());
        m_store.change([](Settings& settings) { settings.usage.bytes = 1'000'000; });
        QVERIFY(!line->isHidden());
        QVERIFY(line->text().contains(u"1.0 MB"_s));
    }

private:
    static QLineEdit* named(const HomePage& page, const QString& name) {
        for (QLineEdit* edit : page.findChildren<QLineEdit*>()) {
            if (edit->accessibleName() == name)
                return edit;
        }
        return nullptr;
    }
    static QLineEdit* field(const HomePage& page) { return named(page, u"Invite or address of the person to call"_s); }
    static IconButton* button(const HomePage& page, const QString& text) {
        for (IconButton* button : page.findChildren<IconButton*>()) {
            if (button->text() == text)
                return button;
        }
        return nullptr;
    }
    static IconButton* callButton(const HomePage& page) { return button(page, u"Call"_s); }
    static StatusLine* soundState(HomePage& page) { return page.soundPanel().findChild<StatusLine*>(); }
    static void choose(const HomePage& page, int which, const QByteArray& id) {
        DeviceChooser* chooser = page.findChildren<DeviceChooser*>().at(which);
        chooser->setChosenId(id);
        Q_EMIT chooser->activated(chooser->currentIndex());
    }

    SettingsStore m_store{QString()};
};

} // namespace viz::test

QTEST_MAIN(viz::test::HomePageTest)
#include "home_page_test.moc"
