#include "core/protocol/secret.h"
#include "tests/support/wait_for.h"
#include "tests/ui/fake_call.h"
#include "ui/call_page.h"
#include "ui/history_graph.h"
#include "ui/level_bar.h"
#include "ui/quality_bars.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QShortcut>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace viz::test {
namespace {

/// The page of a call with Alice, in a window of its own.
class Talk {
public:
    explicit Talk(const SoundSettings& sound = {}) {
        PeerInfo peer;
        peer.name = u"Alice"_s;
        peer.verification = Verification::ByInvite;
        call.setPeer(peer);
        call.setSound(sound);
        page.resize(420, 640);
        page.start(call);
        page.show();
        page.activateWindow();
        if (!waitFor([this] { return page.isActiveWindow(); }))
            qFatal("the window did not become active");
        page.firstFocus()->setFocus();
    }

    void setPeer(bool muted, bool canHear) {
        PeerInfo peer = call.peer();
        peer.muted = muted;
        peer.canHear = canHear;
        page.setPeer(peer);
    }

    /// Shows `stats` for a while, as the window does.
    void showFor(MonotonicTime time) {
        for (const MonotonicTime end = stats.sinceConnected + time; stats.sinceConnected < end;
             stats.sinceConnected += 100ms)
            page.showStats(stats);
    }

    [[nodiscard]] QString text() const {
        QStringList texts;
        for (const auto* label : page.findChildren<QLabel*>()) {
            if (label->isVisible())
                texts += label->text();
        }
        return texts.join(u'\n');
    }

    [[nodiscard]] QAbstractButton* button(const QString& text) const {
        for (auto* candidate : page.findChildren<QAbstractButton*>()) {
            if ((candidate->text() == text || candidate->accessibleName() == text) && candidate->isVisible())
                return candidate;
        }
        return nullptr;
    }

    [[nodiscard]] LevelBar* meter(const QString& name) const {
        for (auto* bar : page.findChildren<LevelBar*>()) {
            if (bar->accessibleName() == name)
                return bar;
        }
        return nullptr;
    }

    static void pressKey(Qt::Key key) { QTest::keyPress(QApplication::focusWidget(), key); }
    static void releaseKey(Qt::Key key) { QTest::keyRelease(QApplication::focusWidget(), key); }

    FakeCall call;
    CallPage page;
    CallStats stats;
};

constexpr SoundSettings kPushToTalk{.talkMode = TalkMode::PushToTalk};

void speak(CallStats& stats, std::optional<float> heardDbfs) {
    stats.sent.transmitting = true;
    stats.sent.voice = true;
    stats.sent.inputLevelDbfs = -20;
    stats.sent.heardLevelDbfs = heardDbfs;
}

} // namespace

class CallPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeCrypto()); }

    void stateOfTheOwnVoiceIsTheMostImportantOne_data() {
        using enum OwnVoiceState;
        QTest::addColumn<OwnVoiceFacts>("facts");
        QTest::addColumn<OwnVoiceState>("state");
        QTest::newRow("nothing known") << OwnVoiceFacts{} << Unproven;
        QTest::newRow("heard") << OwnVoiceFacts{.heard = true} << Heard;
        QTest::newRow("peer is deaf") << OwnVoiceFacts{.peerCanHear = false, .heard = true} << NotHeard;
        QTest::newRow("no sound") << OwnVoiceFacts{.microphoneSilent = true, .peerCanHear = false} << MicrophoneSilent;
        QTest::newRow("no key") << OwnVoiceFacts{.keyMissing = true, .microphoneSilent = true} << HoldToTalk;
        QTest::newRow("no microphone") << OwnVoiceFacts{.microphoneLost = true, .keyMissing = true} << NoMicrophone;
        QTest::newRow("no microphone and no connection")
            << OwnVoiceFacts{.connected = false, .microphoneLost = true} << Unconnected;
        QTest::newRow("no connection") << OwnVoiceFacts{.connected = false, .keyMissing = true} << Unconnected;
        QTest::newRow("muted above all") << OwnVoiceFacts{.muted = true, .connected = false, .keyMissing = true}
                                         << Muted;
    }
    void stateOfTheOwnVoiceIsTheMostImportantOne() {
        QFETCH(const OwnVoiceFacts, facts);
        QFETCH(const OwnVoiceState, state);
        QCOMPARE(ownVoiceState(facts), state);
    }

    void provesThatTheOtherSideHears() {
        Talk talk;
        QVERIFY(talk.text().contains(u"Say something"_s));
        speak(talk.stats, -24.0F);
        talk.showFor(1s);
        QVERIFY(talk.text().contains(u"Alice hears you."_s));
        talk.setPeer(false, false);
        QVERIFY(!talk.text().contains(u"Alice hears you."_s));
        QVERIFY(talk.text().contains(u"You are not heard now."_s));
        QVERIFY(talk.text().contains(u"Alice does not hear you now."_s)); // the banner
    }

    void proofEndsWithTheConnection() {
        Talk talk;
        speak(talk.stats, -24.0F);
        talk.showFor(1s);
        talk.page.setReconnecting(true);
        QVERIFY(!talk.text().contains(u"Alice hears you."_s));
        talk.page.setReconnecting(false);
        QVERIFY(talk.text().contains(u"Say something"_s));
    }

    void silentMicrophoneIsSaidInBothPlaces() {
        Talk talk;
        talk.stats.sent.inputSilence = VoiceHints::kSilentFor;
        talk.showFor(200ms);
        QVERIFY(talk.text().contains(u"Your microphone is silent."_s));
        QVERIFY(talk.text().contains(u"Nothing comes from your microphone."_s));
    }

    void lostMicrophoneIsNeitherAskedToSpeakNorCalledSilent() {
        Talk talk;
        talk.page.showDeviceEvent({DeviceEvent::Kind::Missing, true, {}});
        talk.button(u"All right"_s)->click();
        talk.stats.sent.inputSilence = VoiceHints::kSilentFor;
        talk.showFor(200ms);
        QVERIFY(talk.text().contains(u"Without a microphone Alice does not hear you."_s));
        for (const QString& misleading : {u"Say something"_s, u"is silent"_s, u"Nothing comes"_s})
            QVERIFY2(!talk.text().contains(misleading), qPrintable(talk.text()));
        talk.page.showDeviceEvent({DeviceEvent::Kind::Returned, true, u"USB Headset"_s});
        talk.stats.sent.inputSilence = {};
        talk.showFor(100ms);
        QVERIFY(talk.text().contains(u"Say something"_s));
    }

    void peerWhoMutedIsNamed() {
        Talk talk;
        talk.setPeer(true, true);
        QVERIFY(talk.text().contains(u"Alice has muted the microphone."_s));
        QCOMPARE(talk.meter(u"Level of the other side"_s)->levelText(), u"muted"_s);
    }

    void muteCannotBeOverlooked() {
        Talk talk;
        QSignalSpy requests(&talk.page, &CallPage::muteRequested);
        talk.button(u"Mute"_s)->click();
        QCOMPARE(requests.takeFirst().front().toBool(), true);
        QVERIFY(!talk.text().contains(u"You are muted."_s)); // until it is so
        talk.page.setMuted(true);
        QVERIFY(talk.text().contains(u"You are muted. Alice does not hear you."_s));
        QCOMPARE(talk.button(u"Unmute"_s)->property("call").toString(), u"alarming"_s);
        QCOMPARE(talk.meter(u"Your level"_s)->levelText(), u"muted"_s);
        talk.button(u"Unmute"_s)->click();
        QCOMPARE(requests.takeFirst().front().toBool(), false);
    }

    void talkingWhileMutedIsTold() {
        Talk talk;
        talk.page.setMuted(true);
        talk.stats.sent.voiceHeldBack = true;
        talk.showFor(2s);
        QVERIFY(talk.text().contains(u"You are talking, but you are muted."_s));
        talk.page.setMuted(false);
        QVERIFY(!talk.text().contains(u"You are talking"_s));
    }

    void deafensByButtonAndKey() {
        Talk talk;
        QSignalSpy requests(&talk.page, &CallPage::deafenRequested);
        talk.button(u"Deafen"_s)->click();
        QCOMPARE(requests.takeFirst().front().toBool(), true);
        talk.page.setDeafened(true);
        QVERIFY(talk.text().contains(u"You do not hear the other side"_s));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_D);
        QCOMPARE(requests.takeFirst().front().toBool(), false);
        talk.page.setDeafened(false);
        QVERIFY(!talk.text().contains(u"You do not hear the other side"_s));
    }

    void talksWhileTheKeyIsHeld() {
        Talk talk(kPushToTalk);
        QSignalSpy changes(&talk.page, &CallPage::talkingChanged);
        QSignalSpy mutes(&talk.page, &CallPage::muteRequested);
        QVERIFY(talk.text().contains(u"Hold Space to talk."_s));
        talk.pressKey(Qt::Key_Space);
        QCOMPARE(changes.takeFirst().front().toBool(), true);
        QVERIFY(!talk.text().contains(u"Hold Space to talk."_s));
        talk.releaseKey(Qt::Key_Space);
        QCOMPARE(changes.takeFirst().front().toBool(), false);
        QVERIFY(talk.text().contains(u"Hold Space to talk."_s));
        QCOMPARE(mutes.count(), 0); // although its button has the focus
    }

    // `viz ctl talk` needs no key.
    void neverSaysClosedWhileTheVoiceGoesOut() {
        Talk talk(kPushToTalk);
        talk.stats.sent.transmitting = true;
        talk.showFor(100ms);
        QVERIFY(!talk.text().contains(u"Hold Space to talk."_s));
        talk.stats.sent.transmitting = false;
        talk.showFor(100ms);
        QVERIFY(talk.text().contains(u"Hold Space to talk."_s));
    }

    void mutesByKeyOnceForEachPress() {
        Talk talk;
        QSignalSpy requests(&talk.page, &CallPage::muteRequested);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_M);
        QCOMPARE(requests.size(), 1);
        for (const QShortcut* shortcut : talk.page.findChildren<QShortcut*>())
            QVERIFY2(!shortcut->autoRepeat(), qPrintable(shortcut->key().toString()));
    }

    // Where Russian is the only layout, the key of M gives a soft sign.
    void keysCountInTheRussianLayout() {
        Talk talk;
        QSignalSpy mutes(&talk.page, &CallPage::muteRequested);
        QSignalSpy deafens(&talk.page, &CallPage::deafenRequested);
        QTest::sendKeyEvent(QTest::Click, QApplication::focusWidget(), static_cast<Qt::Key>(u'Ь'), u"ь"_s,
                            Qt::NoModifier);
        QCOMPARE(mutes.size(), 1);
        QTest::sendKeyEvent(QTest::Click, QApplication::focusWidget(), static_cast<Qt::Key>(u'В'), u"в"_s,
                            Qt::NoModifier);
        QCOMPARE(deafens.size(), 1);
        QCOMPARE(mutes.size(), 1);
    }

    void muteStandsAboveTheKey() {
        Talk talk(kPushToTalk);
        talk.page.setMuted(true);
        QVERIFY(!talk.text().contains(u"Hold Space to talk."_s));
        talk.pressKey(Qt::Key_Space);
        QVERIFY(talk.text().contains(u"You are muted."_s));
        talk.releaseKey(Qt::Key_Space);
    }

    void talkingModeCanChangeDuringTheCall() {
        Talk talk;
        QSignalSpy changes(&talk.page, &CallPage::talkingChanged);
        QVERIFY(!talk.text().contains(u"to talk."_s));
        talk.page.setSound(kPushToTalk);
        talk.page.setTalkKey({.key = Qt::Key_F8}, false);
        QVERIFY(talk.text().contains(u"Hold F8 to talk."_s));
        talk.pressKey(Qt::Key_F8);
        talk.page.setSound({});
        QCOMPARE(changes.count(), 2); // let go
        QVERIFY(!talk.text().contains(u"to talk."_s));
    }

    void keyIsLetGoWhenThePageEnds() {
        auto talk = std::make_unique<Talk>(kPushToTalk);
        bool talking = false;
        connect(&talk->page, &CallPage::talkingChanged, this, [&](bool held) { talking = held; });
        talk->pressKey(Qt::Key_Space);
        QVERIFY(talking);
        talk.reset();
        QVERIFY(!talking);
    }

    void volumeIsShownAndAsked() {
        Talk talk({.peerVolumePercent = 140});
        auto* slider = talk.page.findChild<QSlider*>();
        QCOMPARE(slider->value(), 140);
        QVERIFY(talk.text().contains(u"140 %"_s));
        QCOMPARE(slider->accessibleName(), u"Volume of the other side"_s);
        QSignalSpy requests(&talk.page, &CallPage::peerVolumeRequested);
        slider->setFocus();
        QTest::keyClick(slider, Qt::Key_End);
        QCOMPARE(requests.takeFirst().front().toInt(), SoundSettings::kMaxVolumePercent);
        QTest::keyClick(slider, Qt::Key_Home);
        QCOMPARE(requests.takeFirst().front().toInt(), 0);
        talk.page.setSound({.peerVolumePercent = 60});
        QCOMPARE(slider->value(), 60);
        QVERIFY(requests.isEmpty());
    }

    void clippingIsShown() {
        Talk talk;
        talk.stats.sent.inputLevelDbfs = -30;
        talk.stats.sent.inputPeakDbfs = 0;
        talk.showFor(100ms);
        QTRY_COMPARE(talk.meter(u"Your level"_s)->levelText(), u"too loud"_s);
    }

    void endIsFarFromWhatIsPressedOften() {
        const Talk talk;
        const QRect deafen = talk.button(u"Deafen"_s)->geometry();
        const QRect end = talk.button(u"End call"_s)->geometry();
        QVERIFY(end.left() - deafen.right() >= 24);
        for (const QRect& button : {deafen, end, talk.button(u"Mute"_s)->geometry()})
            QVERIFY(button.height() >= 56 && button.width() >= 88);
    }

    void detailsTellTheLastMinuteInWords() {
        Talk talk;
        talk.stats.delay.totalMs = 120;
        talk.stats.sent.inputLevelDbfs = -20;
        talk.showFor(30s);
        talk.stats.delay.totalMs = 180;
        talk.stats.sent.inputLevelDbfs = -80;
        talk.showFor(30s);
        talk.button(u"Delay 180 ms"_s)->click();
        QVERIFY(talk.text().contains(u"Delay between 120 ms and 180 ms, on average 150 ms."_s));
        QVERIFY(talk.text().contains(u"your sound, in 50 % of the time"_s));
        const auto* graph = talk.page.findChild<HistoryGraph*>();
        QVERIFY(graph->accessibleDescription().contains(u"on average 150 ms"_s));
    }

    void detailsSayWhatSizesTell() {
        Talk talk;
        talk.showFor(100ms);
        talk.button(u"Delay –"_s)->click();
        QVERIFY(talk.text().contains(u"All messages have the same size"_s));
        talk.stats.sent.sizes = SizePolicy::Smallest;
        talk.showFor(100ms);
        QVERIFY(talk.text().contains(u"From their sizes it shows"_s));
    }

    void detailsForecastTheData() {
        Talk talk;
        talk.button(u"Delay –"_s)->click();
        for (int tenth = 0; tenth < 200; ++tenth) {
            talk.stats.sent.bytes += 500;
            talk.stats.received.bytes += 500;
            talk.showFor(100ms);
        }
        QVERIFY2(talk.text().contains(u"36.0 MB"_s), qPrintable(talk.text()));
    }

    void detailsCompareTheForecastWithTheBudget() {
        Talk talk;
        talk.showFor(100ms);
        talk.button(u"Delay –"_s)->click();
        QVERIFY(!talk.text().contains(u"budget"_s));
        talk.page.setBudgetLeft(90'000'000);
        QVERIFY2(talk.text().contains(u"Of your budget for this month 90.0 MB is left."_s), qPrintable(talk.text()));
        for (int tenth = 0; tenth < 200; ++tenth) {
            talk.stats.sent.bytes += 1'000;
            talk.showFor(100ms);
        }
        QVERIFY2(talk.text().contains(u"enough for 2 h at this rate."_s), qPrintable(talk.text()));
        talk.page.setBudgetLeft(18'000'000);
        QVERIFY2(talk.text().contains(u"enough for 30 min at this rate."_s), qPrintable(talk.text()));
        talk.page.setBudgetLeft(0);
        QVERIFY(talk.text().contains(u"is used up."_s));
        talk.page.setBudgetLeft({});
        QVERIFY(!talk.text().contains(u"budget"_s));
    }

    void barsSayTheQualityWithoutColour() {
        Talk talk;
        auto* bars = talk.page.findChild<QualityBars*>();
        QCOMPARE(bars->full(), 0);
        QCOMPARE(bars->accessibleDescription(), u"being measured"_s);
        for (const auto& [delayMs, full] : {std::pair{200.0, 3}, {201.0, 2}, {400.0, 2}, {401.0, 1}}) {
            talk.stats.delay.totalMs = delayMs;
            talk.showFor(100ms);
            QCOMPARE(bars->full(), full);
            QVERIFY(!bars->accessibleDescription().isEmpty());
        }
        talk.page.setReconnecting(true);
        talk.showFor(100ms);
        QCOMPARE(bars->full(), 0);
    }

    void nextCallKnowsNothingOfTheLast() {
        Talk talk;
        speak(talk.stats, -24.0F);
        talk.stats.delay.totalMs = 120;
        talk.showFor(20s);
        talk.setPeer(false, false);
        talk.page.setMuted(true);
        talk.page.showNotice(CallNotice::Howling);
        talk.page.start(talk.call);
        QVERIFY(talk.text().contains(u"Say something"_s));
        QVERIFY(!talk.text().contains(u"howled"_s));
        QVERIFY(!talk.text().contains(u"muted"_s));
        QVERIFY(talk.page.findChild<HistoryGraph*>()->accessibleDescription().contains(u"not known yet"_s));
    }
};

} // namespace viz::test

QTEST_MAIN(viz::test::CallPageTest)
#include "call_page_test.moc"
