#include "app/stats_writer.h"
#include "tests/support/wait_for.h"
#include "tests/unit/app/fake_call.h"

#include <QBuffer>
#include <QJsonDocument>
#include <QJsonObject>

#include <gtest/gtest.h>

namespace viz {
namespace {

class StatsWriterTest : public testing::Test {
protected:
    StatsWriterTest() { m_out.open(QIODevice::WriteOnly); }

    [[nodiscard]] QList<QJsonObject> lines() const {
        QList<QJsonObject> objects;
        for (const QByteArray& line : m_out.data().split('\n'))
            if (!line.isEmpty())
                objects << QJsonDocument::fromJson(line).object();
        return objects;
    }

    test::FakeCall m_call;
    QBuffer m_out;
    StatsWriter m_writer{m_call, {}, m_out};
};

TEST_F(StatsWriterTest, WritesNothingBeforeTheCall) {
    m_call.host({});
    m_call.ring(QStringLiteral("Ann"), Verification::ByInvite);
    EXPECT_TRUE(lines().isEmpty());
}

TEST_F(StatsWriterTest, WritesOnceASecondAndAtTheEnd) {
    m_call.host({});
    m_call.ring(QStringLiteral("Ann"), Verification::ByInvite);
    m_call.nextStats.sent.bytes = 77;
    m_call.accept();
    ASSERT_TRUE(test::waitFor([this] { return lines().size() >= 2; }));
    m_call.hangUp();
    const auto objects = lines();
    EXPECT_EQ(objects.front().value(u"state").toString(), QStringLiteral("connected"));
    EXPECT_EQ(objects.front().value(u"verified").toString(), QStringLiteral("link"));
    EXPECT_EQ(objects.front().value(u"sent").toObject().value(u"bytes").toInt(), 77);
    EXPECT_EQ(objects.back().value(u"state").toString(), QStringLiteral("ended"));
    EXPECT_EQ(objects.back().value(u"verified").toString(), QStringLiteral("link"));
}

TEST_F(StatsWriterTest, GoesOnWhileTheCallReconnects) {
    m_call.host({});
    m_call.ring(QStringLiteral("Ann"), Verification::ByInvite);
    m_call.accept();
    m_call.stall();
    ASSERT_TRUE(test::waitFor([this] { return !lines().isEmpty(); }));
    EXPECT_EQ(lines().front().value(u"state").toString(), QStringLiteral("reconnecting"));
}

// Were the second begun anew each time, there would never be a line.
TEST_F(StatsWriterTest, KeepsItsSecondWhenACallIsResumed) {
    m_call.host({});
    m_call.ring(QStringLiteral("Ann"), Verification::ByInvite);
    m_call.accept();
    EXPECT_TRUE(test::waitFor([this] {
        m_call.stall();
        m_call.resume(std::chrono::seconds(1));
        return !lines().isEmpty();
    }));
}

TEST_F(StatsWriterTest, WritesALineAlsoForACallThatFailed) {
    m_call.join({});
    m_call.end({.reason = EndReason::ConnectionRefused, .httpStatus = 0, .detail = {}});
    ASSERT_EQ(lines().size(), 1);
    EXPECT_EQ(lines().front().value(u"role").toString(), QStringLiteral("joiner"));
    EXPECT_TRUE(lines().front().value(u"verified").isNull());
}

} // namespace
} // namespace viz
