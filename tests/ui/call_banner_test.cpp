#include "ui/call_banner.h"
#include "ui/icon_widgets.h"
#include "ui/new_address_form.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace viz::test {
namespace {

/// Never reached in a test, unless it is set to something short.
constexpr CallBanner::Times kLong{.patience = 1h, .resumed = 1h, .rateRefused = 1h};

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
        if (candidate->text() == text && candidate->isVisibleTo(&banner))
            return candidate;
    }
    return nullptr;
}

bool asksForAddress(const CallBanner& banner) { return banner.findChild<NewAddressForm*>()->isVisibleTo(&banner); }

} // namespace

class CallBannerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mostSeriousAlertIsShown_data() {
        QTest::addColumn<QList<int>>("alerts");
        QTest::addColumn<int>("shown");
        QTest::newRow("one") << QList<int>{4} << 4;
        QTest::newRow("reconnecting before all") << QList<int>{4, 3, 2, 1, 0} << 0;
        QTest::newRow("end of reconnecting") << QList<int>{4, 3, 2, 1} << 1;
        QTest::newRow("refused before advice") << QList<int>{3, 2} << 2;
        QTest::newRow("advice before weak") << QList<int>{4, 3} << 3;
    }
    void mostSeriousAlertIsShown() {
        QFETCH(const QList<int>, alerts);
        QFETCH(const int, shown);
        CallAlerts held;
        QVERIFY(!held.mostSerious());
        for (const int alert : alerts)
            held.set(static_cast<CallAlert>(alert), true);
        QCOMPARE(static_cast<int>(*held.mostSerious()), shown);
        for (const int alert : alerts)
            held.set(static_cast<CallAlert>(alert), false);
        QVERIFY(!held.mostSerious());
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
