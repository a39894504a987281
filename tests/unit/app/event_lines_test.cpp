#include "app/event_lines.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>

#include <gtest/gtest.h>

namespace viz {
namespace {

class EventLinesTest : public testing::Test {
protected:
    EventLinesTest() { m_out.open(QIODevice::WriteOnly); }

    std::string text(void (*tell)(EventLines&)) {
        EventLines lines(m_out, LineFormat::Text);
        tell(lines);
        return m_out.data().toStdString();
    }
    QJsonObject object(void (*tell)(EventLines&)) {
        EventLines lines(m_out, LineFormat::Json);
        tell(lines);
        EXPECT_EQ(m_out.data().count('\n'), 1);
        return QJsonDocument::fromJson(m_out.data()).object();
    }

private:
    QBuffer m_out;
};

TEST_F(EventLinesTest, WritesAddressAndPort) {
    EXPECT_EQ(text([](EventLines& lines) { lines.listening(QHostAddress(QStringLiteral("127.0.0.1")), 8443); }),
              "listening 127.0.0.1:8443\n");
}

TEST_F(EventLinesTest, PutsV6AddressesIntoBrackets) {
    EXPECT_EQ(text([](EventLines& lines) { lines.listening(QHostAddress(QStringLiteral("::1")), 1); }),
              "listening [::1]:1\n");
}

TEST_F(EventLinesTest, WritesEveryEventOnALineOfItsOwn) {
    EXPECT_EQ(
        text([](EventLines& lines) {
            lines.invite(QStringLiteral("viz1:a#b"));
            lines.ringing(QStringLiteral("Ann B"));
            lines.words({QStringLiteral("one"), QStringLiteral("two")});
            lines.waiting();
            lines.connected(QStringLiteral("Ann B"), Verification::ByInvite);
            lines.connected(QStringLiteral("Ann"), Verification::Unverified);
            lines.connected(QStringLiteral("Ann"), Verification::ByWords);
            lines.reconnecting();
            lines.resumed(std::chrono::milliseconds(3120));
            lines.ended(EndReason::HungUpThere);
        }),
        "invite viz1:a#b\nringing Ann B\nwords one two\nwaiting\nconnected Ann B verified-by-link\n"
        "connected Ann unverified\nconnected Ann verified-by-words\nreconnecting\nresumed 3120\nended hung-up-there\n");
}

TEST_F(EventLinesTest, DoesNotLetANamePretendToBeAnEvent) {
    EXPECT_EQ(text([](EventLines& lines) { lines.ringing(QStringLiteral("Ann\nconnected Ann verified-by-link")); }),
              "ringing Ann connected Ann verified-by-link\n");
}

TEST_F(EventLinesTest, WritesNoBlankForAMissingName) {
    EXPECT_EQ(text([](EventLines& lines) { lines.ringing({}); }), "ringing\n");
}

TEST_F(EventLinesTest, WritesObjectsAsJson) {
    const QJsonObject listening =
        object([](EventLines& lines) { lines.listening(QHostAddress(QStringLiteral("::1")), 80); });
    EXPECT_EQ(listening.value(u"event").toString(), QStringLiteral("listening"));
    EXPECT_EQ(listening.value(u"address").toString(), QStringLiteral("::1"));
    EXPECT_EQ(listening.value(u"port").toInt(), 80);
}

TEST_F(EventLinesTest, WritesTheWholeInviteAsJson) {
    const QJsonObject invite =
        object([](EventLines& lines) { lines.invite(u"viz1:m\u00fcnchen.example/a\"b#AZaz09-_"_qs); });
    EXPECT_EQ(invite, (QJsonObject{{u"event"_qs, u"invite"_qs},
                                   {u"invite"_qs, u"viz1:m\u00fcnchen.example/a\"b#AZaz09-_"_qs}}));
}

TEST_F(EventLinesTest, WritesWordsAsAnArray) {
    const QJsonObject words = object([](EventLines& lines) {
        lines.words({QStringLiteral("one"), QStringLiteral("two")});
    });
    EXPECT_EQ(words.value(u"words").toArray().size(), 2);
}

TEST_F(EventLinesTest, WritesNothingButTheEventWhereThereIsNoMore) {
    const QJsonObject stall = object([](EventLines& lines) { lines.reconnecting(); });
    EXPECT_EQ(stall, (QJsonObject{{u"event"_qs, u"reconnecting"_qs}}));
}

TEST_F(EventLinesTest, WritesTheLengthOfTheSilenceAsANumber) {
    const QJsonObject back = object([](EventLines& lines) { lines.resumed(std::chrono::milliseconds(3120)); });
    EXPECT_EQ(back, (QJsonObject{{u"event"_qs, u"resumed"_qs}, {u"ms"_qs, 3120}}));
}

TEST_F(EventLinesTest, WritesVerificationOfItsOwnAsJson) {
    const QJsonObject connected =
        object([](EventLines& lines) { lines.connected(QStringLiteral("a \"b\""), Verification::ByInvite); });
    EXPECT_EQ(connected.value(u"name").toString(), QStringLiteral("a \"b\""));
    EXPECT_EQ(connected.value(u"verification").toString(), QStringLiteral("verified-by-link"));
}

} // namespace
} // namespace viz
