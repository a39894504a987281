#include "core/protocol/secret.h"
#include "tests/ui/scenes.h"
#include "ui/device_chooser.h"
#include "ui/home_page.h"
#include "ui/icon_widgets.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace viz::test {

class HomePageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeCrypto()); }

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
        HomePage page({});
        page.setJoinAddress(typed);
        const auto* line = page.findChild<StatusLine*>();
        QVERIFY2(line->text().contains(answer), qPrintable(line->text()));
        QCOMPARE(line->accessibleName(), line->text());
        QCOMPARE(callButton(page)->isEnabled(), callable);
    }

    void neverShowsTheSecretOutsideTheField() {
        HomePage page({});
        page.setJoinAddress(someInvite());
        const QString secret = someInvite().section(u'#', 1);
        for (const QLabel* label : page.findChildren<QLabel*>())
            QVERIFY(!label->text().contains(secret));
    }

    void enterCallsOnlyWhatIsUnderstood() {
        HomePage page({});
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

    void chosenDevicesAndNameGoIntoTheCall() {
        VoiceOptions given;
        HomePage page(given);
        page.setDevices(someDevices());
        const auto choosers = page.findChildren<DeviceChooser*>();
        choosers.at(0)->setChosenId("mic-b");
        choosers.at(1)->setChosenId("out-b");
        named(page, u"Name"_s)->setText(u"  Carol "_s);
        const VoiceOptions voice = page.voice();
        QCOMPARE(voice.name, u"Carol"_s);
        QCOMPARE(voice.input.kind, AudioInputSpec::Kind::Device);
        QCOMPARE(voice.input.deviceId, QByteArray("mic-b"));
        QCOMPARE(voice.output.deviceId, QByteArray("out-b"));
    }

    void soundFromTheCommandLineStaysUntilADeviceIsChosen() {
        VoiceOptions given;
        given.input.kind = AudioInputSpec::Kind::Tone;
        given.input.toneHz = 440;
        HomePage page(given);
        page.setDevices(someDevices());
        QCOMPARE(page.voice().input.kind, AudioInputSpec::Kind::Tone);
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
    static IconButton* callButton(const HomePage& page) {
        for (IconButton* button : page.findChildren<IconButton*>()) {
            if (button->text() == u"Call"_s)
                return button;
        }
        return nullptr;
    }
};

} // namespace viz::test

QTEST_MAIN(viz::test::HomePageTest)
#include "home_page_test.moc"
