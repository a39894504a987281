#include "ui/call_banner.h"
#include "ui/icon_widgets.h"
#include "ui/new_address_form.h"
#include "ui/state_band.h"
#include "ui/status_text.h"
#include "ui/voice_hints.h"

#include <QLabel>
#include <QLineEdit>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace viz::test {
namespace {

/// Never reached in a test, unless it is set to something short.
constexpr CallBanner::Times kLong{.patience = 1h, .resumed = 1h, .rateRefused = 1h, .replaced = 1h, .returned = 1h};

QString visibleText(const CallBanner& banner) {
    QStringList texts;
    for (const auto* label : banner.findChildren<QLabel*>()) {
        if (label->isVisibleTo(&banner))
            texts += label->text();
    }
    return texts.join(u'\n');
}

QPushButton* button(const CallBanner& banner, const QString& text) {
    for (auto* candidate : banner.findChildren<QPushButton*>()) {
        const bool matches = candidate->text() == text || candidate->accessibleName() == text;
        if (matches && candidate->isVisibleTo(&banner))
            return candidate;
    }
    return nullptr;
}

QList<CallAlert> everyAlert() {
    QList<CallAlert> alerts;
    for (std::size_t i = 0; i < kCallAlerts; ++i)
        alerts += static_cast<CallAlert>(i);
    return alerts;
}

/// After so much talk that did not go out, and so much silence of the microphone.
VoiceHints hintsAfter(bool talking, MonotonicTime talk, MonotonicTime silence = {}) {
    VoiceHints hints;
    SendStats sent;
    sent.voiceHeldBack = talking;
    sent.inputSilence = std::chrono::duration_cast<Samples>(silence);
    for (MonotonicTime now{}; now <= talk; now += 100ms)
        hints.update(sent, now);
    return hints;
}

bool asksForAddress(const CallBanner& banner) { return banner.findChild<NewAddressForm*>()->isVisibleTo(&banner); }

} // namespace

class CallBannerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // The event itself goes out only where a screen reader listens, which no test can do without a display.
    void nameForScreenReadersIsTheAlertWithoutItsClock() {
        CallBanner banner;
        banner.setWeak(true);
        const QString weak = banner.accessibleName();
        QCOMPARE(weak, visibleText(banner).section(u'\n', 0, 0));
        banner.setReconnecting(true);
        const QString reconnecting = banner.accessibleName();
        QVERIFY(reconnecting != weak);
        const QString atFirst = visibleText(banner);
        QTRY_VERIFY(visibleText(banner) != atFirst); // its clock goes on, and is not read out
        QCOMPARE(banner.accessibleName(), reconnecting);
        banner.setReconnecting(false);
        QCOMPARE(banner.accessibleName(), weak);
    }

    void sentenceAboutAVoiceIsItsName() {
        StateBand band;
        band.show(IconName::MicrophoneOff, Tone::Notice, u"Muted."_s, StateBand::Urgency::Urgent);
        QCOMPARE(band.accessibleName(), u"Muted."_s);
    }

    void mostSeriousAlertIsShown_data() {
        using enum CallAlert;
        QTest::addColumn<QList<CallAlert>>("alerts");
        QTest::addColumn<CallAlert>("shown");
        QTest::newRow("one") << QList{WeakNetwork} << WeakNetwork;
        QTest::newRow("reconnecting before all") << everyAlert() << Reconnecting;
        QTest::newRow("end of reconnecting") << QList{WeakNetwork, Howling, Resumed} << Resumed;
        QTest::newRow("why muted before talking muted") << QList{TalkingUnheard, Howling} << Howling;
        QTest::newRow("no microphone before a quiet one") << QList{MicrophoneSilent, MicrophoneLost} << MicrophoneLost;
        QTest::newRow("nothing heard before the network") << QList{RateRefused, LoudspeakerLost} << LoudspeakerLost;
        QTest::newRow("not heard there before devices") << QList{DeviceReplaced, PeerCannotHear} << PeerCannotHear;
        QTest::newRow("talking before devices") << QList{DeviceReplaced, TalkingUnheard} << TalkingUnheard;
        QTest::newRow("key before devices") << QList{DeviceReplaced, KeyTaken} << KeyTaken;
        QTest::newRow("refused before advice") << QList{HedgingAdvised, RateRefused} << RateRefused;
        QTest::newRow("advice before weak") << QList{WeakNetwork, HedgingAdvised} << HedgingAdvised;
    }
    void mostSeriousAlertIsShown() {
        QFETCH(const QList<CallAlert>, alerts);
        QFETCH(const CallAlert, shown);
        CallAlerts held;
        QVERIFY(!held.mostSerious());
        for (const CallAlert alert : alerts)
            held.set(alert, true);
        QCOMPARE(held.mostSerious(), std::optional(shown));
        for (const CallAlert alert : alerts)
            held.set(alert, false);
        QVERIFY(!held.mostSerious());
    }

    void dismissedAlertLetsTheNextComeForward() {
        CallAlerts held;
        held.set(CallAlert::MicrophoneSilent, true);
        held.set(CallAlert::WeakNetwork, true);
        held.dismiss(CallAlert::MicrophoneSilent);
        held.set(CallAlert::MicrophoneSilent, true); // still
        QCOMPARE(held.mostSerious(), std::optional(CallAlert::WeakNetwork));
        held.set(CallAlert::MicrophoneSilent, false);
        held.set(CallAlert::MicrophoneSilent, true); // again
        QCOMPARE(held.mostSerious(), std::optional(CallAlert::MicrophoneSilent));
    }

    void everyAlertHasItsOwnSentence() {
        AlertFacts facts;
        facts.peerName = u"Alice"_s;
        facts.replaced.name = facts.returned.name = u"USB Headset"_s;
        facts.microphoneFate = facts.loudspeakerFate = DeviceEvent::Kind::Denied;
        facts.replaced.input = true;
        QSet<QString> titles;
        for (const CallAlert alert : everyAlert()) {
            const QString title = AlertWords::title(alert, facts);
            QVERIFY2(!title.isEmpty() && !title.contains(u'%'), qPrintable(title));
            QVERIFY(!AlertWords::more(alert, facts).contains(u'%'));
            titles.insert(title);
        }
        QCOMPARE(titles.size(), static_cast<qsizetype>(kCallAlerts));
    }

    void howlingSaysWhyAndWhatToDo() {
        CallBanner banner;
        banner.setMuted(true);
        banner.showNotice(CallNotice::Howling);
        QVERIFY(visibleText(banner).contains(u"It howled, so your microphone was muted."_s));
        QVERIFY(visibleText(banner).contains(u"headphones"_s));
        banner.setMuted(false);
        QVERIFY(banner.isHidden());
    }

    void talkingWhileMutedIsNoticed() {
        CallBanner banner;
        banner.setMuted(true);
        banner.setHints(hintsAfter(true, 2s));
        QVERIFY(visibleText(banner).contains(u"You are talking, but you are muted."_s));
        QVERIFY(visibleText(banner).contains(u"M key"_s));
        banner.setMuted(false);
        QVERIFY(banner.isHidden());
    }

    void talkingWithoutTheKeyNamesTheKey() {
        CallBanner banner;
        banner.setTalkKey(u"F8"_s);
        banner.setHints(hintsAfter(true, 2s));
        QVERIFY(visibleText(banner).contains(u"Hold F8 as long as you talk."_s));
        banner.setHints(VoiceHints{});
        QVERIFY(banner.isHidden());
    }

    void heldBackVoiceOfAnOpenMicrophoneIsNobodysBusiness() {
        CallBanner banner;
        banner.setHints(hintsAfter(true, 2s));
        QVERIFY(banner.isHidden());
    }

    void silentMicrophoneIsToldOnceUntilItSounds() {
        CallBanner banner;
        banner.setHints(hintsAfter(false, 0s, VoiceHints::kSilentFor));
        QVERIFY(visibleText(banner).contains(u"Nothing comes from your microphone."_s));
        button(banner, u"All right"_s)->click();
        banner.setHints(hintsAfter(false, 0s, VoiceHints::kSilentFor));
        QVERIFY(banner.isHidden());
        banner.setHints(VoiceHints{});
        banner.setHints(hintsAfter(false, 0s, VoiceHints::kSilentFor));
        QVERIFY(!banner.isHidden());
    }

    void lostMicrophoneIsNotCalledSilent() {
        CallBanner banner;
        banner.setTimes(kLong);
        banner.showDeviceEvent({DeviceEvent::Kind::Missing, true, {}});
        banner.setHints(hintsAfter(false, 0s, VoiceHints::kSilentFor));
        button(banner, u"All right"_s)->click();
        QVERIFY(banner.isHidden());
        QVERIFY(banner.isMicrophoneLost());
        banner.setHints(hintsAfter(false, 0s, VoiceHints::kSilentFor));
        QVERIFY(banner.isHidden());
        banner.showDeviceEvent({DeviceEvent::Kind::Replaced, true, u"USB Headset"_s});
        button(banner, u"All right"_s)->click();
        banner.setHints(hintsAfter(false, 0s, VoiceHints::kSilentFor)); // the one instead is
        QCOMPARE(banner.alert(), std::optional(CallAlert::MicrophoneSilent));
    }

    void peerWhoHearsNothingIsNamed() {
        CallBanner banner;
        banner.setPeer(u"Alice"_s, false);
        QVERIFY(visibleText(banner).contains(u"Alice does not hear you now."_s));
        banner.setPeer(u"Alice"_s, true);
        QVERIFY(banner.isHidden());
    }

    void deviceEventSaysWhatAndWhatToDo_data() {
        using enum DeviceEvent::Kind;
        QTest::addColumn<DeviceEvent>("event");
        QTest::addColumn<CallAlert>("alert");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("more");
        QTest::newRow("microphone replaced")
            << DeviceEvent{Replaced, true, u"USB Headset"_s} << CallAlert::DeviceReplaced
            << u"Your microphone is gone."_s << u"until it is back: USB Headset"_s;
        QTest::newRow("loudspeaker replaced") << DeviceEvent{Replaced, false, u"HDMI"_s} << CallAlert::DeviceReplaced
                                              << u"Your loudspeaker is gone."_s << u"until it is back: HDMI"_s;
        QTest::newRow("microphone missing") << DeviceEvent{Missing, true, {}} << CallAlert::MicrophoneLost
                                            << u"Your microphone is gone."_s << u"Connect it or another one"_s;
        QTest::newRow("loudspeaker missing") << DeviceEvent{Missing, false, {}} << CallAlert::LoudspeakerLost
                                             << u"Your loudspeaker is gone."_s << u"you hear nothing"_s;
        QTest::newRow("microphone denied") << DeviceEvent{Denied, true, {}} << CallAlert::MicrophoneLost
                                           << u"not allowed to use the microphone"_s << StatusText::howToAllow(true);
        QTest::newRow("loudspeaker denied") << DeviceEvent{Denied, false, {}} << CallAlert::LoudspeakerLost
                                            << u"not allowed to use the loudspeaker"_s << StatusText::howToAllow(false);
        QTest::newRow("microphone returned") << DeviceEvent{Returned, true, u"Mic"_s} << CallAlert::DeviceReturned
                                             << u"Your microphone is back."_s << u"again: Mic"_s;
        QTest::newRow("loudspeaker returned") << DeviceEvent{Returned, false, u"Out"_s} << CallAlert::DeviceReturned
                                              << u"Your loudspeaker is back."_s << u"again: Out"_s;
    }
    void deviceEventSaysWhatAndWhatToDo() {
        QFETCH(const DeviceEvent, event);
        QFETCH(const CallAlert, alert);
        QFETCH(const QString, title);
        QFETCH(const QString, more);
        CallBanner banner;
        banner.setTimes(kLong);
        banner.showDeviceEvent(event);
        QCOMPARE(banner.alert(), std::optional(alert));
        QVERIFY2(visibleText(banner).contains(title), qPrintable(visibleText(banner)));
        QVERIFY2(visibleText(banner).contains(more), qPrintable(visibleText(banner)));
    }

    void lostDeviceIsToldUntilThereIsOne() {
        using enum DeviceEvent::Kind;
        for (const bool input : {false, true}) {
            for (const auto kind : {Replaced, Returned}) {
                CallBanner banner;
                banner.setTimes({.replaced = 0ms, .returned = 0ms});
                banner.showDeviceEvent({Missing, input, {}});
                banner.showDeviceEvent({Missing, !input, {}});
                banner.showDeviceEvent({kind, input, u"USB Headset"_s});
                banner.showDeviceEvent({kind, !input, u"USB Headset"_s});
                QTRY_VERIFY(banner.isHidden());
            }
        }
    }

    void returnedDeviceEndsTalkOfItsReplacement() {
        CallBanner banner;
        banner.setTimes(kLong);
        banner.showDeviceEvent({DeviceEvent::Kind::Replaced, true, u"HDMI"_s});
        banner.showDeviceEvent({DeviceEvent::Kind::Returned, true, u"USB Headset"_s});
        QVERIFY(visibleText(banner).contains(u"USB Headset"_s));
        QVERIFY(!visibleText(banner).contains(u"HDMI"_s));
    }

    void isNotThereWhileAllIsWell() {
        CallBanner banner;
        QVERIFY(banner.isHidden());
        banner.setWeak(true);
        QVERIFY(!banner.isHidden());
        banner.setWeak(false);
        QVERIFY(banner.isHidden());
    }

    void clockRunsWhileReconnecting() {
        CallBanner banner;
        banner.setTimes(kLong);
        banner.start(CallRole::Joiner);
        banner.setReconnecting(true);
        QVERIFY(visibleText(banner).startsWith(u"Reconnecting … "_s));
        QTRY_VERIFY(visibleText(banner).contains(u"Reconnecting … 1 s"_s));
        QVERIFY(!asksForAddress(banner));
    }

    void newAddressIsTalkedOfAfterAWhile() {
        CallBanner banner;
        banner.setTimes({.patience = 1ms, .resumed = 1h, .rateRefused = 1h});
        banner.setReconnecting(true);
        QTRY_VERIFY(asksForAddress(banner));
        banner.setReconnecting(false);
        QVERIFY(banner.isHidden());
    }

    void everyRoleHasItsOwnWords() {
        CallBanner banner;
        banner.setTimes({.patience = 0ms, .resumed = 1h, .rateRefused = 1h});
        banner.start(CallRole::Joiner);
        banner.setReconnecting(true);
        QVERIFY(visibleText(banner).contains(u"They have a new address?"_s));
        banner.start(CallRole::Host);
        banner.setReconnecting(true);
        QVERIFY(visibleText(banner).contains(u"kept for two minutes"_s));
        QVERIFY(visibleText(banner).contains(u"Your tunnel has a new address?"_s));
    }

    void saysHowLongTheSilenceWas_data() {
        QTest::addColumn<int>("ms");
        QTest::addColumn<QString>("text");
        QTest::newRow("never nothing") << 640 << u"Back after 1 s."_s;
        QTest::newRow("seconds") << 3120 << u"Back after 3 s."_s;
        QTest::newRow("minutes") << 65'000 << u"Back after 1:05."_s;
    }
    void saysHowLongTheSilenceWas() {
        QFETCH(const int, ms);
        CallBanner banner;
        banner.setTimes(kLong);
        banner.setReconnecting(true);
        banner.setReconnecting(false);
        banner.showResumed(std::chrono::milliseconds(ms));
        QTEST(visibleText(banner), "text");
    }

    void resumedMayBeToldBeforeOrAfterTheState() {
        for (const bool before : {false, true}) {
            CallBanner banner;
            banner.setTimes(kLong);
            banner.setReconnecting(true);
            if (before)
                banner.showResumed(2s);
            banner.setReconnecting(false);
            if (!before)
                banner.showResumed(2s);
            QCOMPARE(banner.alert(), std::optional(CallAlert::Resumed));
        }
    }

    void goesAwayByItself() {
        CallBanner banner;
        banner.setTimes({.patience = 1h, .resumed = 1ms, .rateRefused = 1ms});
        banner.showNotice(CallNotice::RateRefused);
        banner.showResumed(2s);
        QCOMPARE(banner.alert(), std::optional(CallAlert::Resumed));
        QTRY_VERIFY(banner.isHidden());
    }

    void nextStallReplacesTheEndOfTheLast() {
        CallBanner banner;
        banner.setTimes(kLong);
        banner.showResumed(2s);
        banner.setReconnecting(true);
        banner.setReconnecting(false);
        QVERIFY(banner.isHidden());
    }

    void adviceNamesItsPriceAndIsFollowed() {
        CallBanner banner;
        banner.showNotice(CallNotice::HedgingAdvised);
        QVERIFY(visibleText(banner).contains(u"twice the data"_s));
        QSignalSpy requests(&banner, &CallBanner::hedgingRequested);
        button(banner, u"Use two connections"_s)->click();
        QCOMPARE(requests.count(), 1);
        QVERIFY(!banner.isHidden()); // until it is so
        banner.setHedging(true);
        QVERIFY(banner.isHidden());
    }

    void adviceCanBeRefused() {
        CallBanner banner;
        banner.setWeak(true);
        banner.showNotice(CallNotice::HedgingAdvised);
        QVERIFY(visibleText(banner).contains(u"stutters"_s));
        button(banner, u"Not now"_s)->click();
        QVERIFY(visibleText(banner).contains(u"Weak network"_s));
        banner.showNotice(CallNotice::HedgingAdvised); // asked for again: by the call, minutes later
        QVERIFY(visibleText(banner).contains(u"stutters"_s));
    }

    void refusedRateIsExplainedAndSentAway() {
        CallBanner banner;
        banner.setTimes(kLong);
        banner.showNotice(CallNotice::RateRefused);
        QVERIFY(visibleText(banner).contains(u"few messages"_s));
        QVERIFY(button(banner, u"Use two connections"_s) == nullptr);
        button(banner, u"All right"_s)->click();
        QVERIFY(banner.isHidden());
    }

    void takenKeyIsNamedAndSentAway() {
        CallBanner banner;
        banner.setTalkKey(u"F8"_s);
        banner.setKeyTaken(true);
        QVERIFY(visibleText(banner).contains(u"Another program has your key to talk: F8"_s));
        button(banner, u"All right"_s)->click();
        QVERIFY(banner.isHidden());
    }

    void newCallForgetsTheLast() {
        CallBanner banner;
        banner.setTimes({.patience = 0ms, .resumed = 1h, .rateRefused = 1h});
        banner.setReconnecting(true);
        banner.findChild<QLineEdit*>()->setText(u"viz1:a.example#secret"_s);
        banner.showNotice(CallNotice::RateRefused);
        banner.setWeak(true);
        banner.start(CallRole::Joiner);
        QVERIFY(banner.isHidden());
        QVERIFY(banner.findChild<QLineEdit*>()->text().isEmpty());
    }

    void addressIsCheckedBeforeItIsGiven_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("understood");
        QTest::addColumn<bool>("usable");
        QTest::newRow("address") << u"https://new.example"_s << u"Leads to new.example."_s << true;
        QTest::newRow("open") << u"ws://10.0.0.2:8443"_s << u"The way there is not encrypted"_s << true;
        QTest::newRow("mistake") << u"ftp://new.example"_s << u"cannot call this kind of address"_s << false;
        QTest::newRow("cut") << u"viz1:new.example#AAEC"_s << u"The end of the invite is missing."_s << false;
        QTest::newRow("spaces") << u"   "_s << u"Paste the invite"_s << false;
    }
    void addressIsCheckedBeforeItIsGiven() {
        QFETCH(const QString, typed);
        QFETCH(const QString, understood);
        QFETCH(const bool, usable);
        CallBanner banner;
        banner.setTimes({.patience = 0ms, .resumed = 1h, .rateRefused = 1h});
        banner.setReconnecting(true);
        QSignalSpy given(&banner, &CallBanner::addressGiven);
        auto* field = banner.findChild<QLineEdit*>();
        QTest::keyClicks(field, typed);
        QVERIFY2(visibleText(banner).contains(understood), qPrintable(visibleText(banner)));
        QCOMPARE(button(banner, u"Use"_s)->isEnabled(), usable);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(given.count(), usable ? 1 : 0);
        QCOMPARE(field->text().isEmpty(), usable); // a mistake stays, to be mended
        if (usable)
            QCOMPARE(given.front().front().toString(), typed);
    }
};

} // namespace viz::test

QTEST_MAIN(viz::test::CallBannerTest)
#include "call_banner_test.moc"
