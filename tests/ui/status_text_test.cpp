#include "ui/status_text.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QTranslator>

using namespace Qt::StringLiterals;

namespace viz::test {
namespace {

constexpr int kEndReasons = static_cast<int>(EndReason::Internal) + 1;
constexpr int kAddressErrors = static_cast<int>(AddressError::SecretMissing) + 1;
constexpr int kStates = static_cast<int>(CallState::Ended) + 1;
constexpr int kVerifications = static_cast<int>(Verification::ByWords) + 1;

/// Begins with a capital letter or digit, ends as a sentence does, and no place-holder was left.
bool isSentence(const QString& text) {
    static const QRegularExpression shape(uR"(^[\p{Lu}\d].*[.?!]$)"_s);
    return shape.match(text).hasMatch() && !text.contains(u"%1"_s);
}

} // namespace

class StatusTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << u"en"_s;
        QTest::newRow("Russian") << u"ru"_s;
    }
    void init() {
        QFETCH_GLOBAL(const QString, language);
        if (language != u"ru"_s)
            return;
        QVERIFY(m_translator.load(QLocale(QLocale::Russian), u"viz"_s, u"_"_s, u":/viz/translations"_s));
        QVERIFY(QCoreApplication::installTranslator(&m_translator));
    }
    void cleanup() { QCoreApplication::removeTranslator(&m_translator); }

    void everyEndHasItsOwnTitleAndAdvice() {
        QSet<QString> titles;
        QSet<QString> advice;
        for (int i = 0; i < kEndReasons; ++i) {
            const auto reason = static_cast<EndReason>(i);
            const QString title = checked(StatusText::endTitle({.reason = reason, .httpStatus = 502, .detail = {}}));
            titles.insert(title);
            advice.insert(checked(StatusText::endAdvice(reason)));
        }
        QCOMPARE(titles.size(), kEndReasons);
        QCOMPARE(advice.size(), kEndReasons);
    }

    void everyMistakeInAnAddressHasItsOwnSentence() {
        QSet<QString> sentences;
        for (int i = 0; i < kAddressErrors; ++i)
            sentences.insert(checked(StatusText::addressError(static_cast<AddressError>(i))));
        QCOMPARE(sentences.size(), kAddressErrors);
    }

    void everyStateHasItsOwnSentence() {
        QSet<QString> sentences;
        for (int i = 0; i < kStates; ++i) {
            sentences.insert(checked(StatusText::state(static_cast<CallState>(i), CallRole::Host)));
            sentences.insert(checked(StatusText::state(static_cast<CallState>(i), CallRole::Joiner)));
        }
        QCOMPARE(sentences.size(), kStates + 1); // ringing is two different things
    }

    void everyVerificationHasItsOwnSentence() {
        QSet<QString> sentences;
        for (int i = 0; i < kVerifications; ++i)
            sentences.insert(checked(StatusText::verification(static_cast<Verification>(i))));
        QCOMPARE(sentences.size(), kVerifications);
    }

    void previewsNameTheHost() {
        QSet<QString> sentences;
        for (const bool encrypted : {false, true}) {
            for (const bool secret : {false, true}) {
                const QString text = checked(StatusText::joinPreview(
                    {.valid = true, .encrypted = encrypted, .hasSecret = secret, .host = u"a.example"_s}));
                QVERIFY(text.contains(u"a.example"_s));
                sentences.insert(text);
            }
        }
        QCOMPARE(sentences.size(), 4);
    }

    void newAddressNamesTheHostAndAnOpenWay() {
        const QString closed = checked(StatusText::newAddressPreview(
            {.valid = true, .encrypted = true, .hasSecret = true, .host = u"a.example"_s}));
        const QString open = checked(StatusText::newAddressPreview(
            {.valid = true, .encrypted = false, .hasSecret = false, .host = u"a.example"_s}));
        QVERIFY(closed.contains(u"a.example"_s) && open.contains(u"a.example"_s) && closed != open);
        QCOMPARE(StatusText::newAddressPreview({.valid = false, .error = AddressError::BadPort, .host = {}}),
                 StatusText::addressError(AddressError::BadPort));
    }

    void saysHowToAllowADevice() {
        const QString microphone = checked(StatusText::howToAllow(true));
        QVERIFY(!checked(StatusText::howToAllow(false)).isEmpty());
        QVERIFY(StatusText::endAdvice(EndReason::DevicePermission).startsWith(microphone));
    }

    void statusNumberIsLeftOutWhenThereIsNone() {
        QVERIFY(
            StatusText::endTitle({.reason = EndReason::WebPage, .httpStatus = 502, .detail = {}}).contains(u"502"_s));
        QVERIFY(!StatusText::endTitle({.reason = EndReason::WebPage, .httpStatus = 0, .detail = {}}).contains(u'0'));
    }

    void languagesDiffer() {
        QFETCH_GLOBAL(const QString, language);
        static const QRegularExpression cyrillic(u"[а-яё]"_s);
        for (int i = 0; i < kEndReasons; ++i) {
            const QString advice = StatusText::endAdvice(static_cast<EndReason>(i));
            QCOMPARE(advice.contains(cyrillic), language == u"ru"_s);
        }
    }

    void delaysAreGraded() {
        QCOMPARE(delayGrade(0), DelayGrade::Good);
        QCOMPARE(delayGrade(200), DelayGrade::Good);
        QCOMPARE(delayGrade(201), DelayGrade::Fair);
        QCOMPARE(delayGrade(400), DelayGrade::Fair);
        QCOMPARE(delayGrade(401), DelayGrade::Slow);
    }

    void callAgainOnlyWhereItCanWork() {
        QVERIFY(canCallAgain(EndReason::NoAnswer, CallRole::Joiner));
        QVERIFY(canCallAgain(EndReason::HostNotFound, CallRole::Joiner));
        QVERIFY(!canCallAgain(EndReason::WordsDiffer, CallRole::Joiner));
        QVERIFY(!canCallAgain(EndReason::InviteUnknown, CallRole::Joiner));
        QVERIFY(canCallAgain(EndReason::WordsDiffer, CallRole::Host));
    }

private:
    static QString checked(const QString& sentence) {
        if (!isSentence(sentence))
            QTest::qFail(qPrintable(u"not a sentence: "_s + sentence), __FILE__, __LINE__);
        return sentence;
    }

    QTranslator m_translator;
};

} // namespace viz::test

QTEST_GUILESS_MAIN(viz::test::StatusTextTest)
#include "status_text_test.moc"
